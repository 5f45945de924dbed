import type { StreamMessage } from '../channels/console/api.js';

export type Connection = 'online' | 'reconnecting' | 'offline';

export interface StreamListener {
  onMessage(this: void, message: StreamMessage): void;
  onConnection(this: void, connection: Connection): void;
  /** A dial came to nothing. The reason is not told to pages: it may be the session. */
  onFailedDial(this: void): void;
}

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 15_000;
/** The server says something every 20 s. */
const LONGEST_SILENCE_MS = 50_000;
const DIALS_UNTIL_OFFLINE = 5;

/** Keeps a line to the server: dials again with growing pauses, and at once when the browser is back online. */
export function openStream(listener: StreamListener): () => void {
  let failedDials = 0;
  let line: Line | undefined;
  let redial: ReturnType<typeof setTimeout> | undefined;

  const dial = () => {
    clearTimeout(redial);
    line = openLine({
      onMessage(message) {
        failedDials = 0;
        listener.onConnection('online');
        listener.onMessage(message);
      },
      onEnd(wasOpen) {
        if (!wasOpen) {
          failedDials += 1;
          listener.onFailedDial();
        }
        waitAndDial();
      },
    });
  };
  const waitAndDial = () => {
    line = undefined;
    const isOffline = !navigator.onLine || failedDials >= DIALS_UNTIL_OFFLINE;
    listener.onConnection(isOffline ? 'offline' : 'reconnecting');
    clearTimeout(redial);
    redial = setTimeout(dial, pause(failedDials));
  };
  const onBack = () => {
    line?.abandon();
    failedDials = 0;
    dial();
  };
  const onGone = () => {
    line?.abandon();
    waitAndDial();
  };

  addEventListener('online', onBack);
  addEventListener('offline', onGone);
  dial();
  return () => {
    removeEventListener('online', onBack);
    removeEventListener('offline', onGone);
    clearTimeout(redial);
    line?.abandon();
  };
}

interface Line {
  /** Nothing is heard of it any more, not even its end. */
  abandon(): void;
}

/** One line, until it closes or has been silent for too long: a dead one may take minutes to close by itself. */
function openLine(on: { onMessage(message: StreamMessage): void; onEnd(wasOpen: boolean): void }): Line {
  const socket = new WebSocket(
    `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/console/stream`,
  );
  let wasOpen = false;
  let silence: ReturnType<typeof setTimeout>;
  const abandon = () => {
    clearTimeout(silence);
    socket.onmessage = null;
    socket.onclose = null;
    socket.close();
  };
  const end = () => {
    abandon();
    on.onEnd(wasOpen);
  };
  const heard = () => {
    clearTimeout(silence);
    silence = setTimeout(end, LONGEST_SILENCE_MS);
  };
  heard();
  socket.onclose = end;
  socket.onmessage = ({ data }) => {
    wasOpen = true;
    heard();
    on.onMessage(JSON.parse(String(data)) as StreamMessage);
  };
  return { abandon };
}

/** Doubles up to the longest wait; a random half of it, so that a whole office does not dial in the same moment. */
function pause(failedDials: number): number {
  const longest = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** failedDials);
  const [chance = 0] = crypto.getRandomValues(new Uint32Array(1));
  return longest * (0.5 + chance / 2 ** 33);
}
