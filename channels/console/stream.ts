import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocket, WebSocketServer } from 'ws';
import { isSameOrigin } from '../../http/peer.js';
import { refuseUpgrade, type HttpServer } from '../../http/server.js';
import type { NetworkLine } from '../channel.js';
import type { StreamMessage } from './api.js';
import type { ConsoleDesk, DeskChange } from './ports.js';
import { hasRole } from './route.js';
import type { Sessions, Viewer } from './sessions.js';

export const STREAM_PATH = '/console/stream';
/** The close code of a stream whose session is over: the page asks for the password instead of dialling again. */
export const SIGNED_OUT = 4401;
const HEARTBEAT_MS = 20_000;
const MOST_UNREAD_BYTES = 1024 * 1024;

export interface StreamDeps {
  readonly desk: ConsoleDesk;
  readonly lines: readonly NetworkLine[];
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

interface Follower extends Viewer {
  readonly socket: WebSocket;
  answered: boolean;
}

/**
 * Tells signed-in agents what changed, never the change itself: the page reads it with its own session. An agent hears
 * only of what they may see, and nothing after the session has ended.
 */
export function openStream(server: HttpServer, deps: StreamDeps): Stream {
  const { desk, sessions, publicUrl, logger } = deps;
  const followers = new Set<Follower>();
  const sockets = new WebSocketServer({ noServer: true, maxPayload: 1024 });

  const connect = async (req: IncomingMessage, socket: Duplex, head: Buffer) => {
    if ((req.url ?? '').split('?')[0] !== STREAM_PATH) return refuseUpgrade(socket, 404);
    if (!isSameOrigin(req, publicUrl)) return refuseUpgrade(socket, 403);
    const viewer = await sessions.viewerOf(req);
    if (!viewer) return refuseUpgrade(socket, 401);
    if (viewer.me.mustChangePassword) return refuseUpgrade(socket, 403);
    sockets.handleUpgrade(req, socket, head, (webSocket) => admit(followers, webSocket, viewer));
  };

  server.onUpgrade(STREAM_PATH, (req, socket, head) => {
    connect(req, socket, head).catch((error: unknown) => {
      logger.error({ err: error }, 'stream failed');
      socket.destroy();
    });
  });
  const stopListening = [
    desk.onChanged((change) => announce(followers, change)),
    ...deps.lines.map((line) => line.onChanged(() => tellOfLines(followers))),
  ];
  const heartbeat = setInterval(() => {
    for (const one of followers)
      beat(one, sessions).catch((error: unknown) => logger.error({ err: error }, 'heartbeat failed'));
  }, deps.heartbeatMs ?? HEARTBEAT_MS).unref();

  return {
    hangUp(whose) {
      for (const one of followers) if (isMeant(one, whose)) signOut(one);
    },
    close() {
      for (const stop of stopListening) stop();
      clearInterval(heartbeat);
      for (const { socket } of followers) {
        socket.close(1001);
        socket.terminate();
      }
      sockets.close();
    },
  };
}

function admit(followers: Set<Follower>, socket: WebSocket, viewer: Viewer): void {
  const follower: Follower = { ...viewer, socket, answered: true };
  followers.add(follower);
  socket.on('pong', () => (follower.answered = true));
  socket.on('error', () => socket.terminate());
  socket.on('close', () => followers.delete(follower));
  send(follower, { type: 'hello' });
}

function announce(followers: ReadonlySet<Follower>, { ticketId, visibleTo, offeredTo }: DeskChange): void {
  for (const one of followers) {
    if (!visibleTo(one.me.id)) continue;
    send(one, { type: 'changed', ticketId });
    if (ticketId && offeredTo === one.me.id) send(one, { type: 'offer', ticketId });
  }
}

function tellOfLines(followers: ReadonlySet<Follower>): void {
  for (const one of followers) if (hasRole(one.me, 'supervisor')) send(one, { type: 'lines' });
}

/** Finds streams that are dead and sessions that ended elsewhere: by time, by another process, by leaving the desk. */
async function beat(one: Follower, sessions: Sessions): Promise<void> {
  if (!one.answered) return one.socket.terminate();
  one.answered = false;
  if (!(await sessions.isOpen(one.tokenHash))) return signOut(one);
  if (one.socket.readyState === WebSocket.OPEN) one.socket.ping();
  send(one, { type: 'alive' });
}

function send({ socket }: Follower, message: StreamMessage): void {
  if (socket.readyState !== WebSocket.OPEN) return;
  // Who does not read for that long reads everything again after the next hello.
  if (socket.bufferedAmount > MOST_UNREAD_BYTES) return socket.terminate();
  socket.send(JSON.stringify(message));
}

function signOut(one: Follower): void {
  send(one, { type: 'signed-out' });
  one.socket.close(SIGNED_OUT);
}

const isMeant = (one: Follower, whose: Parameters<Stream['hangUp']>[0]) =>
  'tokenHash' in whose
    ? one.tokenHash === whose.tokenHash
    : one.me.id === whose.agentId && one.tokenHash !== whose.except;
