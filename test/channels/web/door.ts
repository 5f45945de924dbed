import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Duplex } from 'node:stream';
import pino from 'pino';
import type {
  Attachment,
  Author,
  ConversationLog,
  Deed,
  Earlier,
  Floor,
  Incoming,
  LogEntry,
} from '../../../channels/channel.js';
import { addressOfConversation } from '../../../channels/web/activities.js';
import { addWebChannel, type WebChannelDeps } from '../../../channels/web/web-channel.js';
import { createHttpServer, type HttpServer } from '../../../http/server.js';

export const SECRET = 'a secret of the tests, long enough to be one';
export const START = new Date('2026-03-02T12:00:00Z');

export interface Reply {
  readonly text: string;
  readonly author?: Author;
  readonly suggestions?: readonly string[];
  readonly attachments?: readonly Attachment[];
  readonly kind?: 'text' | 'event';
  readonly floor?: Floor;
  readonly answers?: Earlier;
  readonly deed?: Deed;
}

/** The log and the door in memory. `holdReads` makes a catch-up query wait, so that a test can commit meanwhile. */
export class FakeDoor implements ConversationLog {
  readonly received: Incoming[] = [];
  readonly entries: LogEntry[] = [];
  reads = 0;
  answer: (incoming: Incoming) => readonly Reply[] = () => [];
  failNext: Error | undefined;
  #now: () => Date;
  #listeners = new Set<(entries: readonly LogEntry[]) => void>();
  #unannounced: (readonly LogEntry[])[] | undefined;
  #gate: Promise<void> = Promise.resolve();

  constructor(now: () => Date) {
    this.#now = now;
  }

  holdReads(): () => void {
    let open = () => undefined as void;
    this.#gate = new Promise((resolve) => (open = resolve));
    return open;
  }

  /** Commits are kept and can be read, but announced only when the returned function is called. */
  pauseAnnouncements(): () => void {
    const held: (readonly LogEntry[])[] = [];
    this.#unannounced = held;
    return () => {
      this.#unannounced = undefined;
      for (const entries of held) this.#announce(entries);
    };
  }

  async after(conversation: { id: string }, position: number) {
    this.reads += 1;
    const seen = this.entries.filter((e) => e.conversation.id === conversation.id && e.position > position);
    await this.#gate;
    return seen;
  }

  onCommitted(listener: (entries: readonly LogEntry[]) => void) {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  receive = async (incoming: Incoming) => {
    if (this.failNext) throw this.failNext;
    this.received.push(incoming);
    const key = `${incoming.from.id} ${incoming.id}`;
    const earlier = this.entries.find((e) => `${e.conversation.id} ${e.incoming?.id}` === key);
    if (earlier) return this.#result('repeat', earlier);
    const { content } = incoming;
    const text = content.kind === 'text' ? content.text : content.name;
    const attachments = content.kind === 'text' ? (content.attachments ?? []) : [];
    const kept = this.#entry(incoming.from.id, {
      text,
      attachments,
      kind: content.kind,
      author: { kind: 'customer' },
    });
    const { id, extras } = incoming;
    this.#commit([{ ...kept, incoming: { id, ...(extras && { extras }) } }]);
    const replies = this.answer(incoming);
    if (replies.length > 0) setTimeout(() => this.commit(incoming.from.id, ...replies), 5);
    return this.#result('kept', kept);
  };

  /** What was kept at this position, as what is done to it later names it. */
  earlier(position: number): Earlier {
    const entry = this.entries.find((one) => one.position === position);
    if (!entry) throw new Error(`Nothing was kept at ${position}.`);
    return { id: entry.id, position, isOurs: entry.incoming === undefined, text: entry.text };
  }

  /** Commits these replies together. */
  commit(conversation: string, ...replies: readonly Reply[]): void {
    this.#commit(replies.map((reply) => this.#entry(conversation, reply)));
  }

  #commit(entries: readonly LogEntry[]): void {
    const at = this.entries.length;
    const placed = entries.map((entry, index) => ({ ...entry, position: at + index + 1 }));
    this.entries.push(...placed);
    if (this.#unannounced) this.#unannounced.push(placed);
    else this.#announce(placed);
  }

  #announce(entries: readonly LogEntry[]): void {
    for (const listener of this.#listeners) listener(entries);
  }

  #entry(conversation: string, reply: Reply): LogEntry {
    return {
      position: this.entries.length + 1,
      id: randomUUID(),
      conversation: addressOfConversation(conversation),
      author: reply.author ?? { kind: 'bot' },
      kind: reply.kind ?? 'text',
      text: reply.text,
      attachments: reply.attachments ?? [],
      suggestions: reply.suggestions ?? [],
      ...(reply.floor && { floor: reply.floor }),
      ...(reply.answers && { answers: reply.answers }),
      ...(reply.deed && { deed: reply.deed }),
      at: this.#now(),
    };
  }

  #result(status: 'kept' | 'repeat', { id, position }: LogEntry) {
    return { status, id, position, outcome: Promise.resolve({ status: 'done' as const }) };
  }
}

export interface House {
  readonly baseUrl: string;
  readonly door: FakeDoor;
  readonly filesFolder: string;
  passMinutes(minutes: number): void;
  /** Cuts every WebSocket from the server's side. */
  dropSockets(): void;
  close(): Promise<void>;
}

/** The web channel on a real server at a free port, before a door in memory. */
export async function openHouse(
  options: Partial<WebChannelDeps> & { realTime?: boolean; logger?: pino.Logger } = {},
): Promise<House> {
  let passed = 0;
  const now = () => new Date((options.realTime ? Date.now() : START.getTime()) + passed * 60_000);
  const door = new FakeDoor(now);
  const filesFolder = await mkdtemp(join(tmpdir(), 'bastao-web-'));
  const logger = options.logger ?? pino({ level: 'silent' });
  const lines = new Set<Duplex>();
  const server = recordingLines(createHttpServer(logger), lines);
  const channel = addWebChannel(server, {
    receive: door.receive,
    log: door,
    now,
    newId: randomUUID,
    secret: SECRET,
    filesFolder,
    logger,
    ...options,
  });
  const port = await server.listen(0, '127.0.0.1');
  return {
    baseUrl: `http://127.0.0.1:${port}`,
    door,
    filesFolder,
    passMinutes: (minutes) => void (passed += minutes),
    dropSockets: () => lines.forEach((line) => line.destroy()),
    async close() {
      await channel.close();
      await server.close(200);
      await rm(filesFolder, { recursive: true, force: true });
    },
  };
}

const recordingLines = (server: HttpServer, lines: Set<Duplex>): HttpServer => ({
  ...server,
  onUpgrade: (prefix, handler) =>
    server.onUpgrade(prefix, (req, socket, head) => {
      lines.add(socket);
      handler(req, socket, head);
    }),
});
