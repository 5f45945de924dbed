import { TASK_IDS } from '../../dialogs/ids.js';
import { customerSystem } from '../support/customer-system.js';
import { knowledge, openTalk } from '../support/talk.js';

/** How a customer comes with it, and whether its first question already looks into the customer system. */
const OPENINGS: readonly (readonly [dialog: string, intent: string, says: string, looksUp: boolean])[] = [
  ['no-connection', 'sem-internet', 'to sem internet', false],
  ['slow-connection', 'internet-lenta', 'minha internet ta mto lenta', false],
  ['visit-book', 'visita-agendar', 'quero agendar uma visita do tecnico', true],
  ['visit-change', 'visita-alterar', 'preciso mudar o dia da visita', true],
  ['visit-cancel', 'visita-cancelar', 'quero cancelar a visita do tecnico', true],
  ['invoice-copy', 'segunda-via', 'manda a segunda via do boleto', true],
  ['invoice-disputed', 'fatura-contestada', 'minha fatura veio errada', true],
  ['payment-missing', 'pagamento-nao-reconhecido', 'ja paguei e continua cobrando', true],
  ['ticket-status', 'status-protocolo', 'quero saber do meu protocolo', true],
  ['address-change', 'mudanca-endereco', 'vou mudar de casa e quero levar a internet', false],
];

/** Maria, who has proved who she is and expects a technician. */
function maria() {
  const system = customerSystem();
  const [first] = system.people;
  if (first)
    first.visits = [{ protocol: 'V-482913', date: '2026-11-26', period: 'afternoon', reason: 'sem sinal' }];
  return openTalk({ verified: 'c-1', system });
}

test('no dialog is left out', () => {
  expect(OPENINGS.map(([dialog]) => dialog).sort()).toEqual([...TASK_IDS].sort());
  for (const [dialog, intent] of OPENINGS) expect(knowledge.routeOf(intent)?.dialog).toBe(dialog);
});

describe.each(OPENINGS)('%s', (_dialog, intent, says, looksUp) => {
  test('asks something, and a person comes when asked for, about this matter', async () => {
    const talk = maria();
    expect(await talk.says(says)).toMatch(/\?/);
    expect(talk.handoff).toBeUndefined();
    await talk.says('quero falar com um atendente');
    expect(talk.handoff?.problem).toBe(intent);
  });

  test('a person comes after two messages nobody understands', async () => {
    const talk = maria();
    await talk.says(says);
    await talk.says('xpto bla');
    await talk.says('zzz qwer');
    expect(talk.handoff?.decision.reasons[0]?.code).toBe('not-understood');
  });

  test('something else is answered in between, and the same question stands again', async () => {
    const talk = maria();
    await talk.says(says);
    const between = await talk.says('e que horas vcs fecham hj?');
    expect(between).toContain('8h às 20h');
    expect(between).toMatch(/\n.*Voltando .*: .*\?/);
  });

  test('it can be dropped and taken up again', async () => {
    const talk = maria();
    await talk.says(says);
    expect(await talk.says('deixa pra la')).toMatch(/deixei isso de lado/);
    expect(await talk.says('continuar')).toMatch(/\?/);
    await talk.says('quero falar com um atendente');
    expect(talk.handoff?.problem).toBe(intent);
  });

  test('anger calls a person at once, with a word of regret', async () => {
    const talk = maria();
    await talk.says(says);
    expect(await talk.says('VOCES SAO UMA PIADA, QUE MERDA DE SERVIÇO')).toMatch(/Sinto muito/);
    expect(talk.handoff).toBeDefined();
  });

  test('a customer system that does not answer calls a person, if it is needed', async () => {
    const talk = maria();
    talk.system.fails = true;
    await talk.says(says);
    const codes = talk.handoff?.decision.reasons.map(({ code }) => code);
    if (looksUp) expect(codes).toContain('customers-failed');
    else expect(codes).toBeUndefined();
  });
});
