import fc from 'fast-check';
import { localDay } from '../../routing/hours.js';
import type { RoutingTx } from '../../routing/store.js';
import { definition, step, Walk } from '../support/walk.js';
import { openKept } from './kept.js';

const CUSTOMERS = Array.from({ length: 12 }, (_, i) => `c${i}`);

/** Everything the desk can read, as text: dates and orders included. */
async function readings(tx: RoutingTx, now: Date): Promise<string> {
  const { begins, ends } = localDay(now, definition.timeZone);
  const agents = definition.agents.map(({ id }) => id);
  const read = {
    waiting: await tx.waitingTickets(),
    scheduled: await tx.scheduledTickets(),
    timed: await tx.timedTickets(),
    due: await tx.dueTickets(new Date(now.getTime() + 90_000)),
    loads: [...(await tx.loads(begins))].sort(([a], [b]) => (a < b ? -1 : 1)),
    presences: [...(await tx.presences())].filter(([, available]) => !available),
    of: await Promise.all(agents.map((id) => tx.ticketsOfAgent(id))),
    waits: [await tx.recentWaits('a', 20), await tx.recentWaits('b', 3)],
    finished: await Promise.all(CUSTOMERS.map((id) => tx.lastFinished(id, begins, ends))),
    previous: await Promise.all(CUSTOMERS.map((id) => tx.previousTickets(id, 3))),
  };
  return JSON.stringify(read, null, 1);
}

test('the database and the store in memory give the desk the same readings, whatever happens', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 120, maxLength: 120, size: 'max' }), async (steps) => {
      const kept = await openKept();
      try {
        const walk = new Walk((work) => kept.store.commit('command', work));
        await walk.begins();
        for (const [i, one] of steps.entries()) {
          await walk.takes(one);
          if (i % 5 > 0) continue;
          const there = await kept.store.commit('command', (tx) => readings(tx, walk.now));
          expect(there).toBe(await readings(walk.store, walk.now));
        }
      } finally {
        await kept.gone();
      }
    }),
    { numRuns: 6, seed: 20261123, endOnFailure: true },
  );
}, 120_000);
