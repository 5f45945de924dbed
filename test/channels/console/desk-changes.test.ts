import { readFileSync } from 'node:fs';
import type { DeskChange } from '../../../channels/console/ports.js';
import { parseDeskFile } from '../../../routing/desk-file.js';
import { reason } from '../../../routing/reason.js';
import type { ActiveTicket, Offer, Ticket } from '../../../routing/ticket.js';
import type { Connection } from '../../../store/connection.js';
import { consoleDesk } from '../../../store/console-desk.js';
import type { DeskCommit } from '../../../store/open-store.js';
import { openTexts } from '../../../texts/texts.js';

const definition = parseDeskFile(readFileSync('desk.yaml', 'utf8'), 'desk.yaml');
const desk = { definition, texts: openTexts(definition.texts) };
const AT = new Date('2026-11-23T12:30:00Z');

const offer = (agentId: string): Offer => ({
  ...{ agentId, rule: 'skill', reasons: [], offeredAt: AT },
  answerBy: new Date(AT.getTime() + 60_000),
});

/** Ana holds it, in Suporte. */
const HELD: ActiveTicket = {
  ...{ id: 't1', version: 1, number: 1, protocol: '20261123-0001', conversationId: 'web:joana' },
  ...{ customerId: 'joana', department: 'suporte', problem: 'modem', skills: [], level: 'technician' },
  ...{ urgency: 'normal', reasons: [], openedAt: AT, sameDay: reason('same-day.none') },
  brief: { channel: 'web', said: [], tried: [], previous: [], lastWords: '' },
  ...{ passedOver: [], involved: ['ana'], status: 'active', agentId: 'ana', acceptedAt: AT },
};
const PASSING: Ticket = {
  ...HELD,
  involved: ['ana', 'bia'],
  handover: { type: 'external', note: 'fatura', by: 'ana', department: 'financeiro', offer: offer('bia') },
};
const MOVED: Ticket = { ...HELD, involved: ['ana', 'bia'], department: 'financeiro', agentId: 'bia' };

/** Who hears what of each commit: `t1: ana bia` of a ticket, `: ana bia` of the team. */
async function listen() {
  let tell: (commit: DeskCommit) => void = () => undefined;
  const store = {
    onDeskChanged: (listener: typeof tell) => {
      tell = listener;
      return () => undefined;
    },
  };
  const db: Connection = { all: async () => [], close: async () => undefined };
  const heard = await consoleDesk({ db, store, desk: () => desk, now: () => AT });
  const changes: DeskChange[] = [];
  heard.onChanged((change) => changes.push(change));
  const names = ({ visibleTo }: DeskChange) =>
    definition.agents
      .map(({ id }) => id)
      .filter(visibleTo)
      .join(' ');
  return (commit: Partial<DeskCommit>) => {
    changes.length = 0;
    tell({ tickets: [], entries: [], presence: false, marked: [], ...commit });
    return changes.map((one) =>
      [one.ticketId ?? 'team', names(one), one.offeredTo].filter(Boolean).join(': '),
    );
  };
}

test('the receiver of a transfer is told once; both departments hear that it has moved', async () => {
  const commits = await listen();
  expect(commits({ tickets: [HELD] })).toEqual(['t1: ana caio dora', 'team: ana bia caio dora']);
  expect(commits({ tickets: [PASSING] })).toEqual(['t1: ana bia caio dora: bia', 'team: ana bia caio dora']);
  expect(commits({ tickets: [{ ...PASSING, version: 3 }] })).toEqual(['t1: ana bia caio dora']);
  expect(commits({ tickets: [MOVED] })).toEqual(['t1: ana bia caio dora', 'team: ana bia caio dora']);
  expect(commits({ tickets: [{ ...MOVED, version: 5 }] })).toEqual(['t1: ana bia dora']);
});

test('everybody hears that somebody came or went; of what is said only those who see the ticket', async () => {
  const commits = await listen();
  expect(commits({ presence: true })).toEqual(['team: ana bia caio dora']);
  commits({ tickets: [HELD] });
  const conversation = { channel: 'web', id: 'joana' };
  const entries = [{ conversation }] as unknown as DeskCommit['entries'];
  expect(commits({ entries })).toEqual(['t1: ana caio dora']);
  expect(commits({ marked: ['web:joana', 'web:x'], entries })).toEqual(['t1: ana caio dora']);
  expect(commits({ marked: ['web:joana'] })).toEqual(['t1: ana caio dora']);
  expect(
    commits({ entries: [{ conversation: { ...conversation, id: 'x' } }] as unknown as typeof entries }),
  ).toEqual([]);
});
