import type { Visit } from '../../dialogs/customers.js';
import type { TaskTurn } from '../../dialogs/task.js';
import { beginChange, wishFor } from '../../dialogs/visit/changing.js';
import { openTalk, type TalkOptions } from '../support/talk.js';

const THURSDAY: Visit = {
  protocol: 'V-000001',
  date: '2026-11-26',
  period: 'afternoon',
  reason: 'sem sinal',
};
const TUESDAY: Visit = { protocol: 'V-000002', date: '2026-11-24', period: 'morning', reason: '' };

/** Maria with these visits, on a Monday at ten in the morning. */
function maria(visits: readonly Visit[], options: TalkOptions = {}) {
  const talk = openTalk({ verified: 'c-1', ...options });
  for (const person of talk.system.people.slice(0, 1)) person.visits = visits;
  return talk;
}
const changes = (talk: ReturnType<typeof openTalk>) => talk.last.notes.changes;
const moved = (protocol: string, date: string, period: string) => [
  { type: 'visit.moved', customerId: 'c-1', protocol, date, period },
];

describe('changing a visit', () => {
  test('names the visit, keeps its half of the day, and moves what was confirmed', async () => {
    const talk = maria([THURSDAY]);
    expect(await talk.says('quero remarcar a visita')).toContain(
      'A sua visita está marcada para quinta, 26/11, à tarde',
    );
    expect(await talk.says('joga pra sexta entao por garantia')).toContain(
      'passa para sexta, 27/11, à tarde (13h às 18h)',
    );
    expect(await talk.says('de tarde tb')).toContain('Posso mudar?');
    expect(changes(talk)).toEqual([]);
    expect(await talk.says('certo')).toContain('O protocolo continua V-000001');
    expect(changes(talk)).toEqual(moved('V-000001', '2026-11-27', 'afternoon'));
  });

  test.each([
    ['muda minha visita pra manhã', '2026-11-26', 'morning'],
    ['minha visita de quinta pode ser na sexta?', '2026-11-27', 'afternoon'],
    ['quero mudar a visita pra segunda de manha', '2026-11-30', 'morning'],
  ])('takes everything from "%s"', async (words, date, period) => {
    const talk = maria([THURSDAY]);
    await talk.says(words);
    await talk.says('sim');
    expect(changes(talk)).toEqual(moved('V-000001', date, period));
  });

  test('asks who is calling first, and keeps the day meanwhile', async () => {
    const talk = openTalk();
    for (const person of talk.system.people.slice(0, 1)) person.visits = [THURSDAY];
    expect(await talk.says('quero mudar a visita pra sexta')).toContain('CPF');
    expect(await talk.says('529.982.247-25 12/03/1980')).toContain('passa para sexta, 27/11');
  });

  test('of several asks which one, and forgets nothing', async () => {
    const talk = maria([TUESDAY, THURSDAY]);
    expect(await talk.says('quero mudar a visita pra sexta')).toContain('De qual delas');
    expect(talk.suggestions).toEqual(['ter 24/11 manhã', 'qui 26/11 tarde']);
    expect(await talk.says('a de quinta')).toContain('Quinta, 26/11, à tarde (V-000001), passa para sexta');
  });

  test('knows which one by the day it is on', async () => {
    const talk = maria([TUESDAY, THURSDAY]);
    await talk.says('muda a visita de terça pra quarta');
    await talk.says('sim');
    expect(changes(talk)).toEqual(moved('V-000002', '2026-11-25', 'morning'));
  });

  test('a refusal leaves it where it is', async () => {
    const talk = maria([THURSDAY]);
    await talk.says('muda a visita pra sexta');
    expect(await talk.says('n')).toContain('continua marcada');
    expect(changes(talk)).toEqual([]);
  });

  test.each([
    ['pt-BR', 'muda a visita pra sexta', ['Sim, pode trocar', 'Outro dia', 'Não, manter']],
    ['en', 'move the visit to friday', ['Yes, please', 'Another day', 'No, keep it']],
    ['es', 'quiero cambiar la visita para el viernes', ['Sí, por favor', 'Otro día', 'No, mantener']],
  ])('what may be tapped is understood (%s)', async (_, words, taps) => {
    const [yes = '', other = '', no = ''] = taps;
    const tapping = async (tap: string) => {
      const talk = maria([THURSDAY]);
      await talk.says(words);
      expect(talk.suggestions).toEqual(taps);
      await talk.says(tap);
      return talk;
    };
    expect(changes(await tapping(yes))).toEqual(moved('V-000001', '2026-11-27', 'afternoon'));
    expect((await tapping(other)).suggestions.length).toBeGreaterThan(3);
    const kept = await tapping(no);
    expect([changes(kept), kept.suggestions]).toEqual([[], []]);
  });

  test('corrections, and days without a technician', async () => {
    const talk = maria([THURSDAY]);
    expect(await talk.says('muda a visita pra domingo')).toContain('Aos domingos não fazemos visitas');
    expect(await talk.says('quinta de tarde')).toContain('Já está nesse horário');
    expect(await talk.says('sexta')).toContain('sexta, 27/11, à tarde');
    expect(await talk.says('n pera, segunda de manha')).toContain('segunda, 30/11, de manhã');
  });

  test('a half day that was taken before the confirmation is not promised', async () => {
    const talk = maria([THURSDAY]);
    await talk.says('muda a visita pra sexta de manha');
    talk.system.full.add('2026-11-27 morning');
    expect(await talk.says('sim')).toContain('acabou de ser ocupada');
    expect(changes(talk)).toEqual([]);
  });

  test('says nothing is noted that is kept nowhere', async () => {
    const talk = maria([THURSDAY]);
    const answer = await talk.says('muda a visita pra sexta, depois das 15');
    expect(answer).toContain('A hora exata eu não consigo garantir');
    expect(answer).not.toContain('Anotei');
  });

  test('without a visit offers to book one', async () => {
    const talk = maria([]);
    expect(await talk.says('quero remarcar a visita')).toContain('Quer marcar uma?');
    expect(await talk.says('sim')).toContain('As próximas vagas');
  });

  test('opening hours in between, then the same question', async () => {
    const talk = maria([THURSDAY]);
    await talk.says('muda a visita pra sexta');
    expect(await talk.says('e que horas vcs fecham hj?')).toContain('Voltando à sua visita: Quinta, 26/11');
    expect(await talk.says('vcs consertam tv tb?')).toContain('passa para sexta');
    expect(await talk.says('deixa pra la')).toContain('continuar');
    expect(await talk.says('continuar')).toContain('passa para sexta, 27/11, à tarde');
  });

  test('can turn into cancelling, or into a person', async () => {
    const talk = maria([THURSDAY]);
    await talk.says('quero remarcar a visita');
    expect(await talk.says('melhor cancelar a visita')).toContain('Cancelo a visita de quinta, 26/11');
    await talk.says('quero falar com atendente');
    expect(talk.handoff?.decision.reasons.map(({ code }) => code)).toContain('customer-asked');
  });

  test("a customer system that fails is a person's business", async () => {
    const talk = maria([THURSDAY]);
    talk.system.fails = true;
    await talk.says('quero remarcar a visita');
    expect(talk.handoff?.decision.reasons.map(({ code }) => code)).toContain('customers-failed');
  });

  test('two messages it cannot use call a person', async () => {
    const talk = maria([THURSDAY]);
    await talk.says('muda a visita pra sexta');
    await talk.says('blablabla xyz');
    await talk.says('tralala abc');
    expect(talk.handoff?.decision.reasons.map(({ code }) => code)).toContain('not-understood');
  });

  test('in English', async () => {
    const talk = maria([THURSDAY]);
    expect(await talk.says('move the visit to friday')).toContain(
      'moves to Friday, 27 Nov, in the afternoon',
    );
    expect(await talk.says('yes please')).toContain('the visit is now Friday, 27 Nov');
  });
});

test('begun with nothing but "joga pra quinta" it knows the new day', () => {
  const turn = { text: 'joga pra quinta entao por garantia', today: '2026-11-23' } as TaskTurn;
  expect(wishFor(beginChange(turn, {}), TUESDAY)).toEqual({ date: '2026-11-26' });
});

describe('when the technician comes', () => {
  test('is told first, and may stay as it is', async () => {
    const talk = maria([THURSDAY]);
    expect(await talk.says('que dia o tecnico vem')).toContain(
      'O técnico vai quinta, 26/11, à tarde (13h às 18h)',
    );
    expect(await talk.says('ok obrigada')).toContain('continua marcada');
    expect(changes(talk)).toEqual([]);
  });

  test('"hoje" in the question is no wish for today', async () => {
    const talk = maria([THURSDAY]);
    expect(await talk.says('o tecnico vem hoje?')).toContain('O técnico vai quinta, 26/11');
    expect(await talk.says('mudar o dia')).toContain('As próximas vagas');
  });

  test('today, within its hours, the exact hour is not invented', async () => {
    const talk = maria([{ ...THURSDAY, date: '2026-11-23' }]);
    expect(await talk.says('o tecnico ta chegando?')).toContain('A hora exata eu não vejo por aqui');
  });

  test('a visit that should have been calls a person, who is told which', async () => {
    const talk = maria([{ ...THURSDAY, date: '2026-11-23' }], { at: '2026-11-23T19:00:00-03:00' });
    expect(await talk.says('o tecnico vem hoje?')).toContain('esse período já passou');
    expect(talk.handoff?.facts).toContainEqual({ kind: 'visit', value: 'hoje, 23/11, à tarde (V-000001)' });
  });

  test('a holiday of the town is not guessed', async () => {
    const talk = maria([THURSDAY]);
    await talk.says('quando é minha visita');
    expect(await talk.says('quinta é feriado aqui')).toContain('os da sua cidade eu não conheço');
    expect(changes(talk)).toEqual([]);
  });
});
