import type { LineState } from '../channels/channel.js';
import { alertSupervisors } from '../routing/alarm.js';
import type { House } from './house.js';
import type { Surroundings } from './surroundings.js';

export interface Alarms {
  /** Tells supervisors when the line needs a person, each reason once, and when it is back. */
  changed(state: LineState): void;
  /** WhatsApp refuses messages to people who have not written lately. Told at most once an hour. */
  restricted(): void;
}

const HOUR_MS = 3_600_000;
/** There is none, for whatever reason. */
const LINE = 'line';

export function openAlarms({ store, desk }: Pick<House, 'store' | 'desk'>, around: Surroundings): Alarms {
  const { now, logger } = around;
  /** The reason told last, while the line is not well. */
  let told: string | undefined;
  let restrictedAt = -Infinity;
  const tell = (key: string): void => {
    store
      .commit('tick', (tx) => alertSupervisors(tx, desk, { key: `line.${key}` }, now()))
      .catch((err: unknown) => logger.error({ err }, 'supervisors were not told of the line'));
  };
  return {
    changed: ({ isAlarming, reason, state }) => {
      // An alarm lasts until the line is open. On the way there lines come and go, which is no news.
      const isNews = told === undefined || (reason !== undefined && reason !== told && reason !== LINE);
      if (isAlarming && isNews) tell((told = reason ?? LINE));
      if (isAlarming || state !== 'open' || told === undefined) return;
      told = undefined;
      tell('back');
    },
    restricted: () => {
      if (now().getTime() - restrictedAt < HOUR_MS) return;
      restrictedAt = now().getTime();
      tell('restricted');
    },
  };
}
