import { historyOf } from '../../bot/history.js';
import { deskSchema } from '../../routing/desk-definition.js';
import type { Resolution, Standing, Ticket } from '../../routing/ticket.js';
import { ticketNumbered } from '../store/kept-tickets.js';

const THRESHOLDS = deskSchema.shape.thresholds.parse(undefined);
const NOW = new Date('2026-11-23T13:00:00Z');
const ago = (days: number) => new Date(NOW.getTime() - days * 24 * 60 * 60_000);

const RESOLVED: Resolution = { outcome: 'resolved', told: 't', solved: 's' };
/** A ticket opened and, unless it is still open, closed so many days ago. */
function ticket(problem: string, days: number, resolution?: Resolution): Ticket {
  const { status, since, sought, ...request } = ticketNumbered(1, { problem, openedAt: ago(days) });
  const standing: Standing = resolution
    ? { status: 'closed', closedAt: ago(days), resolution }
    : { status, since, sought };
  return { ...request, ...standing };
}
const isComplaint = (problem: string) => problem === 'reclamacao';
const of = (tickets: Ticket[], intent?: string) =>
  historyOf(tickets, { ...(intent !== undefined && { intent }), isComplaint }, THRESHOLDS, NOW);

test('who never came has no history', () => {
  expect(of([], 'lenta')).toEqual({ contacts: 0 });
});

test('contacts are the tickets opened within seven days, to the moment', () => {
  expect(
    of([ticket('a', 0), ticket('b', 6.9, RESOLVED), ticket('c', 7, RESOLVED), ticket('d', 7.01)]),
  ).toEqual({
    contacts: 3,
  });
});

test.each<[string, Ticket, boolean]>([
  ['open', ticket('reclamacao', 0), true],
  ['open for long', ticket('reclamacao', 40), true],
  ['given up lately', ticket('reclamacao', 7, { outcome: 'abandoned' }), true],
  ['given up long ago', ticket('reclamacao', 7.01, { outcome: 'abandoned' }), false],
  ['settled', ticket('reclamacao', 1, RESOLVED), false],
  ['given back to the bot', ticket('reclamacao', 1, { outcome: 'returned-to-bot' }), false],
  ['no complaint', ticket('planos', 1), false],
])('a complaint that is %s', (_, one, unsettled) => {
  expect(of([one]).openComplaint).toBe(unsettled ? '20261123-0001' : undefined);
});

test.each<[string, Ticket, boolean]>([
  ['solved lately', ticket('lenta', 7, RESOLVED), true],
  ['solved long ago', ticket('lenta', 7.01, RESOLVED), false],
  ['another problem', ticket('fatura', 1, RESOLVED), false],
  ['still open', ticket('lenta', 1), false],
  ['left for the bot', ticket('lenta', 1, { outcome: 'returned-to-bot' }), false],
  ['given up', ticket('lenta', 1, { outcome: 'abandoned' }), false],
])('a problem comes back after a ticket about it: %s', (_, one, back) => {
  expect(of([one], 'lenta').solvedBefore).toBe(back ? '20261123-0001' : undefined);
});

test('a message about nothing brings nothing back', () => {
  expect(of([ticket('lenta', 1, RESOLVED)]).solvedBefore).toBeUndefined();
});
