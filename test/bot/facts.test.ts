import type { Understanding } from '../../bot/classifier/classifier.js';
import { factsFor } from '../../bot/facts.js';
import type { IntentRoute } from '../../bot/handoff.js';
import type { Conversation } from '../../bot/store.js';
import { deskSchema } from '../../routing/desk-definition.js';
import type { Ticket } from '../../routing/ticket.js';
import { openTexts } from '../../texts/texts.js';
import { ticketNumbered } from '../store/kept-tickets.js';

const ana = {
  ...{ id: 'ana', name: 'Ana', level: 'technician', departments: ['d'], skills: [], languages: ['pt-BR'] },
  ...{ capacity: 1, shifts: [] },
};
const definition = deskSchema.parse({
  ...{ name: 'Clara', timeZone: 'America/Sao_Paulo', departments: [{ id: 'd', name: 'D' }], agents: [ana] },
  thresholds: { keywords: [{ words: ['procon'], urgent: true, level: 'supervisor' }] },
});
const texts = openTexts();
const ROUTES: Readonly<Record<string, IntentRoute>> = {
  saudacao: { skills: [], needsPerson: false },
  lenta: { department: 'd', skills: [], needsPerson: false, urgent: true },
  fatura: { department: 'd', skills: [], needsPerson: false, request: 'complaint' },
};
const KNOWN: readonly [RegExp, string][] = [
  [/lenta|lento/i, 'lenta'],
  [/fatura/i, 'fatura'],
  [/^(oi|obrigad)/i, 'saudacao'],
];
const classify = (text: string): Understanding => {
  const [, intent] = KNOWN.find(([words]) => words.test(text)) ?? [];
  return { confidence: intent === undefined ? 0 : 0.9, wantsPerson: false, ...(intent && { intent }) };
};
const deps = { desk: () => ({ definition, texts }), classify, routeOf: (intent: string) => ROUTES[intent] };

/** A conversation that remembers what the store would keep of it; the clock goes on a minute per message. */
function customer(pastTickets: readonly Ticket[] = []) {
  let now = Date.parse('2026-11-23T13:00:00Z');
  let conversation: Conversation = {
    ...{ id: 'web:1', address: { channel: 'web', id: '1' }, person: 'p', customerId: 'joana' },
    ...{ version: 0, misses: 0, failures: 0 },
  };
  const says = (text: string) => {
    now += 60_000;
    const situation = { conversation, dialogState: {}, pastTickets, unanswered: [] };
    const { decision, talk, topic } = factsFor(deps, situation, text, new Date(now));
    conversation = { ...conversation, ...talk, ...(topic && { topic: topic.intent }) };
    return decision.handOff ? decision.reasons.map(({ code }) => code) : [];
  };
  return { says, rests: (minutes: number) => void (now += minutes * 60_000) };
}

test('the same problem again after the bot answered it', () => {
  const joana = customer();
  expect(joana.says('oi')).toEqual([]);
  expect(joana.says('minha internet ta lenta')).toEqual([]);
  expect(joana.says('obrigado')).toEqual([]);
  expect(joana.says('ja fiz tudo e continua na mesma')).toEqual(['same-problem']);
});

test('a declared complaint needs no more words than itself', () => {
  const joana = customer();
  joana.says('minha fatura veio errada');
  joana.says('a internet anda lenta');
  expect(joana.says('e a fatura?')).toEqual([]);
  expect(joana.says('e a fatura?')).toEqual(['same-problem']);
});

test('many turns and much time at one problem; a courtesy is not a turn of it', () => {
  const joana = customer();
  joana.says('internet lenta');
  for (let i = 0; i < 3; i++) joana.says('obrigada');
  joana.rests(11);
  expect(joana.says('hmm sei la')).toEqual(['too-long']);
  const pedro = customer();
  pedro.says('internet lenta');
  const told = [1, 2, 3, 4, 5, 6, 7].map(() => pedro.says('hmm sei la').includes('too-many-turns'));
  expect(told).toEqual([false, false, false, false, false, false, true]);
});

test('hello the next day is hello, even after a long problem', () => {
  const joana = customer();
  joana.says('internet lenta');
  joana.rests(24 * 60);
  expect(joana.says('oi')).toEqual([]);
  expect(joana.says('sei la')).toEqual([]);
  expect(joana.says('minha internet ta lenta')).toEqual([]);
});

test('displeased twice in a row, not with a calm message between', () => {
  const shout = 'pqp sem nada aqui';
  const joana = customer();
  expect([joana.says('oi'), joana.says(shout), joana.says('oi'), joana.says(shout)].flat()).toEqual([]);
  expect(joana.says(shout)).toEqual(['upset-twice']);
});

test('anger about an urgent problem is urgent, a keyword has its level', () => {
  const situation = {
    conversation: {
      id: 'web:1',
      address: { channel: 'web', id: '1' },
      person: 'p',
      customerId: 'c',
      version: 0,
    },
    ...{ dialogState: {}, unanswered: [] },
  };
  const { conversation, ...rest } = situation;
  const decide = (text: string) =>
    factsFor(deps, { ...rest, conversation: { ...conversation, misses: 0, failures: 0 } }, text, new Date(0))
      .decision;
  expect(decide('internet lenta, q palhacada')).toMatchObject({ level: 'technician', urgency: 'urgent' });
  expect(decide('fatura errada, q palhacada')).toMatchObject({ urgency: 'normal' });
  expect(decide('vou no PROCON')).toMatchObject({ level: 'supervisor', urgency: 'urgent' });
  expect(decide('')).toEqual({ handOff: false });
});

test('a customer with a history is greeted like everybody, and their problem is for a specialist', () => {
  const openedAt = new Date('2026-11-22T13:00:00Z');
  const past = [1, 2].map((number) => ticketNumbered(number, { openedAt, problem: 'fatura' }));
  const joana = customer(past);
  expect([joana.says('oi'), joana.says('obrigado')].flat()).toEqual([]);
  expect(joana.says('minha internet ta lenta')).toEqual(['frequent-contact', 'open-complaint']);
});

test('an event or a file leaves what is remembered as it is', () => {
  const situation = {
    conversation: { ...base(), topic: 'lenta', topicTurns: 2, upset: 0.5 },
    dialogState: {},
    unanswered: [],
  };
  expect(factsFor(deps, situation, '', new Date(0)).talk).toEqual({});
});

const base = (): Conversation => ({
  ...{ id: 'web:1', address: { channel: 'web', id: '1' }, person: 'p', customerId: 'joana' },
  ...{ version: 0, misses: 0, failures: 0 },
});
