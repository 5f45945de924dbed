import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { Board, LineView, StreamMessage, TicketDetail } from '../channels/console/api.js';
import { request, type Failure, type Result } from './server.js';
import { openStream, type Connection } from './stream.js';

/** Something read from the server: what we have of it, and whether the last reading failed. */
export interface Reading<T> {
  readonly value?: T;
  readonly failure?: Failure;
}

export interface Live {
  readonly connection: Connection;
  readonly board: Reading<Board>;
  readonly ticket: Reading<TicketDetail>;
  /** Of whoever supervises; empty where there is no line. */
  readonly lines: Reading<readonly LineView[]>;
  readonly refreshLines: () => void;
  /** Reads the board and the ticket again. */
  readonly refresh: () => void;
}

interface Viewer {
  readonly supervises: boolean;
  readonly onSignedOut: () => void;
  readonly onMe: () => void;
}

/**
 * The board and one ticket, for whoever supervises the lines too, read again whenever the server says they changed and after every reconnect. What was read
 * stays on the screen while a newer reading is under way or has failed.
 */
export function useLive(viewer: Viewer, ticketId: string | undefined): Live {
  const { onSignedOut, onMe } = viewer;
  const [connection, setConnection] = useState<Connection>('reconnecting');
  const failed = useCallback((failure: Failure) => failure.status === 401 && onSignedOut(), [onSignedOut]);
  const [board, readBoard] = useReading<Board>('board', failed);
  const path = ticketId === undefined ? undefined : `tickets/${encodeURIComponent(ticketId)}`;
  const [ticket, readTicket] = useReading<TicketDetail>(path, failed);

  const [lines, readLines] = useReading<readonly LineView[]>(viewer.supervises ? 'lines' : undefined, failed);

  const refresh = useCallback(() => {
    readBoard();
    readTicket();
  }, [readBoard, readTicket]);
  const onMessage = (message: StreamMessage) => {
    if (message.type === 'signed-out') return onSignedOut();
    if (message.type === 'alive') return;
    if (message.type === 'lines') return readLines();
    const isHello = message.type === 'hello';
    if (isHello) readLines();
    if (isHello || message.ticketId === undefined) onMe();
    readBoard();
    if (isHello || message.ticketId === ticketId) readTicket();
  };
  const latest = useRef(onMessage);
  latest.current = onMessage;
  useEffect(
    () =>
      openStream({
        onConnection: setConnection,
        onMessage: (message) => latest.current(message),
        onFailedDial: onMe,
      }),
    [onMe],
  );
  useEffect(() => {
    // Shifts begin and end without a word from the server.
    const timer = setInterval(readBoard, 60_000);
    return () => clearInterval(timer);
  }, [readBoard]);
  return { connection, board, ticket, lines, refresh, refreshLines: readLines };
}

/** Reads a path at once and whenever told to; one request at a time, and late answers for another path are dropped. */
function useReading<T>(path: string | undefined, onFailure: (failure: Failure) => void) {
  const [reading, setReading] = useState<{ path?: string } & Reading<T>>({});
  const current = useRef(path);
  current.current = path;
  const state = useRef({ isReading: false, isStale: false });
  const read = useCallback(() => {
    const asked = current.current;
    if (asked === undefined) return;
    if (state.current.isReading) {
      state.current.isStale = true;
      return;
    }
    state.current = { isReading: true, isStale: false };
    void request<T>('GET', asked).then((result: Result<T>) => {
      const { isStale } = state.current;
      state.current = { isReading: false, isStale: false };
      if (current.current === asked) {
        if (!result.ok) onFailure(result);
        setReading((before) => ({
          path: asked,
          ...(result.ok
            ? { value: result.value }
            : { failure: result, ...(before.path === asked && { value: before.value }) }),
        }));
      }
      if (isStale || current.current !== asked) read();
    });
  }, [onFailure]);
  useEffect(read, [path, read]);
  return [reading.path === path ? reading : {}, read] as const;
}
