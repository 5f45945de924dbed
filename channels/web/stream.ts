import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Logger } from 'pino';
import { WebSocketServer, type WebSocket } from 'ws';
import type { ConversationLog, LogEntry } from '../channel.js';
import { HttpProblem } from '../../http/problem.js';
import { refuseUpgrade, type HttpServer } from '../../http/server.js';
import { addressOfConversation, CHANNEL } from './activities.js';
import { asItStands, type Standing } from './as-it-stands.js';
import { toActivities } from './leaving.js';
import type { Tokens } from './tokens.js';
import { readWatermark } from './watermark.js';

export const STREAM_PREFIX = '/v3/directline/conversations/';

const PAGE = 200;
const MOST_WAITING = 1_000;
const MOST_UNSENT_BYTES = 4 * 1024 * 1024;

interface Reader {
  readonly socket: WebSocket;
  /** The last entry this reader was sent. */
  position: number;
  /** Present while it catches up: what was committed meanwhile, to follow after the past. */
  waiting?: LogEntry[];
  answersPings: boolean;
}

interface StreamDeps {
  readonly log: ConversationLog;
  readonly tokens: Tokens;
  readonly botName: string;
  readonly logger: Logger;
  readonly pingMs: number;
}

/**
 * The sockets on which clients read their conversation: every entry once, in the order of positions, beginning after
 * the watermark. A socket that cannot keep up is closed; its client comes back with its watermark.
 */
export function addStreams(server: HttpServer, deps: StreamDeps): { close(): Promise<void> } {
  const rooms = new Map<string, Set<Reader>>();
  const sockets = new WebSocketServer({ noServer: true, maxPayload: 4096, perMessageDeflate: false });
  server.onUpgrade(STREAM_PREFIX, (req, socket, head) => {
    const wanted = readRequest(req, socket, deps.tokens);
    if (!wanted) return;
    sockets.handleUpgrade(req, socket, head, (client) => {
      const reader: Reader = { socket: client, position: wanted.position, waiting: [], answersPings: true };
      enter(rooms, wanted.conversation, reader);
      void catchUp(reader, wanted.conversation, deps);
    });
  });
  const stopListening = deps.log.onCommitted((entries) => push(rooms, entries, deps.botName));
  const pings = setInterval(() => pingAll(rooms), deps.pingMs).unref();
  return {
    async close() {
      stopListening();
      clearInterval(pings);
      const open = [...sockets.clients];
      await Promise.all(open.map(farewell));
      sockets.close();
    },
  };
}

function readRequest(req: IncomingMessage, socket: Duplex, tokens: Tokens) {
  try {
    const url = new URL(req.url ?? '', 'ws://here');
    const conversation = url.pathname.slice(STREAM_PREFIX.length).replace(/\/stream$/, '');
    if (url.pathname !== `${STREAM_PREFIX}${conversation}/stream`) return void refuseUpgrade(socket, 404);
    const claims = tokens.verify('stream', url.searchParams.get('t') ?? '');
    if (claims.conversation !== conversation) return void refuseUpgrade(socket, 403);
    return { conversation, position: readWatermark(url.searchParams.get('watermark')) };
  } catch (error) {
    const status = error instanceof HttpProblem ? error.status : 400;
    return void refuseUpgrade(socket, status === 401 || status === 403 ? status : 400);
  }
}

function enter(rooms: Map<string, Set<Reader>>, conversation: string, reader: Reader): void {
  const room = rooms.get(conversation) ?? new Set();
  rooms.set(conversation, room.add(reader));
  reader.socket.on('pong', () => (reader.answersPings = true));
  reader.socket.on('error', () => reader.socket.terminate());
  reader.socket.on('close', () => {
    room.delete(reader);
    if (room.size === 0 && rooms.get(conversation) === room) rooms.delete(conversation);
  });
}

/** The reader is in its room before the query begins, so nothing committed from here on can be missed. */
async function catchUp(reader: Reader, conversation: string, { log, botName, logger }: StreamDeps) {
  try {
    const missed = asItStands(await log.after(addressOfConversation(conversation), reader.position));
    for (let start = 0; start < missed.length; start += PAGE) {
      const page = missed.slice(start, start + PAGE);
      await sendAndWait(reader, page, botName);
    }
    const { waiting = [] } = reader;
    delete reader.waiting;
    sendNewer(reader, waiting, botName);
  } catch (error) {
    logger.error({ err: error, conversation }, 'catching up failed');
    reader.socket.close(1011);
  }
}

function push(rooms: Map<string, Set<Reader>>, entries: readonly LogEntry[], botName: string): void {
  const byRoom = new Map<Set<Reader>, LogEntry[]>();
  for (const entry of entries) {
    const room = entry.conversation.channel === CHANNEL ? rooms.get(entry.conversation.id) : undefined;
    if (!room) continue;
    const own = byRoom.get(room);
    if (own) own.push(entry);
    else byRoom.set(room, [entry]);
  }
  for (const [room, own] of byRoom) pushToRoom(room, own, botName);
}

function pushToRoom(room: ReadonlySet<Reader>, entries: readonly LogEntry[], botName: string): void {
  const first = entries[0]?.position ?? 0;
  const frame = frameOf(entries, botName);
  for (const reader of room) {
    if (reader.waiting) wait(reader, reader.waiting, entries);
    else if (reader.position < first) send(reader, frame, entries);
    else sendNewer(reader, entries, botName);
  }
}

function wait(reader: Reader, waiting: LogEntry[], entries: readonly LogEntry[]): void {
  if (waiting.length + entries.length > MOST_WAITING) reader.socket.terminate();
  else waiting.push(...entries);
}

/** The catch-up's query may already have seen an entry whose commit is announced only now. */
function sendNewer(reader: Reader, entries: readonly LogEntry[], botName: string): void {
  const newer = entries.filter(({ position }) => position > reader.position);
  if (newer.length > 0) send(reader, frameOf(newer, botName), newer);
}

function send(reader: Reader, frame: string | undefined, entries: readonly LogEntry[]): void {
  reader.position = entries.at(-1)?.position ?? reader.position;
  if (frame === undefined) return;
  if (reader.socket.bufferedAmount > MOST_UNSENT_BYTES) reader.socket.terminate();
  else reader.socket.send(frame);
}

async function sendAndWait(reader: Reader, entries: readonly Standing[], botName: string): Promise<void> {
  reader.position = entries.at(-1)?.position ?? reader.position;
  const frame = frameOf(entries, botName);
  // A failed send is a closed socket: there is nobody left to tell.
  if (frame !== undefined) await new Promise<void>((sent) => reader.socket.send(frame, () => sent()));
}

function frameOf(entries: readonly Standing[], botName: string): string | undefined {
  const activities = toActivities(entries, botName);
  if (activities.length === 0) return undefined;
  return JSON.stringify({ activities, watermark: String(entries.at(-1)?.position) });
}

/** Whoever did not answer the last ping is gone; without this a lost phone would stay "connected" for hours. */
function pingAll(rooms: ReadonlyMap<string, ReadonlySet<Reader>>): void {
  for (const room of rooms.values())
    for (const reader of room) {
      if (!reader.answersPings) {
        reader.socket.terminate();
        continue;
      }
      reader.answersPings = false;
      reader.socket.ping();
    }
}

function farewell(socket: WebSocket): Promise<void> {
  return new Promise((gone) => {
    const force = setTimeout(() => socket.terminate(), 500);
    socket.once('close', () => {
      clearTimeout(force);
      gone();
    });
    socket.close(1001);
  });
}
