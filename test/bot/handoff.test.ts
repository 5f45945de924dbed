import { decideHandoff, type HandoffFacts } from '../../bot/handoff.js';
import type { Level } from '../../routing/desk-definition.js';

const THRESHOLDS = { sureEnough: 0.5, notUnderstood: 2, botFailed: 2 };
const QUIET: HandoffFacts = {
  understanding: { intent: 'planos', confidence: 0.9, wantsPerson: false },
  ...{ wantsSupervisor: false, misses: 0, failures: 0 },
  route: { skills: [], needsPerson: false },
};
const asked = { ...QUIET.understanding, wantsPerson: true };
const needed = { skills: [], needsPerson: true };
const unsure = { ...QUIET.understanding, confidence: 0.49 };

test.each<[string, Partial<HandoffFacts>]>([
  ['the bot knows the answer', {}],
  ['one message was not understood', { misses: 1 }],
  ['one turn failed', { failures: 1 }],
  ['it is not sure of the subject that needs a person', { understanding: unsure, route: needed }],
  ['nothing is known of the subject', { route: undefined }],
  ['a supervisor is named but nobody is asked for', { wantsSupervisor: true }],
])('no person is called when %s', (_, facts) => {
  expect(decideHandoff({ ...QUIET, ...facts }, THRESHOLDS)).toEqual({ handOff: false });
});

test.each<[string, Partial<HandoffFacts>, Record<string, string | number>, Level]>([
  ['customer-asked', { understanding: asked }, {}, 'technician'],
  ['customer-asked', { understanding: asked, wantsSupervisor: true }, {}, 'supervisor'],
  ['intent-needs-person', { route: needed }, { problem: 'planos' }, 'technician'],
  [
    ...(['intent-needs-person', { route: needed, understanding: { ...unsure, confidence: 0.5 } }] as const),
    ...([{ problem: 'planos' }, 'technician'] as const),
  ],
  ['not-understood', { misses: 2 }, { times: 2 }, 'technician'],
  ['not-understood', { misses: 3 }, { times: 3 }, 'technician'],
  ['bot-failed', { failures: 2 }, { times: 2 }, 'technician'],
])('the reason is %s for %j', (code, facts, told, level) => {
  expect(decideHandoff({ ...QUIET, ...facts }, THRESHOLDS)).toEqual({
    ...{ handOff: true, level, reasons: [{ code, facts: told }] },
  });
});

test('every reason that applies is given, what the customer asked for first', () => {
  const all = { understanding: asked, route: needed, misses: 2, failures: 2 };
  const decision = decideHandoff({ ...QUIET, ...all }, THRESHOLDS);
  expect(decision.handOff && decision.reasons.map(({ code }) => code)).toEqual([
    ...['customer-asked', 'intent-needs-person', 'not-understood', 'bot-failed'],
  ]);
});

test('the desk sets how patient the bot is', () => {
  const patient = { sureEnough: 0.95, notUnderstood: 5, botFailed: 5 };
  expect(decideHandoff({ ...QUIET, misses: 4, failures: 4, route: needed }, patient).handOff).toBe(false);
});
