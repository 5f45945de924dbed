import { openQuestion, withoutTicket, type AgentChat, type Question } from '../../routing/agent-chat.js';

const ASKED = '2026-11-23T12:30:00.000Z';
const asked = { messageId: 'm', position: 7, askedAt: ASKED };
const closing: Question = { ...asked, kind: 'told', ticketId: 'one', proposed: '' };
const whom: Question = { ...asked, kind: 'whom', messages: ['a'], among: ['one', 'two'] };
const ONE = { id: 'one', number: 1 };
const at = (minutes: number) => new Date(Date.parse(ASKED) + minutes * 60_000);

test('a question can be answered for a quarter of an hour', () => {
  expect(openQuestion({ question: closing }, at(14))).toBe(closing);
  expect(openQuestion({ question: closing }, at(15))).toBeUndefined();
  expect(openQuestion({}, at(0))).toBeUndefined();
});

test.each<[string, AgentChat, boolean, AgentChat]>([
  ['lost', {}, true, { lost: [1] }],
  ['lost again', { lost: [1, 3] }, true, { lost: [3, 1] }],
  ['given up', { lost: [1, 3] }, false, { lost: [3] }],
  ['lost while it was being closed', { question: closing }, true, { lost: [1] }],
  ['closed as it was asked', { question: closing }, false, { lost: [] }],
  [
    'lost while words wait for one of two',
    { question: whom },
    true,
    { question: { ...whom, among: ['two'] }, lost: [1] },
  ],
  ['lost while words wait for nobody else', { question: { ...whom, among: ['one'] } }, true, { lost: [1] }],
  [
    'lost while another is being closed',
    { question: { ...closing, ticketId: 'two' } },
    true,
    { question: { ...closing, ticketId: 'two' }, lost: [1] },
  ],
])('a ticket that is %s', (_, before, isLost, after) => {
  expect(withoutTicket(before, ONE, isLost)).toEqual(after);
});
