import makeWASocket, {
  type BaileysEventMap,
  type BinaryNode,
  type UserFacingSocketConfig,
  type WASocket,
} from '@whiskeysockets/baileys';
import { closingOf, type Closing } from './closing.js';
import { isLinked } from './linking.js';
import type { Pace } from './pace.js';
import { watch, type After, type Stuck, type Watch } from './watchdogs.js';

/** One socket, from its making to its end. */
export interface Session {
  readonly sock: WASocket;
  readonly watch: Watch;
  /**
   * Nothing goes out over the socket any more, from this very moment. Resolves when it is gone; `ended` is not called
   * then, unless `closing` is given.
   */
  end(closing?: Closing): Promise<void>;
}

export interface SessionDeps {
  readonly options: UserFacingSocketConfig;
  readonly pace: Pace;
  readonly after: After;
  /** For others who listen on the socket, called right after it was made. */
  readonly onSocket: (sock: WASocket) => void;
  readonly heard: SessionHeard;
}

/** What a session tells. Nothing comes after `ended`, and that comes once, when the socket is gone. */
export interface SessionHeard {
  qr(content: string): void;
  /** Our number has just been linked; WhatsApp will end this socket. */
  paired(): void;
  opened(): void;
  /** What had come while we were away has all been given to us. Never before `opened`. */
  caughtUp(): void;
  /** So many wait for us. */
  backlog(count: number): void;
  /** A watchdog bit. */
  stuck(why: Stuck): void;
  ended(closing: Closing): void;
}

type Update = Partial<BaileysEventMap['connection.update']>;

export function openSession({ options, pace, after, onSocket, heard }: SessionDeps): Session {
  const sock = makeWASocket(options);
  let over: Promise<void> | undefined;
  const unlisten = (): void => {
    sock.ev.off('connection.update', onUpdate);
    sock.ws.off('frame', onFrame);
    sock.ws.off('unexpected-response', onRefusedUpgrade);
    sock.ws.off('CB:ib,,offline_preview', onPreview);
  };
  const end = (closing?: Closing): Promise<void> => {
    if (over) return over;
    dog.stop();
    unlisten();
    over = release(sock, after, pace.releaseMs).then(() => {
      if (closing) heard.ended(closing);
    });
    return over;
  };
  const lost = (error?: unknown): void => void end(closingOf(error, isLinked(options.auth.creds)));
  const dog = watch(after, pace, (why) => {
    heard.stuck(why);
    lost();
  });
  const logIn = makeLogIn(dog, heard);
  const onUpdate = (update: Update): void => {
    logIn(update);
    if (update.connection === 'close') lost(update.lastDisconnect?.error);
  };
  const onFrame = (): void => dog.frame();
  // Baileys would wait for ever (finding 3 of whatsapp.md).
  const onRefusedUpgrade = (): void => lost();
  const onPreview = (node: BinaryNode): void => heard.backlog(countIn(node));
  sock.ev.on('connection.update', onUpdate);
  sock.ws.on('frame', onFrame);
  sock.ws.on('unexpected-response', onRefusedUpgrade);
  sock.ws.on('CB:ib,,offline_preview', onPreview);
  try {
    onSocket(sock);
  } catch (error) {
    void end();
    throw error;
  }
  return { sock, watch: dog, end };
}

/** The way from a QR code or a login to an open line; the two ends of the catch-up may come in either order. */
function makeLogIn(dog: Watch, heard: SessionHeard): (update: Update) => void {
  let isOpen = false;
  let hasAll = false;
  return ({ qr, isNewLogin, connection, receivedPendingNotifications }) => {
    if (qr !== undefined) {
      dog.phase('linking');
      heard.qr(qr);
    }
    if (isNewLogin) {
      dog.phase('pairing');
      heard.paired();
    }
    if (connection === 'open') {
      isOpen = true;
      dog.phase('open');
      heard.opened();
      if (hasAll) heard.caughtUp();
    }
    if (receivedPendingNotifications && !hasAll) {
      hasAll = true;
      if (isOpen) heard.caughtUp();
    }
  };
}

function countIn({ content }: BinaryNode): number {
  const preview = Array.isArray(content) ? content.find(({ tag }) => tag === 'offline_preview') : undefined;
  return Number(preview?.attrs.count ?? 0);
}

interface Cuttable {
  readonly readyState: number;
  terminate(): void;
}
const CLOSED = 3;

/** Ends a socket. A far side that is not there does not answer the farewell, so after a while the line is cut. */
async function release(sock: WASocket, after: After, limitMs: number): Promise<void> {
  const raw = (sock.ws as unknown as { socket: Cuttable | null }).socket;
  const cut = (): void => {
    if (raw && raw.readyState !== CLOSED) raw.terminate();
  };
  const cancel = after(limitMs, cut);
  await sock.end(undefined);
  // Baileys may have begun to end it long before and still wait for an answer.
  cut();
  cancel();
}
