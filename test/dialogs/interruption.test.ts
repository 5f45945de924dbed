import type { Facts } from '../../bot/turn.js';
import { interruptionOf, isQuestion, type Known } from '../../dialogs/interruption.js';
import type { Took } from '../../dialogs/task.js';
import { reason } from '../../routing/reason.js';

const KNOWN: Record<string, Known> = {
  horario: { needsPerson: false, hasAnswer: true },
  obrigado: { needsPerson: false, hasAnswer: true },
  despedida: { needsPerson: false, hasAnswer: true },
  sim: { needsPerson: false, hasAnswer: true },
  'segunda-via': { needsPerson: false, hasAnswer: true, department: 'financeiro', dialog: 'invoice-copy' },
  'visita-agendar': { needsPerson: false, hasAnswer: false, department: 'suporte', dialog: 'visit-book' },
  cancelar: { needsPerson: true, hasAnswer: true, department: 'comercial' },
};

/** The message while a visit is being booked, an invoice having been put aside before. */
function said(
  text: string,
  {
    took = 'nothing',
    intent,
    confidence = 0.9,
    because = [] as string[],
  }: {
    took?: Took;
    intent?: string;
    confidence?: number;
    because?: string[];
  } = {},
) {
  const reasons = because.map((code) => reason(code));
  const facts = {
    understanding: { ...(intent && { intent }), confidence, wantsPerson: false },
    decision:
      because.length > 0
        ? { handOff: true, reasons, level: 'technician', urgency: 'normal' }
        : { handOff: false },
  } as unknown as Facts;
  return interruptionOf({
    text,
    took,
    facts,
    known: (one) => KNOWN[one],
    stack: ['invoice-copy', 'visit-book'],
  });
}

test('an answer is for the task, whatever the classifier makes of it', () => {
  expect(said('terça', { took: 'all', intent: 'horario' })).toEqual({ kind: 'none' });
  expect(said('cancela', { took: 'all', intent: 'cancelar', because: ['intent-needs-person'] })).toEqual({
    kind: 'none',
  });
});

test.each(['customer-asked', 'keyword', 'upset', 'upset-twice', 'bot-failed'])(
  '%s calls a person even then',
  (code) => {
    expect(said('terça', { took: 'all', because: [code] })).toEqual({ kind: 'hand-over' });
  },
);

test.each(['too-many-turns', 'too-long', 'same-problem', 'frequent-contact', 'open-complaint', 'complex'])(
  '%s does not cut short what the task can settle',
  (code) => {
    expect(said('de tarde', { took: 'part', because: [code] })).toEqual({ kind: 'none' });
  },
);

test('a question of another kind is answered in passing', () => {
  expect(said('e que horas vcs fecham?', { intent: 'horario' })).toEqual({
    kind: 'answer',
    intent: 'horario',
  });
  expect(said('obrigada', { intent: 'obrigado' })).toEqual({ kind: 'answer', intent: 'obrigado' });
});

test('a guess changes no subject', () => {
  expect(said('quanto', { intent: 'horario', confidence: 0.55 })).toEqual({ kind: 'none' });
});

test('another matter with a dialog of its own begins; one put aside goes on; the same one is no other', () => {
  expect(said('antes manda o boleto', { intent: 'segunda-via' })).toEqual({
    kind: 'return',
    dialog: 'invoice-copy',
  });
  expect(said('quero marcar a visita', { intent: 'visita-agendar' })).toEqual({ kind: 'none' });
});

test('what only people do calls one, but only if that is very sure', () => {
  const because = ['intent-needs-person'];
  expect(said('quero cancelar tudo', { intent: 'cancelar', because })).toEqual({ kind: 'hand-over' });
  expect(said('se nao vier cancelo', { intent: 'cancelar', because, confidence: 0.7 })).toEqual({
    kind: 'none',
  });
});

test('dropping, leaving, waiting and being back', () => {
  expect(said('deixa pra la')).toEqual({ kind: 'stop', goodbye: false });
  expect(said('tchau', { intent: 'despedida' })).toEqual({ kind: 'stop', goodbye: true });
  expect(said('pera um minuto')).toEqual({ kind: 'wait' });
  expect(said('voltei')).toEqual({ kind: 'back' });
});

test('a plain yes or no that the task cannot use is the task’s to ask about', () => {
  expect(said('sim', { intent: 'sim' })).toEqual({ kind: 'none' });
});

test.each([
  ['vcs consertam tv tb?', true],
  ['como que eu vejo isso', true],
  ['do you fix tvs', true],
  ['terça de tarde', false],
  ['não sei', false],
])('%j is a question: %s', (text, is) => {
  expect(isQuestion(text)).toBe(is);
});
