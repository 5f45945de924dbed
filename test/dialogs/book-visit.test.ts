import { AdaptiveCard, SerializationContext } from 'adaptivecards';
import { visitProtocol } from '../../dialogs/visit/protocol.js';
import { customerSystem } from '../support/customer-system.js';
import { openTalk, type TalkOptions } from '../support/talk.js';

/** A Monday, ten in the morning. */
const maria = (options: TalkOptions = {}) => openTalk({ verified: 'c-1', ...options });
const changes = (talk: ReturnType<typeof openTalk>) => talk.last.notes.changes;
const booked = (date: string, period: string, reason: string) => ({
  ...{ type: 'visit.booked', customerId: 'c-1', date, period, reason },
  protocol: expect.stringMatching(/^V-\d{6}$/) as string,
});

describe('booking a technician', () => {
  test('asks the half day, the reason and the account, and books what was confirmed', async () => {
    const talk = openTalk();
    expect(await talk.says('quero marcar visita')).toContain(
      'hoje, 23/11 (tarde); terça, 24/11 (manhã ou tarde)',
    );
    expect(talk.suggestions.slice(0, 2)).toEqual(['seg 23/11 tarde', 'ter 24/11 manhã']);
    expect(await talk.says('terça')).toContain('de manhã e à tarde');
    expect(await talk.says('de manha')).toContain('o que está acontecendo?');
    expect(await talk.says('o cabo ta solto')).toContain('CPF');
    expect(await talk.says('529.982.247-25, 12/03/1980')).toBe(
      'Terça, 24/11, de manhã (8h às 12h). Posso marcar?',
    );
    expect(changes(talk)).toEqual([{ type: 'proof.succeeded', identifiers: ['52998224725'] }]);
    const protocol = visitProtocol('00000000-0000-4000-8000-000000000001');
    expect(await talk.says('pode sim')).toBe(
      `Pronto, o técnico vai terça, 24/11, de manhã (8h às 12h). O protocolo da visita é ${protocol}.`,
    );
    expect(changes(talk)).toEqual([booked('2026-11-24', 'morning', 'o cabo ta solto')]);
  });

  test('takes everything from the first message', async () => {
    const talk = maria();
    expect(await talk.says('manda um tecnico quarta de manha pq o cabo ta pendurado')).toContain(
      'Quarta, 25/11, de manhã (8h às 12h). Posso marcar?',
    );
    await talk.says('fechou');
    expect(changes(talk)).toEqual([booked('2026-11-25', 'morning', 'o cabo ta pendurado')]);
  });

  test('follows every change of mind, and picks nothing by itself', async () => {
    const talk = maria();
    await talk.says('quero marcar visita');
    expect(await talk.says('segunda')).toContain('Segunda, 30/11');
    expect(await talk.says('n pera, terça')).toContain('Terça, 24/11');
    expect(await talk.says('ou quarta, qual tem vaga?')).toContain(
      'terça, 24/11 (manhã ou tarde); quarta, 25/11 (manhã ou tarde). Qual você prefere?',
    );
    await talk.says('terça msm');
    expect(await talk.says('vcs consertam tv tb?')).toContain('Terça, 24/11');
    expect(await talk.says('e camera de segurança?')).toContain('Terça, 24/11');
    expect(await talk.says('ta, de manha então')).toContain('o que está acontecendo?');
    expect(await talk.says('n, de manha n, eu trabalho. de tarde')).toContain('Terça, 24/11, à tarde');
    expect(await talk.says('a internet cai toda manhã')).toContain(
      'Terça, 24/11, à tarde (13h às 18h). Posso',
    );
    expect(await talk.says('na verdade quinta')).toContain('Quinta, 26/11, à tarde');
    expect(await talk.says('só n pode ser antes das 15')).toContain('A hora exata eu não consigo garantir');
    await talk.says('isso, pode confirmar');
    const reason = 'a internet cai toda manhã; só n pode ser antes das 15';
    expect(changes(talk)).toEqual([booked('2026-11-26', 'afternoon', reason)]);
  });

  test('an address is no date, a name no answer, a threat no cancellation', async () => {
    const talk = maria();
    await talk.says('manda um tecnico amanha de tarde pq o sinal caiu');
    for (const aside of [
      'rua sete de setembro 120 casa 2',
      'meu nome é Rosângela',
      'se n vier eu cancelo de vez',
    ])
      expect(await talk.says(aside)).toContain('Terça, 24/11, à tarde (13h às 18h). Posso marcar?');
    expect(changes(talk)).toEqual([]);
    await talk.says('sim pode marcar');
    expect(changes(talk)).toEqual([booked('2026-11-24', 'afternoon', 'o sinal caiu')]);
  });

  test('"tanto faz" proposes the first that is open and has not begun', async () => {
    const talk = maria();
    await talk.says('quero agendar visita');
    expect(await talk.says('tanto faz')).toContain('Hoje, 23/11, à tarde');
    await talk.says('sem sinal');
    expect(await talk.says('n, outro dia')).not.toContain('hoje');
    expect(changes(talk)).toEqual([]);
  });

  test('answers the opening hours and puts the same question again', async () => {
    const talk = maria();
    await talk.says('quero marcar visita pra sexta de manha pq o wifi caiu');
    const answer = await talk.says('e que horas vcs fecham hj?');
    expect(answer).toContain('20h');
    expect(answer).toContain('Voltando à sua visita: Sexta, 27/11, de manhã (8h às 12h). Posso marcar?');
  });

  test('keeps a day that stands beside another question', async () => {
    const talk = maria();
    await talk.says('quero marcar visita de manha pq o wifi caiu');
    const answer = await talk.says('pode ser sexta. vcs fecham que horas hoje?');
    expect(answer).toContain('20h');
    expect(answer).toContain('Sexta, 27/11, de manhã (8h às 12h). Posso marcar?');
  });

  test('can be dropped, and taken up where it was', async () => {
    const talk = maria();
    await talk.says('quero marcar visita pra sexta de manha pq o wifi caiu');
    expect(await talk.says('deixa pra la')).toContain('continuar');
    expect(await talk.says('continuar')).toContain('Sexta, 27/11, de manhã (8h às 12h). Posso marcar?');
    expect(await talk.says('cancela a visita')).toContain('não marquei nada');
    expect(changes(talk)).toEqual([]);
  });

  test('gives way to a person who is asked for', async () => {
    const talk = maria();
    await talk.says('quero marcar visita');
    await talk.says('quero falar com uma pessoa');
    expect(talk.handoff?.decision.reasons.map(({ code }) => code)).toContain('customer-asked');
  });

  test('calls a person after two messages it could not use', async () => {
    const talk = maria();
    await talk.says('quero marcar visita pra sexta');
    await talk.says('blablabla xyz');
    expect(talk.handoff).toBeUndefined();
    await talk.says('tralala abc');
    expect(talk.handoff?.decision.reasons.map(({ code }) => code)).toContain('not-understood');
  });

  test('calls a person when the customer system fails', async () => {
    const talk = maria();
    talk.system.fails = true;
    await talk.says('quero marcar visita');
    expect(talk.handoff?.decision.reasons.map(({ code }) => code)).toContain('customers-failed');
  });

  test('calls a person when nothing at all is open', async () => {
    const talk = maria({ system: { ...customerSystem(), openSlots: async () => [] } });
    expect(await talk.says('quero marcar visita')).toContain('Não encontrei nenhuma vaga');
    expect(talk.handoff?.problem).toBe('visita-agendar');
  });
});

test.each([
  ['pt-BR', 'manda um tecnico na sexta de manha pq a net caiu'],
  ['en', 'book a technician for friday', 'morning', 'the cable is loose'],
  ['es', 'quiero agendar una visita técnica el viernes por la mañana porque no funciona'],
])('what may be tapped is understood (%s)', async (_, ...words) => {
  const tapping = async (which: number) => {
    const talk = maria();
    for (const one of words) await talk.says(one);
    expect(talk.suggestions).toHaveLength(3);
    await talk.says(talk.suggestions[which] ?? '');
    return talk;
  };
  expect(changes(await tapping(0))).toHaveLength(1);
  expect((await tapping(1)).suggestions.length).toBeGreaterThan(3);
  const dropped = await tapping(2);
  expect([changes(dropped), dropped.suggestions, dropped.handoff]).toEqual([[], [], undefined]);
});

describe('whoever has a visit already', () => {
  const withVisit = () => {
    const talk = maria();
    const visit = { protocol: 'V-482913', date: '2026-11-26', period: 'afternoon', reason: '' } as const;
    for (const person of talk.system.people.slice(0, 1)) person.visits = [visit];
    return talk;
  };

  test('is told so, and changes it with the day they named', async () => {
    const talk = withVisit();
    expect(await talk.says('quero marcar um tecnico pra quarta')).toContain('V-482913');
    expect(await talk.says('mudar essa')).toContain('passa para quarta, 25/11, à tarde');
  });

  test('may book another', async () => {
    const talk = withVisit();
    await talk.says('quero marcar um tecnico pra quarta de manha pq o cabo soltou');
    expect(await talk.says('marcar outra')).toContain('Quarta, 25/11, de manhã');
    await talk.says('sim');
    expect(changes(talk)).toEqual([booked('2026-11-25', 'morning', 'o cabo soltou')]);
  });

  test('may leave it as it is', async () => {
    const talk = withVisit();
    await talk.says('quero marcar um tecnico');
    expect(await talk.says('não')).toContain('continua marcada');
  });
});

test('in English, with a card that says all in words', async () => {
  const talk = maria();
  expect(await talk.says('book a technician for tomorrow')).toContain('Tuesday, 24 Nov');
  expect(await talk.says('after 2pm')).toContain('"after 2pm"');
  await talk.says('the cable is loose');
  await talk.says('yes please');
  expect(changes(talk)).toEqual([booked('2026-11-24', 'afternoon', 'the cable is loose; after 2pm')]);
  const [card] = talk.last.replies.at(-1)?.attachments ?? [];
  const context = new SerializationContext();
  new AdaptiveCard().parse(card?.content, context);
  expect(context.eventCount).toBe(0);
  const shown = JSON.stringify(card?.content);
  const { fallbackText } = card?.content as { fallbackText: string };
  for (const fact of ['Tuesday, 24 Nov', '1 pm to 6 pm', 'Rua das Palmeiras', 'the cable is loose', 'V-'])
    expect([fallbackText.includes(fact), shown.includes(fact)]).toEqual([true, true]);
  expect(shown).not.toContain('301');
  expect(shown).toContain('"data":"Cancel the visit"');
});

test('en español', async () => {
  const talk = maria();
  expect(await talk.says('quiero agendar una visita técnica')).toContain('martes, 24/11 (mañana o tarde)');
  expect(await talk.says('mar 24/11 mañana')).toContain('Martes, 24/11, por la mañana');
});

test('a protocol is six digits made of the id', () => {
  expect(visitProtocol('00000000-0000-0000-0000-0000000f4241')).toBe('V-000001');
  expect(visitProtocol('c0ffee00-1234-4abc-8def-0123456789ab')).toMatch(/^V-\d{6}$/);
});
