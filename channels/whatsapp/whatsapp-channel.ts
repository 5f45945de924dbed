import './quiet-console.js';
import type { BinaryNode, WASocket } from '@whiskeysockets/baileys';
import { join } from 'node:path';
import { urlOfFile } from '../../files/kept-file.js';
import type { Address, NetworkLine, PushChannel } from '../channel.js';
import { loopWatch } from '../loop.js';
import { arrivals, type Me } from './arriving.js';
import { catchUps, type CatchUps } from './catch-up.js';
import { openConnection } from './connection.js';
import type { Connection } from './connection-deps.js';
import { openComposer } from './gathering.js';
import { seenIn } from './jid.js';
import { lineOptions } from './line-options.js';
import { watchMappings } from './mappings.js';
import { fetchOverTls } from './media-download.js';
import { reuploadOver } from './media-reupload.js';
import { openMedia, type Media } from './media.js';
import type { KeptMessage } from './ports.js';
import { openReceipts } from './receipts.js';
import { openSeal, sealKeyFrom } from './seal.js';
import { Sending } from './sending.js';
import { openSignalStore } from './signal-store.js';
import { watchUnreadable } from './unreadable.js';
import type { WhatsAppDeps } from './whatsapp-deps.js';
import { messageForRetry } from './writing.js';

export interface WhatsAppChannel {
  readonly line: NetworkLine;
  readonly push: PushChannel;
  /** While what came when we were away is still coming: what is over once it is here. */
  held(): Promise<void> | undefined;
  /** Connects. `onReady` is told whenever messages can leave again. */
  start(onReady: () => void): void;
  /** Begins no new sends, and waits a little for those under way. */
  close(): Promise<void>;
  /** Ends the line. */
  hangUp(): Promise<void>;
}

/** So many messages nobody is waiting for may leave in a minute. */
const ACCOUNT_PER_MINUTE = 20;

const after = (ms: number, run: () => void): (() => void) => {
  const timer = setTimeout(run, ms);
  return () => clearTimeout(timer);
};

/** The line to WhatsApp for one number of ours. Throws SealBroken if the key is not the one of before. */
export async function openWhatsApp(deps: WhatsAppDeps): Promise<WhatsAppChannel> {
  const channel = new BaileysChannel(deps);
  await channel.open();
  return channel;
}

class BaileysChannel implements WhatsAppChannel {
  readonly #deps: WhatsAppDeps;
  readonly #catchUps: CatchUps = catchUps(after);
  readonly #loops = loopWatch();
  readonly #seal;
  #connection!: Connection;
  #sending!: Sending;
  #media!: Media;
  #receipts!: ReturnType<typeof openReceipts>;
  #unreadable!: ReturnType<typeof watchUnreadable>;
  #onReady: () => void = () => undefined;

  constructor(deps: WhatsAppDeps) {
    this.#deps = deps;
    this.#seal = openSeal(sealKeyFrom(deps.settings.key));
  }

  async open(): Promise<void> {
    const { settings, store, logger, now, newId, tuning = {} } = this.#deps;
    const { account } = settings;
    const arrivalOf = arrivals({
      ...{ account, now, newId, seal: this.#seal, me: () => this.#me() },
      urlOf: (fileId) => urlOfFile('', fileId),
      isLoop: (jid, text, at) => tuning.watchesForLoops !== false && this.#loops.heard(jid, text, at),
    });
    const signal = await openSignalStore({
      ...{ account, store, seal: this.#seal, logger },
      arrivalOf: (envelope, message) => {
        const arrival = arrivalOf(envelope, message);
        if (arrival) this.#unreadable.hasCome(arrival.incoming.id);
        return arrival;
      },
      onKept: (kept, those) => {
        this.#kept(kept);
        if (those.some(({ media }) => media)) this.#media.wake();
      },
      onBroken: (err) => {
        logger.error({ err, account }, 'WhatsApp messages cannot be kept: the line is begun anew');
        this.#connection.broken();
      },
    });
    this.#connection = openConnection({
      ...{ account, store, signal, logger, now, after },
      ...{ holder: this.#deps.holder, random: this.#deps.random },
      ...lineOptions(this.#deps),
      onSocket: (sock) => this.#attach(sock),
      onOpen: () => this.#catchUps.begins(),
      onCaughtUp: () => this.#caughtUp(),
      getMessage: (key) => messageForRetry(this.#writing(), key),
    });
    this.#openParts();
  }

  #openParts(): void {
    const { settings, store, logger, now, dataFolder, tuning = {} } = this.#deps;
    const { account, typingMs, gapMs } = settings;
    const socket = () => this.#connection.socket();
    this.#sending = new Sending({
      ...this.#writing(),
      ...{ store, socket, logger, now, after, random: this.#deps.random },
      ...{ lastHeardAt: this.#deps.lastHeardAt, isAgent: (address) => this.#isAgent(address) },
      jidOf: ({ reference }) => (typeof reference?.['jid'] === 'string' ? reference['jid'] : undefined),
      settings: {
        ...{ typingMs, gapMs, accountPerMinute: ACCOUNT_PER_MINUTE },
        ...(tuning.ackTimeoutMs !== undefined && { ackTimeoutMs: tuning.ackTimeoutMs }),
      },
      onTimedOut: () => this.#connection.sendTimedOut(),
      onConfirmed: () => this.#connection.sendConfirmed(),
      onRefused: this.#deps.onRefused,
    });
    this.#receipts = openReceipts({
      ...{ account, store, after, logger },
      onReceived: (externalId) => this.#sending.received(externalId),
    });
    this.#unreadable = watchUnreadable({ account, store, after, now, onKept: (kept) => this.#kept(kept) });
    this.#media = openMedia({
      ...{ account, store, seal: this.#seal, now, after, logger },
      folder: join(dataFolder, 'files'),
      fetchStream: fetchOverTls(tuning.mediaAgent),
      reupload: reuploadOver({ socket, after }),
      mostBytes: settings.mostMediaBytes,
      allowsLoopback: settings.url !== undefined,
      ...(tuning.mediaRetryMs !== undefined && { firstPauseMs: tuning.mediaRetryMs }),
    });
  }

  get line(): NetworkLine {
    return this.#connection;
  }

  get push(): PushChannel {
    return {
      name: this.#sending.name,
      send: async (message, isWanted) => {
        const delivery = await this.#sending.send(message, isWanted);
        const jid = message.reference?.['jid'];
        const isBots = delivery.status === 'sent' && message.author.kind === 'bot';
        // An agent is no machine, however fast they answer.
        if (isBots && typeof jid === 'string' && !(await this.#isAgent(message.to)))
          this.#loops.said(jid, this.#deps.now());
        return delivery;
      },
    };
  }

  held(): Promise<void> | undefined {
    return this.#catchUps.held();
  }

  start(onReady: () => void): void {
    this.#onReady = onReady;
    this.#catchUps.begins();
    this.#connection.start();
    this.#media.wake();
  }

  async close(): Promise<void> {
    await this.#sending.stop();
    await this.#media.stop();
    this.#unreadable.stop();
    this.#catchUps.end();
  }

  async hangUp(): Promise<void> {
    await this.#connection.stop();
    await this.#receipts.stop();
  }

  /** Nothing is worth a message: who cannot be looked up counts as a customer. */
  async #isAgent(address: Address): Promise<boolean> {
    try {
      return await this.#deps.isAgent(address);
    } catch {
      return false;
    }
  }

  #writing() {
    const { settings, store, dataFolder, now } = this.#deps;
    const deps = { account: settings.account, store, seal: this.#seal };
    const compose = openComposer({
      ...{ ...deps, now, folder: join(dataFolder, 'files'), us: () => this.#me().seen },
      allowsLoopback: settings.url !== undefined,
    });
    return { ...deps, compose };
  }

  #me(): Me {
    const user = this.#user;
    return {
      seen: seenIn(user?.id ?? '', user?.lid),
      ...(user?.name !== undefined && user.name !== '~' && { name: user.name }),
    };
  }

  /** Our number as the newest socket knows it: messages come before WhatsApp has let us in for good. */
  get #user(): WASocket['user'] {
    return this.#newest?.user ?? this.#newest?.authState.creds.me;
  }
  #newest: WASocket | undefined;

  #attach(sock: WASocket): void {
    this.#newest = sock;
    this.#catchUps.lineBegins();
    sock.ws.on('CB:message', ({ attrs }: BinaryNode) => this.#catchUps.comes(attrs.id ?? ''));
    sock.ev.on('messages.upsert', ({ messages }) => {
      for (const { key } of messages) this.#catchUps.came(key.id ?? '');
    });
    this.#sending.attach(sock);
    this.#receipts.attach(sock);
    this.#unreadable.attach(sock);
    watchMappings(sock, (learned) => this.#learn(learned));
  }

  #learn(learned: readonly { lid: string; phone: string }[]): void {
    const { store, settings } = this.#deps;
    // What is not learned now comes again with the next message of that person.
    store.commit(settings.account, { keys: [], learned }).catch(() => undefined);
  }

  #kept(kept: readonly KeptMessage[]): void {
    for (const one of kept) this.#deps.arrived(one);
  }

  #caughtUp(): void {
    this.#catchUps.hasAll();
    this.#onReady();
    this.#media.wake();
  }
}
