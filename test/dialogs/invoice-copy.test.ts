import { AdaptiveCard, SerializationContext } from 'adaptivecards';
import { boletoText } from '../../dialogs/invoice/invoice-card.js';
import { BRUNO, customerSystem, invoice, MARIA } from '../support/customer-system.js';
import { openTalk } from '../support/talk.js';

const PIX = '00020126pix-of-a-test6304ABCD';
const BAR_CODE = '99990000000000000000000000000000000000000010990';

/** Maria owes October and November. */
const owingTwo = () =>
  customerSystem([
    {
      ...structuredClone(MARIA),
      invoices: [
        invoice('2026-11', 10_990, { dueDate: '2026-11-28', pix: 'pix-of-november' }),
        invoice('2026-10', 14_900, { pix: 'pix-of-october' }),
        invoice('2026-09', 10_990, { paidOn: '2026-09-10' }),
      ],
    },
  ]);
const maria = () => openTalk({ verified: 'c-1' });
const messages = (talk: ReturnType<typeof openTalk>) => talk.last.replies.map(({ text }) => text);

interface Card {
  readonly version: string;
  readonly fallbackText: string;
  readonly body: readonly object[];
  readonly actions: readonly { readonly title: string; readonly data: unknown }[];
}
const cardOf = (talk: ReturnType<typeof openTalk>): Card =>
  talk.last.replies.flatMap(({ attachments = [] }) => attachments)[0]?.content as unknown as Card;

describe('a copy of the invoice', () => {
  test('is for whoever proves who they are: amount, due date, and the code alone in a message', async () => {
    const talk = openTalk();
    expect(await talk.says('manda o boleto desse mes pfv')).toContain('CPF');
    expect(await talk.says('529.982.247-25')).toContain('data de nascimento');
    const given = await talk.says('12/03/1980');
    expect(given).toMatch(/novembro.*R\$ 109,90.*10\/11.*Pix ou o boleto/);
    expect(talk.suggestions).toEqual(['Pix', 'Boleto', 'Já paguei']);
    await talk.says('pode ser pelo pix');
    expect(messages(talk).at(-1)).toBe(PIX);
    await talk.says('so o codigo de barras agora');
    expect(messages(talk).at(-1)).toBe(BAR_CODE);
    expect(await talk.says('recebi')).toContain('Por nada');
  });

  test('is another one for another customer', async () => {
    const [hers, his] = [maria(), openTalk({ verified: 'c-2' })];
    expect(await hers.says('quero a segunda via')).toMatch(/novembro.*R\$ 109,90/);
    expect(await his.says('quero a segunda via')).toMatch(/outubro.*R\$ 89,90.*10\/10/);
  });

  test('says nothing of an account to who does not prove it is theirs', async () => {
    const talk = openTalk();
    await talk.says('segunda via da fatura');
    expect(await talk.says('nao sei o cpf')).not.toMatch(/R\$/);
    expect(talk.suggestions).toEqual(['Falar com uma pessoa']);
  });

  test('comes with everything at once if the first message says it all', async () => {
    const talk = openTalk({ system: owingTwo() });
    await talk.says('manda o codigo pix da fatura de outubro, cpf 529.982.247-25');
    expect(await talk.says('12/03/1980')).toMatch(/outubro.*R\$ 149,00/);
    expect(messages(talk).at(-1)).toBe('pix-of-october');
  });

  test('is sent once more to who could not copy it', async () => {
    const talk = maria();
    await talk.says('manda o codigo pix da fatura');
    await talk.says('n consegui copiar, manda dnv');
    expect(messages(talk).at(-1)).toBe(PIX);
    expect(await talk.says('agora foi, vlw')).toContain('Por nada');
  });
});

describe('of several open invoices', () => {
  const talkOfTwo = () => openTalk({ system: owingTwo(), verified: 'c-1' });

  test('the customer chooses by month', async () => {
    const talk = talkOfTwo();
    expect(await talk.says('quero meu boleto')).toMatch(
      /outubro, R\$ 149,00, venceu em 10\/10; novembro, R\$ 109,90, vence em 28\/11/,
    );
    expect(talk.suggestions).toEqual(['outubro', 'novembro']);
    expect(await talk.says('a de outubro')).toMatch(/outubro.*R\$ 149,00.*ainda está em aberto/);
  });

  test('a month in the first words is not asked again, and can be taken back', async () => {
    const talk = talkOfTwo();
    expect(await talk.says('me manda a fatura de novembro')).toMatch(/novembro.*vence em 28\/11/);
    expect(await talk.says('na verdade quero a de outubro')).toMatch(/outubro.*R\$ 149,00/);
    await talk.says('no pix');
    expect(messages(talk).at(-1)).toBe('pix-of-october');
  });

  test('both may be had, each code in a message of its own', async () => {
    const talk = talkOfTwo();
    await talk.says('quero meu boleto');
    await talk.says('as duas');
    await talk.says('pix');
    expect(messages(talk)).toEqual(expect.arrayContaining(['pix-of-october', 'pix-of-november']));
  });

  test('the one that is overdue is found by that', async () => {
    const talk = talkOfTwo();
    expect(await talk.says('quero pagar a fatura atrasada')).toMatch(/outubro.*R\$ 149,00/);
  });
});

describe('with nothing to pay', () => {
  const paid = () =>
    customerSystem([
      { ...structuredClone(BRUNO), invoices: [invoice('2026-11', 8990, { paidOn: '2026-11-05' })] },
    ]);

  test('the customer hears so, and which was the last one', async () => {
    const talk = openTalk({ system: paid(), verified: 'c-2' });
    expect(await talk.says('me manda o boleto')).toMatch(/em dia.*novembro, R\$ 89,90, paga em 05\/11/);
  });

  test('a month that is paid is told as that, with the one that is not', async () => {
    const talk = openTalk({ verified: 'c-2' });
    expect(await talk.says('quero a fatura de novembro')).toMatch(
      /novembro já está paga desde 05\/11.*outubro/,
    );
  });
});

describe('in between', () => {
  test('opening hours are told, then the same question comes back', async () => {
    const talk = maria();
    await talk.says('quero a segunda via da fatura');
    const said = await talk.says('e que horas vcs fecham hj?');
    expect(said).toMatch(/20h[\s\S]*Voltando à sua fatura: Prefere o código Pix/);
  });

  test('what is out of scope ends nothing', async () => {
    const talk = maria();
    await talk.says('quero a segunda via da fatura');
    expect(await talk.says('vcs consertam tv?')).toContain('Pix ou o boleto');
    await talk.says('pix');
    expect(messages(talk).at(-1)).toBe(PIX);
  });

  test('a bare yes to two choices is asked again, without a word of blame', async () => {
    const talk = maria();
    await talk.says('quero a segunda via da fatura');
    expect(await talk.says('sim')).toBe('Prefere o código Pix ou o boleto?');
  });

  test('it can be dropped and taken up again', async () => {
    const talk = maria();
    await talk.says('quero a segunda via da fatura');
    expect(await talk.says('deixa pra la')).toContain('continuar');
    expect(await talk.says('continuar')).toContain('Pix ou o boleto');
  });

  test('who has paid already is heard', async () => {
    const talk = maria();
    await talk.says('quero a segunda via da fatura');
    expect(await talk.says('ah essa ja paguei, foi dia 20 no pix')).toContain('valor');
  });

  test('who came from another matter is led back to it', async () => {
    const talk = maria();
    await talk.says('vou mudar de casa dia 28 e queria levar a internet');
    expect(await talk.says('ah antes q eu esqueça, manda o boleto desse mes')).toContain('Pix ou o boleto');
    await talk.says('pode ser pelo pix');
    expect(messages(talk).at(-1)).toBe(PIX);
    expect(await talk.says('recebi')).toMatch(/Por nada[\s\S]*\?/);
  });

  test('a person comes when asked for', async () => {
    const talk = maria();
    await talk.says('quero a segunda via da fatura');
    await talk.says('quero falar com um atendente');
    expect(talk.handoff?.problem).toBe('segunda-via');
  });

  test('a person comes after two messages nobody understands', async () => {
    const talk = maria();
    await talk.says('quero a segunda via da fatura');
    await talk.says('xpto bla');
    expect(talk.suggestions).toContain('Falar com uma pessoa');
    await talk.says('zzz qwer');
    expect(talk.handoff?.decision.reasons[0]?.code).toBe('not-understood');
  });

  test('a person comes when the customer system does not answer', async () => {
    const talk = maria();
    talk.system.fails = true;
    await talk.says('quero a segunda via da fatura');
    expect(talk.handoff?.decision.reasons[0]?.code).toBe('customers-failed');
  });
});

test('an English customer reads amounts and dates in English', async () => {
  const talk = maria();
  expect(await talk.says('please send me a copy of my invoice')).toMatch(/November is R\$ 109\.90.*10 Nov/);
  await talk.says('the bar code please');
  expect(messages(talk).at(-1)).toBe(BAR_CODE);
});

describe('the card', () => {
  test('has all that is too long for a sentence, and says the same where cards are not drawn', async () => {
    const talk = maria();
    await talk.says('quero a segunda via da fatura');
    const card = cardOf(talk);
    const [parsed, reading] = [new AdaptiveCard(), new SerializationContext()];
    parsed.parse(card, reading);
    expect(reading.eventCount).toBe(0);
    expect(parsed.validateProperties().validationEvents).toEqual([]);
    expect(parsed.getItemCount()).toBe(card.body.length);
    for (const part of ['novembro de 2026', 'R$ 109,90', '10/11', 'Vencida', PIX, boletoText(BAR_CODE)]) {
      expect(JSON.stringify(card.body)).toContain(part);
      expect(card.fallbackText).toContain(part);
    }
    expect(card.actions.map(({ data }) => data)).toEqual(['Pix', 'Boleto', 'Já paguei']);
  });

  test('groups the 47 digits of a boleto', () => {
    expect(boletoText('23793381286000000000700000000402189560000010990')).toBe(
      '23793.38128 60000.000007 00000.000402 1 89560000010990',
    );
    expect(boletoText('123')).toBe('123');
  });
});

test('of many open ones the oldest, which press most, are named', async () => {
  const months = ['2026-11', '2026-10', '2026-09', '2026-08', '2026-07', '2026-06'];
  const owing = { ...structuredClone(MARIA), invoices: months.map((month) => invoice(month, 10_990)) };
  const talk = openTalk({ verified: 'c-1', system: customerSystem([owing]) });
  const said = await talk.says('quero a segunda via');
  expect(said).toContain('junho');
  expect(said).not.toContain('novembro');
});
