import {
  leftInDoubt,
  mayAnswerDropped,
  openQuestion,
  withCustomerNamed,
  withoutTicket,
  withQuestionDropped,
  type AgentChat,
  type Left,
  type Question,
} from '../../routing/agent-chat.js';

const ASKED = '2026-11-23T12:30:00.000Z';
const asked = { messageId: 'm', position: 7, askedAt: ASKED };
const closing: Question = { ...asked, kind: 'told', ticketId: 'one', proposed: '' };
const whom: Question = { ...asked, kind: 'whom', messages: ['a'], among: ['one', 'two'] };
const ONE = { id: 'one', number: 1 };
const seconds = (count: number) => new Date(Date.parse(ASKED) + count * 1000);
const at = (minutes: number) => seconds(minutes * 60);

test('a question can be answered for a quarter of an hour', () => {
  expect(openQuestion({ question: closing }, at(14))).toBe(closing);
  expect(openQuestion({ question: closing }, at(15))).toBeUndefined();
  expect(openQuestion({}, at(0))).toBeUndefined();
});

test('one that is off cannot be answered, and for ten seconds words may be the answer', () => {
  const off = withQuestionDropped({ question: closing }, at(1));
  expect(openQuestion(off, at(1))).toBeUndefined();
  expect(mayAnswerDropped(off, at(0))).toBe(true);
  expect(mayAnswerDropped(off, seconds(70.9))).toBe(true);
  expect(mayAnswerDropped(off, seconds(71))).toBe(false);
  expect(mayAnswerDropped({ question: closing }, at(1))).toBe(false);
  expect(withQuestionDropped(off, at(2))).toEqual(off);
});

const leftAt = at(1).toISOString();
const lost: Left = { number: 1, leftAt };
const closed: Left = { ...lost, knownAt: leftAt };
const earlier: Left = { number: 3, leftAt: ASKED };
const dropped = { droppedAt: leftAt };

test.each<[string, AgentChat, boolean, AgentChat]>([
  ['lost', {}, true, { left: [lost] }],
  ['lost after another', { left: [earlier] }, true, { left: [earlier, lost] }],
  ['lost again', { left: [{ number: 1, leftAt: ASKED }, earlier] }, true, { left: [earlier, lost] }],
  ['given up', { left: [earlier] }, false, { left: [earlier, closed] }],
  [
    'given up after one of yesterday',
    { left: [{ number: 3, leftAt: at(-1439).toISOString() }] },
    false,
    { left: [closed] },
  ],
  [
    'lost while it was being closed',
    { question: closing },
    true,
    { question: { ...closing, ...dropped }, left: [lost] },
  ],
  ['closed as it was asked', { question: closing }, false, { left: [closed] }],
  [
    'lost while words wait for one of two',
    { question: whom },
    true,
    { question: { ...whom, among: ['two'] }, left: [lost] },
  ],
  [
    'lost while words wait for nobody else',
    { question: { ...whom, among: ['one'] } },
    true,
    { question: { ...whom, among: ['one'], ...dropped }, left: [lost] },
  ],
  [
    'lost while another is being closed',
    { question: { ...closing, ticketId: 'two' } },
    true,
    { question: { ...closing, ticketId: 'two' }, left: [lost] },
  ],
])('a ticket that is %s', (_, before, isLost, after) => {
  expect(withoutTicket(before, ONE, { at: at(1), isLost })).toEqual(after);
});

describe('words without a name may be for a ticket that has left', () => {
  const isInDoubt = (left: Left, sentAt: Date) => leftInDoubt({ left: [left] }, sentAt).length > 0;
  const named = (sentAt: Date) => withCustomerNamed({ left: [lost] }, sentAt).left?.[0] ?? lost;

  test('that the agent closed: if they were sent in the same second or before', () => {
    expect(isInDoubt(closed, seconds(60.9))).toBe(true);
    expect(isInDoubt(closed, seconds(61))).toBe(false);
  });

  test('that they lost: for a quarter of an hour', () => {
    expect(isInDoubt(lost, at(15.9))).toBe(true);
    expect(isInDoubt(lost, at(16))).toBe(false);
  });

  test('that they lost: until they have named a customer', () => {
    expect(isInDoubt(named(at(5)), seconds(299))).toBe(true);
    expect(isInDoubt(named(at(5)), at(5))).toBe(false);
  });

  test('that they lost: if they named somebody at once, until they can have read of it', () => {
    expect(isInDoubt(named(seconds(60)), seconds(70))).toBe(true);
    expect(isInDoubt(named(seconds(60)), seconds(71))).toBe(false);
  });

  test('whomever they named before it left', () => {
    expect(named(seconds(59))).toEqual(lost);
    expect(withCustomerNamed({ left: [closed] }, at(5))).toEqual({ left: [closed] });
  });
});
