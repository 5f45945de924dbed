import { SIMPLE } from '../../bot/classifier/complexity.js';
import { decideHandoff, isProblem, type HandoffFacts, type IntentRoute } from '../../bot/handoff.js';
import { deskSchema, type Level } from '../../routing/desk-definition.js';
import { reasonText } from '../../routing/reason.js';
import { LANGUAGES, openTexts } from '../../texts/texts.js';

const THRESHOLDS = deskSchema.shape.thresholds.parse(undefined);
const NOW = new Date('2026-11-23T13:00:00Z');
const ago = (minutes: number) => new Date(NOW.getTime() - minutes * 60_000);

const SMALLTALK: IntentRoute = { skills: [], needsPerson: false };
const SUPPORT: IntentRoute = { department: 'suporte', skills: [], needsPerson: false };
const COMPLAINT: IntentRoute = { ...SUPPORT, request: 'complaint' };
const PLANS: IntentRoute = {
  department: 'comercial',
  skills: [],
  needsPerson: false,
  request: 'information',
};
const needed = { skills: [], needsPerson: true };
const sure = { intent: 'planos', confidence: 0.9, wantsPerson: false };
const unsure = { ...sure, confidence: 0.49 };
const asked = { ...sure, wantsPerson: true };

const QUIET: HandoffFacts = {
  ...{ understanding: sure, wantsSupervisor: false, misses: 0, failures: 0, route: SMALLTALK },
  ...{ keywords: [], mood: { upset: 0, why: [], before: 0 }, complexity: SIMPLE },
  ...{ history: { contacts: 0 }, now: NOW },
};
const lenta = (more: Partial<NonNullable<HandoffFacts['topic']>> = {}) => ({
  ...{ intent: 'lenta', since: NOW, turns: 1, asked: 1, goesOn: false, route: COMPLAINT },
  ...more,
});
const mood = (upset: number, before = 0) => ({ mood: { upset, before, why: ['palhacada', '!!'] } });
const complex = (score: number, problems: string[] = ['lenta', 'fatura']) => ({
  complexity: { score, problems, conditions: 1, figures: 2, unexplained: 30 },
});
const decide = (facts: Partial<HandoffFacts>, thresholds = THRESHOLDS) =>
  decideHandoff({ ...QUIET, ...facts }, thresholds);
const codes = (facts: Partial<HandoffFacts>) => {
  const decision = decide(facts);
  return decision.handOff ? decision.reasons.map(({ code }) => code) : [];
};

test.each<[string, Partial<HandoffFacts>]>([
  ['the bot knows the answer', {}],
  ['one message was not understood', { misses: 1 }],
  ['one turn failed', { failures: 1 }],
  ['it is not sure of the subject that needs a person', { understanding: unsure, route: needed }],
  ['nothing is known of the subject', { route: undefined }],
  ['a supervisor is named but nobody is asked for', { wantsSupervisor: true }],
  ['a problem is stated for the first time', { topic: lenta() }],
  ['a problem goes on that was stated once', { topic: lenta({ goesOn: true }) }],
  ['an undeclared topic is asked about twice', { topic: lenta({ asked: 2, route: SUPPORT }) }],
  ['an information is asked for again and again', { topic: lenta({ asked: 5, goesOn: true, route: PLANS }) }],
  [
    'an information was given by a person',
    { topic: lenta({ route: PLANS }), history: { contacts: 1, solvedBefore: 'x' } },
  ],
  ['nobody looks after the topic', { topic: lenta({ turns: 50, since: ago(500), route: SMALLTALK }) }],
  ['a topic goes on for seven turns and 14 minutes', { topic: lenta({ turns: 7, since: ago(14.99) }) }],
  ['somebody is nearly upset', mood(0.59)],
  ['somebody was displeased before', mood(0.4, 0.9)],
  ['somebody is displeased now', mood(0.59, 0.4)],
  ['the message is nearly complex', { ...complex(0.59), understanding: unsure }],
  ['a complex message has one sure answer', complex(0.9, ['lenta'])],
  ['a complex message states no problem and is clear', complex(0.9, [])],
  ['a known customer says hello', { history: { contacts: 9, openComplaint: 'x' } }],
  ['a known customer asks for the plans', { history: { contacts: 9, openComplaint: 'x' }, route: PLANS }],
  ['a known customer is not understood', { history: { contacts: 9, openComplaint: 'x' }, route: undefined }],
  ['a customer has a problem for the second time', { history: { contacts: 1 }, route: SUPPORT }],
  ['a calm customer has an urgent problem', { route: { ...SUPPORT, urgent: true } }],
])('no person is called when %s', (_, facts) => {
  expect(decide(facts)).toEqual({ handOff: false });
});

test.each<[string, Partial<HandoffFacts>, Record<string, string | number>, Level]>([
  ['customer-asked', { understanding: asked }, {}, 'technician'],
  ['customer-asked', { understanding: asked, wantsSupervisor: true }, {}, 'supervisor'],
  ['keyword', { keywords: [{ word: 'poste caiu', urgent: false }] }, { word: 'poste caiu' }, 'technician'],
  ['keyword', { keywords: [{ word: 'x', urgent: false, level: 'specialist' }] }, { word: 'x' }, 'specialist'],
  ['keyword', { keywords: [{ word: 'x', urgent: false, level: 'supervisor' }] }, { word: 'x' }, 'supervisor'],
  ['intent-needs-person', { route: needed }, { problem: 'planos' }, 'technician'],
  [
    ...(['intent-needs-person', { route: needed, understanding: { ...unsure, confidence: 0.5 } }] as const),
    ...([{ problem: 'planos' }, 'technician'] as const),
  ],
  ['not-understood', { misses: 2 }, { times: 2 }, 'technician'],
  ['not-understood', { misses: 3 }, { times: 3 }, 'technician'],
  ['same-problem', { topic: lenta({ asked: 2 }) }, { problem: 'lenta', times: 2 }, 'technician'],
  [
    ...(['same-problem', { topic: lenta({ asked: 2, goesOn: true, route: SUPPORT }) }] as const),
    ...([{ problem: 'lenta', times: 2 }, 'technician'] as const),
  ],
  [
    'same-problem',
    { topic: lenta({ asked: 3, route: SUPPORT }) },
    { problem: 'lenta', times: 3 },
    'technician',
  ],
  [
    ...([
      'problem-came-back',
      { topic: lenta(), history: { contacts: 1, solvedBefore: '20261120-0007' } },
    ] as const),
    ...([{ problem: 'lenta', protocol: '20261120-0007' }, 'technician'] as const),
  ],
  ['upset', mood(0.6), { signs: 'palhacada, !!' }, 'technician'],
  ['upset-twice', mood(0.41, 0.41), { signs: 'palhacada, !!' }, 'technician'],
  [
    ...(['complex', complex(0.6)] as const),
    ...([{ problems: 2, conditions: 1, figures: 2, words: 30 }, 'specialist'] as const),
  ],
  [
    ...(['complex', { ...complex(0.6, []), understanding: unsure }] as const),
    ...([{ problems: 0, conditions: 1, figures: 2, words: 30 }, 'specialist'] as const),
  ],
  ['too-many-turns', { topic: lenta({ turns: 8 }) }, { problem: 'lenta', turns: 8 }, 'technician'],
  ['too-long', { topic: lenta({ since: ago(15) }) }, { problem: 'lenta', minutes: 15 }, 'technician'],
  ['frequent-contact', { history: { contacts: 2 }, route: SUPPORT }, { times: 3, days: 7 }, 'specialist'],
  [
    ...(['open-complaint', { history: { contacts: 0, openComplaint: 'p' }, route: SUPPORT }] as const),
    ...([{ protocol: 'p' }, 'specialist'] as const),
  ],
  ['bot-failed', { failures: 2 }, { times: 2 }, 'technician'],
])('the reason is %s for %j', (code, facts, told, level) => {
  const decision = decide(facts);
  expect(decision).toEqual({
    ...{ handOff: true, level, urgency: 'normal', reasons: [{ code, facts: told }] },
  });
  const texts = openTexts();
  for (const language of LANGUAGES)
    expect(reasonText({ texts }, language, { code, facts: told })).not.toMatch(/\{\{|^reason\./);
});

test('every reason that applies is given, what the customer asked for first', () => {
  const all: Partial<HandoffFacts> = {
    ...{
      understanding: asked,
      route: { ...COMPLAINT, needsPerson: true },
      misses: 2,
      failures: 2,
      ...mood(0.9),
    },
    ...{ keywords: [{ word: 'procon', urgent: true }], ...complex(1) },
    ...{ topic: lenta({ asked: 2, turns: 8, since: ago(20) }) },
    history: { contacts: 4, openComplaint: 'p', solvedBefore: 'q' },
  };
  expect(codes(all)).toEqual([
    ...['customer-asked', 'keyword', 'intent-needs-person', 'not-understood', 'same-problem'],
    ...['problem-came-back', 'upset', 'complex', 'too-many-turns', 'too-long', 'frequent-contact'],
    ...['open-complaint', 'bot-failed'],
  ]);
  expect(decide(all)).toMatchObject({ level: 'specialist', urgency: 'urgent' });
});

test.each<[string, Partial<HandoffFacts>, string[], Level]>([
  ['history', { history: { contacts: 2 } }, ['customer-asked', 'frequent-contact'], 'specialist'],
  [
    'an open complaint',
    { history: { contacts: 0, openComplaint: 'p' } },
    ['customer-asked', 'open-complaint'],
    'specialist',
  ],
  ['complexity', complex(0.7, ['lenta']), ['customer-asked', 'complex'], 'specialist'],
  [
    'the wish for a supervisor',
    { ...complex(0.7), wantsSupervisor: true },
    ['customer-asked', 'complex'],
    'supervisor',
  ],
])('%s raises the level of whoever asks for a person anyway', (_, facts, told, level) => {
  expect(codes({ understanding: asked, ...facts })).toEqual(told);
  expect(decide({ understanding: asked, ...facts })).toMatchObject({ level });
});

const urgentRoute = { ...SUPPORT, urgent: true };
test.each<[string, Partial<HandoffFacts>, 'normal' | 'urgent']>([
  ['an urgent problem and upset', { route: urgentRoute, ...mood(0.6) }, 'urgent'],
  ['an urgent problem and displeased twice', { route: urgentRoute, ...mood(0.5, 0.5) }, 'urgent'],
  ['an urgent problem and calm', { route: { ...urgentRoute, needsPerson: true }, ...mood(0.5) }, 'normal'],
  [
    'an urgent topic, and now only anger',
    { route: undefined, topic: lenta({ route: urgentRoute }), ...mood(0.7) },
    'urgent',
  ],
  [
    'another topic after an urgent one',
    { route: SUPPORT, topic: lenta({ route: urgentRoute }), ...mood(0.7) },
    'normal',
  ],
  ['upset about anything else', { route: SUPPORT, ...mood(1) }, 'normal'],
  ['an urgent keyword', { keywords: [{ word: 'fogo', urgent: true }] }, 'urgent'],
  ['another keyword', { keywords: [{ word: 'procon', urgent: false }] }, 'normal'],
])('%s: the urgency follows', (_, facts, urgency) => {
  expect(decide(facts)).toMatchObject({ handOff: true, urgency });
});

test('the desk sets how patient the bot is', () => {
  const patient = {
    ...THRESHOLDS,
    ...{ sureEnough: 0.95, notUnderstood: 5, botFailed: 5, upset: 1, upsetTwice: 1, sameProblem: 4 },
    ...{ complexity: 1, topicTurns: 20, topicMinutes: 60, contacts: 6 },
  };
  const much = {
    ...{
      misses: 4,
      failures: 4,
      route: { ...COMPLAINT, needsPerson: true },
      ...mood(0.9, 0.9),
      ...complex(0.9),
    },
    ...{ topic: lenta({ asked: 3, turns: 19, since: ago(59) }), history: { contacts: 4 } },
  };
  expect(decide(much, patient)).toEqual({ handOff: false });
  expect(decide(much).handOff).toBe(true);
});

test('a problem is what a department looks after, information is none', () => {
  const booking: IntentRoute = { ...SUPPORT, request: 'other' };
  expect([SMALLTALK, undefined, PLANS, booking, SUPPORT, COMPLAINT].map(isProblem)).toEqual([
    ...[false, false, false, false, true, true],
  ]);
});
