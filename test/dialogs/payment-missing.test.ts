import { readPastDay } from '../../dialogs/invoice/past-day.js';
import { readPaid, readPaidBy, readReceipt } from '../../dialogs/invoice/payment-words.js';
import { openTalk } from '../support/talk.js';

const fact = (talk: ReturnType<typeof openTalk>, kind: string) =>
  talk.handoff?.facts?.filter((one) => one.kind === kind).map(({ value }) => value);
const maria = () => openTalk({ verified: 'c-1' });
const photo = { kind: 'text', text: '', attachments: [{ contentType: 'image/png', url: 'x' }] } as const;

describe('a payment that is not seen', () => {
  test('is told bit by bit, corrected, looked up, confirmed, and given to a person', async () => {
    const talk = openTalk();
    expect(await talk.says('ja paguei e continua em aberto')).toContain('Em que dia você pagou, e como');
    expect(await talk.says('paguei dia 8 no pix')).toContain('Qual foi o valor');
    expect(await talk.says('119,90')).toContain('comprovante');
    expect(await talk.says('n sei onde ta o comprovante')).toContain('No app do banco');
    expect(await talk.says('achei')).toContain('pode mandar a foto');
    expect(await talk.sends(photo)).toContain('CPF');
    const summary = await talk.says('529.982.247-25 e nasci em 12/03/1980');
    expect(summary).toContain('Aqui a fatura de novembro (R$ 109,90) ainda aparece em aberto.');
    expect(summary).toContain('R$ 119,90, em 08/11, por Pix, com comprovante. Está certo?');
    expect(await talk.says('ah foi dia 9 e nao 8, agora q vi')).toContain(
      'R$ 119,90, em 09/11, por Pix, com comprovante',
    );
    await talk.says('ta certo');
    expect(talk.handoff).toMatchObject({ problem: 'pagamento-nao-reconhecido', department: 'financeiro' });
    expect(fact(talk, 'payment')).toEqual(['R$ 119,90, em 09/11, por Pix, com comprovante']);
    expect(fact(talk, 'invoice')).toEqual(['novembro de 2026: R$ 109,90, vencimento 10/11, em aberto']);
  });

  test('told in one message needs little more', async () => {
    const talk = maria();
    expect(await talk.says('paguei ontem no pix 109,90 e continua em aberto, n tenho comprovante')).toContain(
      'R$ 109,90, em 22/11, por Pix. Está certo?',
    );
    expect(await talk.says('nao, foi anteontem')).toContain('R$ 109,90, em 21/11, por Pix');
    expect(await talk.says('corrigir')).toContain('O que devo corrigir');
    expect(await talk.says('foi no cartao, n no pix')).toContain('R$ 109,90, em 21/11, no cartão');
    await talk.says('agora sim');
    expect(fact(talk, 'payment')).toEqual(['R$ 109,90, em 21/11, no cartão']);
  });

  test('the receipt is explained once, then it goes on without it', async () => {
    const talk = maria();
    await talk.says('ja paguei e n baixou, foi dia 8 no pix, 109,90');
    expect(await talk.says('onde acho o comprovante?')).toContain('No app do banco');
    expect(await talk.says('n achei o comprovante')).toContain('R$ 109,90, em 08/11, por Pix. Está certo?');
  });

  test('that is in already needs nobody', async () => {
    const talk = maria();
    expect(await talk.says('ja paguei a fatura de outubro')).toContain(
      'O pagamento da fatura de outubro consta em 09/10, está tudo certo.',
    );
    expect(talk.handoff).toBeUndefined();
  });

  test('of another day than the one that is in is looked for', async () => {
    const talk = maria();
    expect(await talk.says('paguei a fatura de setembro dia 8 de novembro e n baixou')).toContain(
      'E como você pagou',
    );
    expect(await maria().says('paguei a fatura de outubro dia 8 de outubro e n baixou')).toContain(
      'consta em 09/10',
    );
  });

  test('that is in while the connection is cut needs a person', async () => {
    const talk = openTalk({ verified: 'c-2' });
    expect(await talk.says('paguei e bloquearam minha net, foi a fatura de novembro')).toMatch(
      /novembro consta em 05\/11.*continua cortada/,
    );
    expect(fact(talk, 'invoice')).toEqual(['novembro de 2026: R$ 89,90, vencimento 10/11, paga em 05/11']);
  });

  test('made twice is no good news', async () => {
    const talk = maria();
    expect(await talk.says('paguei duas vezes a fatura de outubro sem querer')).toContain('Em que dia');
  });

  test('can be told by who does not say whose account it is, and who knows little', async () => {
    const talk = openTalk();
    await talk.says('meu pagamento nao foi reconhecido');
    expect(await talk.says('n lembro o dia')).toContain('valor');
    await talk.says('109,90');
    await talk.says('n tenho');
    expect(await talk.says('nao sei o cpf')).toMatch(
      /seguimos sem abrir o cadastro.*R\$ 109,90\. Está certo/,
    );
    await talk.says('sim');
    expect(fact(talk, 'payment')).toEqual(['R$ 109,90']);
  });

  test('who is upset hears a word about it, once', async () => {
    const talk = openTalk();
    const first = await talk.says('JÁ PAGUEI ISSO E VCS CORTARAM MINHA INTERNET');
    expect(first).toMatch(/^Sinto muito, ficar sem internet.*Em que dia/);
    expect(await talk.says('ontem na loterica')).toBe('Qual foi o valor que você pagou?');
  });

  test('in English', async () => {
    const talk = openTalk({ verified: 'c-1', conversation: { language: 'en' } });
    expect(await talk.says('I already paid my invoice and it still shows as open')).toContain('On which day');
    expect(await talk.says('I paid it yesterday by card')).toContain('How much');
  });
});

describe('in between', () => {
  test('opening hours are told, then the same question comes back', async () => {
    const talk = openTalk();
    await talk.says('ja paguei e continua cobrando');
    expect(await talk.says('e que horas vcs fecham hj?')).toMatch(
      /20h[\s\S]*Voltando ao seu pagamento: Em que dia/,
    );
  });

  test('it can be dropped and taken up with all that was told', async () => {
    const talk = openTalk();
    await talk.says('ja paguei ontem e continua cobrando');
    expect(await talk.says('deixa pra la')).toContain('continuar');
    expect(await talk.says('continuar')).toContain('E como você pagou');
    expect(await talk.says('pix')).toContain('Qual foi o valor');
  });

  test('what is out of scope ends nothing', async () => {
    const talk = openTalk();
    await talk.says('ja paguei e continua cobrando');
    expect(await talk.says('vcs vendem celular?')).toContain('Em que dia');
  });
});

describe('the day of a payment', () => {
  // A Monday.
  const TODAY = '2026-11-23';
  test.each([
    ['paguei dia 8 no pix', '2026-11-08'],
    ['ah foi dia 9 e nao 8, agora q vi', '2026-11-09'],
    ['nao foi dia 8, foi dia 9', '2026-11-09'],
    ['dia 28', '2026-10-28'],
    ['dia 31', '2026-10-31'],
    ['ontem', '2026-11-22'],
    ['anteontem de noite', '2026-11-21'],
    ['hj de manha', '2026-11-23'],
    ['na segunda pelo banco', '2026-11-16'],
    ['sexta passada', '2026-11-20'],
    ['faz 3 dias', '2026-11-20'],
    ['paguei faz uma semana', '2026-11-16'],
    ['08/11', '2026-11-08'],
    ['10/12', '2025-12-10'],
    ['8 de novembro', '2026-11-08'],
    ['2 days ago', '2026-11-21'],
    ['on November 8', '2026-11-08'],
    ['el martes', '2026-11-17'],
    ['vence dia 10 e paguei dia 8', '2026-11-08'],
    ['paguei dia 8, vence dia 10', '2026-11-08'],
    ['119,90', undefined],
    ['529.982.247-25, 12/03/1980', undefined],
    ['cortaram minha internet', undefined],
    ['segunda via', undefined],
  ])('%s', (text, day) => expect(readPastDay(text, TODAY, false)).toBe(day));

  test('is a bare number only where it was asked', () => {
    expect(readPastDay('8', TODAY, true)).toBe('2026-11-08');
    expect(readPastDay('acho que foi 8', TODAY, true)).toBe('2026-11-08');
    expect(readPastDay('8', TODAY, false)).toBeUndefined();
  });
});

describe('how and how much', () => {
  test.each([
    ['paguei no pix', 'pix'],
    ['foi no cartao, nao no pix', 'card'],
    ['paguei o boleto no pix', 'pix'],
    ['paguei na loterica', 'boleto'],
    ['paguei o boleto e não baixou', undefined],
    ['debito automatico', 'debit'],
  ])('%s', (text, way) => expect(readPaidBy(text, false)).toBe(way));

  test('"boleto" is a way where the way was asked', () => expect(readPaidBy('boleto', true)).toBe('boleto'));

  test.each([
    ['119,90', 11_990],
    ['paguei 150 dia 8', 15_000],
    ['ah foi dia 9 e nao 8', undefined],
    ['tem 30 aqui', undefined],
    ['30 reais', 3000],
  ])('%s', (text, cents) => expect(readPaid(text, false)).toBe(cents));

  test.each([
    ['n sei onde ta o comprovante', false, 'lost'],
    ['to com o comprovante aqui', false, 'has'],
    ['nao tenho comprovante', false, 'none'],
    ['tenho', true, 'has'],
    ['Seguir sem ele', true, 'none'],
    ['joguei fora', true, 'none'],
    ['paguei no pix', false, undefined],
  ])('%s', (text, asked, receipt) => expect(readReceipt(text, asked)).toBe(receipt));
});
