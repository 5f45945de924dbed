import type { FakeWhatsApp } from '../../test/support/fake-whatsapp/index.js';
import type { Chance } from './chance.js';
import type { Life } from './life.js';

export type TroubleName =
  | 'kill'
  | 'drop'
  | 'mute'
  | 'outage'
  | 'refused upgrade'
  | 'duplicate'
  | 'written again'
  | 'lost receipt'
  | 'lost ack'
  | 'late ack'
  | 'lost message'
  | 'refusal';

export interface Place {
  readonly server: FakeWhatsApp;
  readonly life: Life;
  readonly chance: Chance;
  /** A customer's phone sends one of its messages once more. */
  readonly writesAgain: () => Promise<void>;
}

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** How often each comes, in a hundred. */
const SHARES: Readonly<Record<TroubleName, number>> = {
  kill: 11,
  drop: 27,
  mute: 6,
  outage: 4,
  'refused upgrade': 3,
  duplicate: 11,
  'written again': 11,
  'lost receipt': 9,
  'lost ack': 7,
  'late ack': 4,
  'lost message': 3,
  refusal: 4,
};

export function troubleAfter(chance: Chance): TroubleName {
  const names = Object.keys(SHARES) as TroubleName[];
  let left = chance.next() * names.reduce((sum, name) => sum + SHARES[name], 0);
  return names.find((name) => (left -= SHARES[name]) < 0) ?? 'drop';
}

/** What each does; resolves when the next may come. */
export const TROUBLES: Readonly<Record<TroubleName, (place: Place) => Promise<void>>> = {
  kill: async ({ life, chance }) => {
    await life.isKilled();
    await sleep(chance.between(0, 600));
    await life.begins();
  },
  drop: async ({ server, chance }) => server.dropConnection(chance.next() < 0.3),
  mute: async ({ server, chance }) => {
    server.faults.mute = true;
    await sleep(chance.between(300, 2500));
    server.faults.mute = false;
    if (chance.next() < 0.7) server.dropConnection();
  },
  outage: async ({ server, chance }) => {
    await server.goDown();
    await sleep(chance.between(200, 1500));
    await server.comeBack();
  },
  'refused upgrade': async ({ server }) => {
    server.faults.rejectUpgrades = { count: 1, status: 503 };
    server.dropConnection();
  },
  duplicate: async ({ server }) => {
    if (server.lastDelivered) server.duplicateLast();
  },
  'written again': async ({ writesAgain }) => writesAgain(),
  'lost receipt': async ({ server, chance }) => {
    server.faults.ignoreClientAcks += Math.ceil(chance.between(0, 3));
  },
  'lost ack': async ({ server, chance }) => {
    server.faults.dropAcks += Math.ceil(chance.between(0, 2));
  },
  'late ack': async ({ server, chance }) => {
    server.faults.ackDelayMs = Math.round(chance.between(200, 1500));
    await sleep(2000);
    server.faults.ackDelayMs = 0;
  },
  'lost message': async ({ server }) => {
    server.faults.loseMessages += 1;
  },
  refusal: async ({ server, chance }) => {
    server.faults.nack.push(chance.one([500, 503, 429]));
  },
};
