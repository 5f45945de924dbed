import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocket, WebSocketServer } from 'ws';
import { isSameOrigin } from '../../http/peer.js';
import { refuseUpgrade, type HttpServer } from '../../http/server.js';
import type { StreamMessage } from './api.js';
import type { ConsoleDesk, DeskChange } from './ports.js';
import type { Sessions, Viewer } from './sessions.js';

export const STREAM_PATH = '/console/stream';
/** The close code of a line whose session is over: the page asks for the password instead of dialling again. */
export const SIGNED_OUT = 4401;
const HEARTBEAT_MS = 20_000;
const MOST_UNREAD_BYTES = 1024 * 1024;

export interface StreamDeps {
  readonly desk: ConsoleDesk;
  readonly sessions: Sessions;
  readonly publicUrl?: string;
  readonly logger: { error(fields: object, text: string): void };
  readonly heartbeatMs?: number;
}

export interface Stream {
  /** Ends the streams of one session, or of all of an agent's sessions but one. */
  hangUp(whose: { tokenHash: string } | { agentId: string; except: string }): void;
  close(): void;
}

interface Line extends Viewer {
  readonly socket: WebSocket;
  answered: boolean;
}

/**
 * Tells signed-in agents what changed, never the change itself: the page reads it with its own session. An agent hears
 * only of what they may see, and nothing after the session has ended.
 */
export function openStream(server: HttpServer, deps: StreamDeps): Stream {
  const { desk, sessions, publicUrl, logger } = deps;
  const lines = new Set<Line>();
  const sockets = new WebSocketServer({ noServer: true, maxPayload: 1024 });

  const connect = async (req: IncomingMessage, socket: Duplex, head: Buffer) => {
    if ((req.url ?? '').split('?')[0] !== STREAM_PATH) return refuseUpgrade(socket, 404);
    if (!isSameOrigin(req, publicUrl)) return refuseUpgrade(socket, 403);
    const viewer = await sessions.viewerOf(req);
    if (!viewer) return refuseUpgrade(socket, 401);
    if (viewer.me.mustChangePassword) return refuseUpgrade(socket, 403);
    sockets.handleUpgrade(req, socket, head, (webSocket) => admit(lines, webSocket, viewer));
  };

  server.onUpgrade(STREAM_PATH, (req, socket, head) => {
    connect(req, socket, head).catch((error: unknown) => {
      logger.error({ err: error }, 'stream failed');
      socket.destroy();
    });
  });
  const stopListening = desk.onChanged((change) => announce(lines, change));
  const heartbeat = setInterval(() => {
    for (const line of lines)
      beat(line, sessions).catch((error: unknown) => logger.error({ err: error }, 'heartbeat failed'));
  }, deps.heartbeatMs ?? HEARTBEAT_MS).unref();

  return {
    hangUp(whose) {
      for (const line of lines) if (isMeant(line, whose)) signOut(line);
    },
    close() {
      stopListening();
      clearInterval(heartbeat);
      for (const { socket } of lines) {
        socket.close(1001);
        socket.terminate();
      }
      sockets.close();
    },
  };
}

function admit(lines: Set<Line>, socket: WebSocket, viewer: Viewer): void {
  const line: Line = { ...viewer, socket, answered: true };
  lines.add(line);
  socket.on('pong', () => (line.answered = true));
  socket.on('error', () => socket.terminate());
  socket.on('close', () => lines.delete(line));
  send(line, { type: 'hello' });
}

function announce(lines: ReadonlySet<Line>, { ticketId, visibleTo, offeredTo }: DeskChange): void {
  for (const line of lines) {
    if (!visibleTo(line.me.id)) continue;
    send(line, { type: 'changed', ticketId });
    if (ticketId && offeredTo === line.me.id) send(line, { type: 'offer', ticketId });
  }
}

/** Finds lines that are dead and sessions that ended elsewhere: by time, by another process, by leaving the desk. */
async function beat(line: Line, sessions: Sessions): Promise<void> {
  if (!line.answered) return line.socket.terminate();
  line.answered = false;
  if (!(await sessions.isOpen(line.tokenHash))) return signOut(line);
  if (line.socket.readyState === WebSocket.OPEN) line.socket.ping();
  send(line, { type: 'alive' });
}

function send({ socket }: Line, message: StreamMessage): void {
  if (socket.readyState !== WebSocket.OPEN) return;
  // Who does not read for that long reads everything again after the next hello.
  if (socket.bufferedAmount > MOST_UNREAD_BYTES) return socket.terminate();
  socket.send(JSON.stringify(message));
}

function signOut(line: Line): void {
  send(line, { type: 'signed-out' });
  line.socket.close(SIGNED_OUT);
}

const isMeant = (line: Line, whose: Parameters<Stream['hangUp']>[0]) =>
  'tokenHash' in whose
    ? line.tokenHash === whose.tokenHash
    : line.me.id === whose.agentId && line.tokenHash !== whose.except;
