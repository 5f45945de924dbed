import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { Board, StreamMessage, TicketDetail } from '../channels/console/api.js';
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
  /** Reads everything shown again. */
  readonly refresh: () => void;
}

/**
 * The board and one ticket, read again whenever the server says they changed and after every reconnect. What was read
 * stays on the screen while a newer reading is under way or has failed.
 */
export function useLive(ticketId: string | undefined, onSignedOut: () => void, onMe: () => void): Live {
  const [connection, setConnection] = useState<Connection>('reconnecting');
  const failed = useCallback((failure: Failure) => failure.status === 401 && onSignedOut(), [onSignedOut]);
  const [board, readBoard] = useReading<Board>('board', failed);
  const path = ticketId === undefined ? undefined : `tickets/${encodeURIComponent(ticketId)}`;
  const [ticket, readTicket] = useReading<TicketDetail>(path, failed);

  const refresh = useCallback(() => {
    readBoard();
    readTicket();
  }, [readBoard, readTicket]);
  const onMessage = (message: StreamMessage) => {
    if (message.type === 'signed-out') return onSignedOut();
    if (message.type === 'alive') return;
    const isHello = message.type === 'hello';
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
  return { connection, board, ticket, refresh };
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
