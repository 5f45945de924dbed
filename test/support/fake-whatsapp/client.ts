import makeWASocket, {
  DisconnectReason,
  initAuthCreds,
  makeCacheableSignalKeyStore,
  type AuthenticationCreds,
  type BaileysEventMap,
  type UserFacingSocketConfig,
  type WAMessage,
  type WASocket,
} from '@whiskeysockets/baileys';
import { quiet } from './device.js';
import { MemoryKeyStore } from './store.js';

export interface RunnerOptions {
  creds?: AuthenticationCreds;
  store?: MemoryKeyStore;
  config?: Partial<UserFacingSocketConfig>;
  reconnect?: boolean;
}

interface Server {
  readonly url: string;
  readonly media: { agent(): UserFacingSocketConfig['fetchAgent'] };
}

type ConnectionUpdate = BaileysEventMap['connection.update'];

/**
 * Stock Baileys, started as its own examples do: a new socket whenever the old one ends, unless it was unlinked,
 * replaced or forbidden. What the tests of the far side and of Baileys' own behaviour run on; the product never does.
 */
export class BaileysRunner {
  sock!: WASocket;
  creds: AuthenticationCreds;
  readonly store: MemoryKeyStore;
  readonly upserts: { type: string; message: WAMessage }[] = [];
  readonly closes: { code: number | undefined; reason: string }[] = [];
  private readonly listeners: ((sock: WASocket) => void)[] = [];
  stopped = false;

  constructor(
    readonly server: Server,
    private readonly opts: RunnerOptions = {},
  ) {
    this.creds = opts.creds ?? initAuthCreds();
    this.store = opts.store ?? new MemoryKeyStore();
  }

  /** Calls back for the socket there is and for every later one. */
  onSocket(listener: (sock: WASocket) => void) {
    this.listeners.push(listener);
    if (this.sock) listener(this.sock);
    return this;
  }

  on<K extends keyof BaileysEventMap>(event: K, listener: (data: BaileysEventMap[K]) => void) {
    return this.onSocket((sock) => sock.ev.on(event, listener));
  }

  start() {
    const sock = makeWASocket({
      waWebSocketUrl: this.server.url,
      auth: { creds: this.creds, keys: makeCacheableSignalKeyStore(this.store, quiet) },
      logger: quiet,
      fetchAgent: this.server.media.agent(),
      markOnlineOnConnect: false,
      ...this.opts.config,
    });
    this.sock = sock;
    sock.ev.on('creds.update', (update) => Object.assign(this.creds, update));
    sock.ev.on('messages.upsert', ({ messages, type }) => {
      for (const message of messages) this.upserts.push({ type, message });
    });
    sock.ev.on('connection.update', (update) => {
      if (update.connection === 'close') this.closed(update);
    });
    for (const listener of this.listeners) listener(sock);
    return this;
  }

  /** Resolves at the first update that fits, of this socket or of a later one. */
  waitUpdate(match: (update: ConnectionUpdate) => boolean, timeoutMs = 8000) {
    return new Promise<ConnectionUpdate>((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error('connection.update did not come')), timeoutMs);
      this.on('connection.update', (update) => {
        if (!match(update)) return;
        clearTimeout(timer);
        resolve(update);
      });
    });
  }

  async open(timeoutMs?: number) {
    const opened = this.waitUpdate(({ connection }) => connection === 'open', timeoutMs);
    if (!this.sock) this.start();
    await opened;
    return this.sock;
  }

  async stop() {
    this.stopped = true;
    await this.sock?.end(undefined);
  }

  private closed({ lastDisconnect }: ConnectionUpdate) {
    const error = lastDisconnect?.error as { output?: { statusCode: number }; message: string } | undefined;
    const code = error?.output?.statusCode;
    this.closes.push({ code, reason: error?.message ?? '' });
    const final: (number | undefined)[] = [
      DisconnectReason.loggedOut,
      DisconnectReason.connectionReplaced,
      403,
    ];
    if (this.stopped || final.includes(code) || this.opts.reconnect === false) return;
    setTimeout(() => !this.stopped && this.start(), 20);
  }
}
