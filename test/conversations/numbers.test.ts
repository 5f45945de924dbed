import { openTalk } from '../support/talk.js';
import type { WebCustomer } from '../support/web-customer.js';
import { openWorld, type World } from '../support/world.js';

/** Monday 23 November, ten in the morning; Maria has proved who she is. */
const maria = () => openTalk({ verified: 'c-1' });

describe('a number chooses what was offered, in every dialog', () => {
  test('no connection: the light, then the visit, then the half day', async () => {
    const talk = maria();
    await talk.says('estou sem internet');
    expect(talk.suggestions).toEqual(['Luz vermelha', 'Tudo apagado', 'Normal', 'Não sei']);
    const byNumber = await talk.says('1');
    const other = maria();
    await other.says('estou sem internet');
    expect(byNumber).toBe(await other.says('Luz vermelha'));
  });

  test.each(['2', 'dois', 'a segunda opção', 'opcao 2', '2)'])(
    'a visit: "%s" is the second day',
    async (words) => {
      const talk = maria();
      await talk.says('quero marcar visita');
      expect(talk.suggestions.slice(0, 2)).toEqual(['seg 23/11 tarde', 'ter 24/11 manhã']);
      await talk.says(words);
      await talk.says('o cabo ta solto');
      expect(talk.last.replies.at(-1)?.text).toContain('Terça, 24/11, de manhã');
      await talk.says('1');
      expect(talk.last.notes.changes).toEqual([
        expect.objectContaining({ type: 'visit.booked', date: '2026-11-24', period: 'morning' }),
      ]);
    },
  );

  test('a visit: "segunda" is Monday and "dia 24" a day, whatever stands second', async () => {
    const talk = maria();
    await talk.says('quero marcar visita');
    expect(await talk.says('segunda')).toContain('Segunda, 30/11');
    const other = maria();
    await other.says('quero marcar visita');
    expect(await other.says('dia 25')).toContain('25/11');
  });

  test.each(['2', 'a segunda', 'número dois'])('an invoice: "%s" is the boleto', async (words) => {
    const talk = maria();
    await talk.says('quero a segunda via da fatura');
    expect(talk.suggestions).toEqual(['Pix', 'Boleto', 'Já paguei']);
    const byNumber = await talk.says(words);
    const other = maria();
    await other.says('quero a segunda via da fatura');
    expect(byNumber).toBe(await other.says('Boleto'));
  });

  test('"a última" is the last on the list', async () => {
    const talk = maria();
    await talk.says('quero a segunda via da fatura');
    await talk.says('a última');
    const other = maria();
    await other.says('quero a segunda via da fatura');
    await other.says('Já paguei');
    expect(talk.last.replies).toEqual(other.last.replies);
  });
});

describe('numbers that are no choice', () => {
  test('CPF and birth date prove who calls though answers are offered', async () => {
    const talk = openTalk();
    await talk.says('quero a segunda via da fatura');
    await talk.says('529.982.247-25');
    await talk.says('12/03/1980');
    expect(talk.last.notes.changes).toEqual([{ type: 'proof.succeeded', identifiers: ['52998224725'] }]);
  });

  test('a number beyond the list is asked about again', async () => {
    const talk = maria();
    await talk.says('quero a segunda via da fatura');
    const before = talk.suggestions;
    await talk.says('9');
    expect(talk.conversation.choices).toEqual(talk.suggestions);
    expect(before).not.toEqual([]);
  });

  test('what was offered two turns ago is no longer on offer', async () => {
    const talk = maria();
    await talk.says('quero a segunda via da fatura');
    expect(talk.conversation.choices).toEqual(['Pix', 'Boleto', 'Já paguei']);
    await talk.says('Boleto');
    expect(talk.conversation.choices).toEqual(talk.suggestions);
  });
});

describe('on a real line', () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld();
  });
  afterAll(() => world.ends());

  const offered = (customer: WebCustomer): readonly string[] =>
    customer
      .activities()
      .at(-1)
      ?.suggestedActions?.actions.map(({ title }) => title) ?? [];

  test('the number survives a restart, and the kept words stay as they were written', async () => {
    const customer = await world.webCustomer({ patienceMs: 20_000 });
    await customer.hears(/assistente virtual/);
    await customer.says('estou sem internet');
    await customer.hears(/luz/i);
    expect(offered(customer)[0]).toBe('Luz vermelha');
    const other = await world.webCustomer({ patienceMs: 20_000 });
    await other.hears(/assistente virtual/);
    await other.says('estou sem internet');
    await other.hears(/luz/i);
    await other.says('Luz vermelha');
    const expected = (await other.hears(/./)).text;
    await world.restarts();
    const again = await world.webCustomer({ token: customer.token, patienceMs: 20_000 });
    await again.says('1');
    await again.hears(/assistente virtual/);
    await again.hears(/luz/i);
    await again.hears(expected);
    expect(again.transcript()).toContain('user: 1');
    expect(again.transcript().join('\n')).not.toContain('user: Luz vermelha');
  });

  test('who waits may choose by number what the desk offers', async () => {
    const customer = await world.webCustomer({ patienceMs: 20_000 });
    await customer.hears(/assistente virtual/);
    await customer.says('quero falar com atendente');
    await customer.hears(/vou chamar/);
    const notice = await customer.hears(/./);
    const options = notice.suggestedActions?.actions.map(({ title }) => title) ?? [];
    expect(options).toHaveLength(2);
    await customer.says('1');
    await customer.hears(/assistente|ajudar/i);
  });
});
