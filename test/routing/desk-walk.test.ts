import fc from 'fast-check';
import { dueAt, type TicketEvent } from '../../routing/ticket.js';
import { must, step, Walk } from '../support/walk.js';

const EVERY_EVENT: TicketEvent['type'][] = [
  ...([
    'offered',
    'waiting',
    'climbed',
    'scheduled',
    'resumed',
    'retried',
    'accepted',
    'taken-over',
  ] as const),
  ...([
    'refused',
    'lapsed',
    'transfer-offered',
    'transfer-refused',
    'transfer-lapsed',
    'transfer-failed',
  ] as const),
  ...(['withdrawn', 'reproached', 'requeued', 'asked', 'closed'] as const),
];

test('20,000 steps of a desk: one owner, never stuck, the holder until accepted, reasons always', async () => {
  const seen = new Set<string>();
  let steps = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 200, maxLength: 200, size: 'max' }), async (walked) => {
      const walk = new Walk();
      for (const one of walked) {
        await walk.takes(one);
        steps += 1;
        for (const ticket of walk.open())
          must(ticket.status === 'active' || dueAt(ticket) !== undefined, `${ticket.status} without a timer`);
      }
      await walk.ends();
      walk.seen.forEach((type) => seen.add(type));
    }),
    { numRuns: 100, seed: 20261123, endOnFailure: true },
  );
  expect(steps).toBeGreaterThanOrEqual(20_000);
  expect([...seen].sort()).toEqual([...EVERY_EVENT].sort());
}, 180_000);
