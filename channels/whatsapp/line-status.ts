import type { LineState } from '../channel.js';
import type { After } from './watchdogs.js';

/** What changes in the state of a line. What is not named here is gone from it, but for our number. */
export interface Change {
  readonly state: LineState['state'];
  readonly reason?: string;
  readonly retryAt?: Date;
  readonly link?: LineState['link'];
  readonly phone?: string;
  /** A person is told at once. */
  readonly isAlarming?: true;
}

export interface LineStatus {
  state(): LineState;
  onChanged(listener: (state: LineState) => void): () => void;
  become(change: Change): void;
  /** It changes for the last time: the line is given up on purpose, and nobody is told. */
  close(): void;
}

interface StatusDeps {
  readonly channel: string;
  readonly account: string;
  readonly now: () => Date;
  readonly after: After;
  /** So long without a line, and a person is told. */
  readonly alarmMs: number;
}

/** The state of a line. An alarm once raised lasts until the line is open again. */
export function openLineStatus({ channel, account, now, after, alarmMs }: StatusDeps): LineStatus {
  const listeners = new Set<(state: LineState) => void>();
  let state: LineState = { channel, account, state: 'connecting', since: now(), isAlarming: false };
  let isClosed = false;
  const set = (next: LineState): void => {
    state = next;
    for (const listener of listeners) listener(next);
  };
  const alarm = (): void => void (state.isAlarming || set({ ...state, isAlarming: true }));
  let cancelAlarm = after(alarmMs, alarm);
  return {
    state: () => state,
    onChanged(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    become({ phone = state.phone, ...change }) {
      if (isClosed) return;
      const isOpen = change.state === 'open';
      const wasOpen = state.state === 'open';
      if (isOpen) cancelAlarm();
      else if (wasOpen) cancelAlarm = after(alarmMs, alarm);
      const isAlarming = change.isAlarming ?? (!isOpen && state.isAlarming);
      const since = change.state === state.state ? state.since : now();
      set({ channel, account, since, ...(phone !== undefined && { phone }), ...change, isAlarming });
    },
    close() {
      if (isClosed) return;
      isClosed = true;
      cancelAlarm();
      const { phone } = state;
      set({
        ...{ channel, account, state: 'stopped', since: now(), isAlarming: false },
        ...(phone !== undefined && { phone }),
      });
    },
  };
}
