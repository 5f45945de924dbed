import type { Visit } from '../../dialogs/customers.js';
import { openTalk } from '../support/talk.js';

const THURSDAY: Visit = {
  protocol: 'V-000001',
  date: '2026-11-26',
  period: 'afternoon',
  reason: 'sem sinal',
};
const TUESDAY: Visit = { protocol: 'V-000002', date: '2026-11-24', period: 'morning', reason: '' };

function maria(...visits: readonly Visit[]) {
  const talk = openTalk({ verified: 'c-1' });
  for (const person of talk.system.people.slice(0, 1)) person.visits = visits;
  return talk;
}
const changes = (talk: ReturnType<typeof openTalk>) => talk.last.notes.changes;
const cancelled = (protocol: string) => [{ type: 'visit.cancelled', customerId: 'c-1', protocol }];

test('asks before it cancels, and says that the contract stays', async () => {
  const talk = maria(THURSDAY);
  expect(await talk.says('na vdd n precisa mais do tecnico, voltou agora cedo')).toBe(
    'Cancelo a visita de quinta, 26/11, à tarde (V-000001)? Só a visita; a sua internet continua normal.',
  );
  expect(changes(talk)).toEqual([]);
  await talk.says('sim');
  expect(changes(talk)).toEqual(cancelled('V-000001'));
  expect(await talk.says('cancela a visita, n é pra cancelar a internet kkkk')).toContain(
    'o seu contrato não muda',
  );
});

test.each(['Sim, cancelar', 'pode cancelar', 'cancela', 'isso', 'yes'])('"%s" is a yes', async (yes) => {
  const talk = maria(THURSDAY);
  await talk.says('cancela a visita');
  await talk.says(yes);
  expect(changes(talk)).toEqual(cancelled('V-000001'));
});

test.each(['não', 'Não, manter', 'n, deixa marcada'])('"%s" keeps it', async (no) => {
  const talk = maria(THURSDAY);
  await talk.says('cancela a visita');
  expect(await talk.says(no)).toContain('continua marcada');
  expect(changes(talk)).toEqual([]);
});

test('who fears for the contract is reassured and asked again', async () => {
  const talk = maria(THURSDAY);
  await talk.says('cancela a visita');
  expect(await talk.says('a visita né, n é pra cancelar a internet')).toMatch(
    /^Fique tranquilo, o seu contrato não muda\. Cancelo a visita/,
  );
  expect(changes(talk)).toEqual([]);
});

test('asks who is calling first', async () => {
  const talk = openTalk();
  for (const person of talk.system.people.slice(0, 1)) person.visits = [THURSDAY];
  expect(await talk.says('quero cancelar a visita')).toContain('CPF');
  expect(await talk.says('52998224725 12/03/1980')).toContain('Cancelo a visita de quinta');
});

test('of several it takes the one that is named, by protocol or day', async () => {
  const byProtocol = maria(TUESDAY, THURSDAY);
  expect(await byProtocol.says('quero cancelar a visita')).toContain('De qual delas');
  expect(await byProtocol.says('V-000001')).toContain('quinta, 26/11');
  const byDay = maria(TUESDAY, THURSDAY);
  expect(await byDay.says('cancela a visita de amanha')).toContain('terça, 24/11');
});

test('another day instead moves it', async () => {
  const talk = maria(THURSDAY);
  await talk.says('quero cancelar a visita');
  expect(await talk.says('n, muda pra sexta')).toContain('passa para sexta, 27/11, à tarde');
  await talk.says('sim');
  expect(changes(talk)).toEqual([
    {
      ...{ type: 'visit.moved', customerId: 'c-1', protocol: 'V-000001' },
      ...{ date: '2026-11-27', period: 'afternoon' },
    },
  ]);
});

test('without a visit there is nothing to cancel; one may be booked, or a person called', async () => {
  const talk = maria();
  expect(await talk.says('quero cancelar a visita')).toContain('não há o que cancelar');
  expect(talk.suggestions).toEqual(['Marcar uma visita', 'Falar com uma pessoa']);
  expect(await talk.says('Marcar uma visita')).toContain('As próximas vagas');
});

test('opening hours in between, a question for others, dropped and resumed', async () => {
  const talk = maria(THURSDAY);
  await talk.says('quero cancelar a visita');
  expect(await talk.says('e que horas vcs fecham hj?')).toContain('Voltando à sua visita: Cancelo a visita');
  expect(await talk.says('vcs consertam tv tb?')).toContain('Cancelo a visita de quinta');
  expect(await talk.says('deixa pra la')).toContain('continuar');
  expect(await talk.says('continuar')).toContain('Cancelo a visita de quinta');
  expect(changes(talk)).toEqual([]);
});

test('a person is called when asked for, when nothing is understood, and when the system fails', async () => {
  const codes = (talk: ReturnType<typeof openTalk>) => talk.handoff?.decision.reasons.map(({ code }) => code);
  const asked = maria(THURSDAY);
  await asked.says('quero cancelar a visita');
  await asked.says('quero falar com uma pessoa');
  expect(codes(asked)).toContain('customer-asked');
  const lost = maria(THURSDAY);
  for (const words of ['quero cancelar a visita', 'blablabla xyz', 'tralala abc']) await lost.says(words);
  expect(codes(lost)).toContain('not-understood');
  const failing = maria(THURSDAY);
  failing.system.fails = true;
  await failing.says('quero cancelar a visita');
  expect(codes(failing)).toContain('customers-failed');
});

test('en español', async () => {
  const talk = maria(THURSDAY);
  expect(await talk.says('quiero cancelar la visita')).toContain('¿Cancelo la visita del jueves, 26/11');
  await talk.says('sí, por favor');
  expect(changes(talk)).toEqual(cancelled('V-000001'));
});
