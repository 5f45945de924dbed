import type { TranscriptEntry } from '../../../channels/console/api.js';
import { fillReply, matchReplies } from '../../../console/canned.js';
import { solvedExtract, toldExtract } from '../../../texts/closing-extract.js';
import { withNotes } from '../../../console/notes.js';

const OPENED = '2026-11-23T12:30:00.000Z';
const at = (seconds: number) => new Date(Date.parse(OPENED) + seconds * 1000).toISOString();

const entry = (text: string, seconds = 1, kind: TranscriptEntry['author']['kind'] = 'agent') =>
  ({
    ...{ id: `${seconds} ${text}`, position: seconds, author: { kind, id: 'ana', name: 'Ana' }, text },
    ...{ attachments: [], at: at(seconds), state: 'sent' },
  }) as TranscriptEntry;
const said = (...texts: string[]) => ({ openedAt: OPENED, transcript: texts.map((text) => entry(text)) });

describe('what was told is proposed', () => {
  test('without greetings, questions and promises to look', () => {
    const ticket = said(
      'Oi, Joana! Aqui é a Ana. Já li a sua conversa.',
      'Desde quando isso acontece?',
      'Vou verificar isso aqui e já volto.',
      'O canal do seu wi-fi estava congestionado.\nPassei para o canal 11.',
      'Posso ajudar em mais alguma coisa?',
      'Obrigada, tenha um ótimo dia!',
    );
    expect(toldExtract(ticket)).toBe('O canal do seu wi-fi estava congestionado. Passei para o canal 11.');
  });

  test('from what agents said in this ticket only', () => {
    const transcript = [
      entry('A fatura de outubro foi enviada.', -60),
      entry('A visita está marcada para terça.', 5),
      entry('Reinicie o modem, por favor.', 6, 'bot'),
      entry('Meu modem está desligado há dias.', 7, 'customer'),
      { ...entry('Isto nunca chegou ao cliente.', 8), state: 'failed' as const },
    ];
    expect(toldExtract({ openedAt: OPENED, transcript })).toBe('A visita está marcada para terça.');
  });

  test('of short messages each ends as a sentence', () =>
    expect(toldExtract(said('o sinal caiu na rua toda', 'a equipe já está no local'))).toBe(
      'o sinal caiu na rua toda. a equipe já está no local',
    ));

  test('as the last whole sentences that fit; a single one that does not is cut at a word', () => {
    const long = (n: number) => `${n} ${'palavra '.repeat(17)}fim.`;
    const told = toldExtract(said(long(1), long(2), long(3)));
    expect([told.startsWith('2 '), told.length <= 300]).toEqual([true, true]);
    const one = toldExtract(said('palavra '.repeat(80)));
    expect([one.length <= 300, one.endsWith('palavra…')]).toEqual([true, true]);
  });

  test.each([[[]], [['Oi! Tudo bem?', 'Um momento.']]])('as nothing of %j', (texts) =>
    expect(toldExtract(said(...texts))).toBe(''),
  );
});

describe('what solved it is proposed', () => {
  test.each([
    'Troquei o canal do seu wi-fi para o 11.',
    'Já enviei a segunda via para o seu e-mail.',
    'Agendei a visita para terça às 14h.',
    'O boleto foi reenviado agora.',
    'Sua conexão já está normalizada.',
    'Fiz um ajuste no sinal da sua rua.',
    'Pronto, corrigi o valor da fatura.',
    'I have reset your connection.',
    'We changed the channel of your Wi-Fi.',
    'The invoice has been sent to your e-mail.',
    'Your line is now working.',
    'Cambié el canal de su wifi.',
    'He enviado la factura a su correo.',
    'La visita quedó agendada para el martes.',
  ])('%s', (sentence) => expect(solvedExtract(said('Tudo está no contrato.', sentence))).toBe(sentence));

  test.each(['funcionou, obrigada!', 'Voltou!!', 'it works now', 'ya funciona, gracias'])(
    'as what was told last, once the customer writes: %s',
    (thanks) => {
      const transcript = [
        entry('desligue o modem da tomada por um minuto', 1),
        entry(thanks, 2, 'customer'),
        entry('Que bom, qualquer coisa estou aqui', 3),
      ];
      expect(solvedExtract({ openedAt: OPENED, transcript })).toBe(
        'desligue o modem da tomada por um minuto',
      );
    },
  );

  test('as nothing while the customer says that it does not work', () => {
    const transcript = [entry('desligue o modem da tomada', 1), entry('não funcionou', 2, 'customer')];
    expect(solvedExtract({ openedAt: OPENED, transcript })).toBe('');
  });

  test.each([
    'Não consegui falar com o técnico.',
    'Ainda não foi enviado o boleto.',
    'Vou trocar o canal do seu wi-fi.',
    'O técnico trocará o modem amanhã.',
    'Se foi enviado ontem, chega hoje.',
    'The invoice has not been sent yet.',
    'I will send you the invoice.',
    'No he enviado la factura.',
    'Cambiaré el canal mañana.',
    'O mês foi muito corrido por aqui.',
    'O horário de atendimento é das 8 às 18.',
  ])('as nothing of: %s', (sentence) => expect(solvedExtract(said(sentence))).toBe(''));

  test('the last one counts', () =>
    expect(
      solvedExtract(said('Reiniciei o seu modem.', 'Troquei a senha do wi-fi.', 'Ela é mais segura.')),
    ).toBe('Troquei a senha do wi-fi.'));
});

describe('a canned reply', () => {
  const facts = { customer: 'joana Maria', agent: 'Ana Souza', protocol: '20261123-0007' };
  test.each([
    ['Oi, {{customer}}! Aqui é {{agent}}.', 'Oi, joana! Aqui é Ana.', 'Oi! Aqui é Ana.'],
    ['Oi, {{customer}}, aqui é {{agent}}.', 'Oi, joana, aqui é Ana.', 'Oi, aqui é Ana.'],
    ['Algo mais, {{customer}}?', 'Algo mais, joana?', 'Algo mais?'],
    ['Protocolo {{protocol}}.', 'Protocolo 20261123-0007.', 'Protocolo 20261123-0007.'],
  ])('%s is filled in, and does without a name', (text, filled, nameless) => {
    expect(fillReply(text, facts)).toBe(filled);
    expect(fillReply(text, { ...facts, customer: undefined })).toBe(nameless);
  });

  test('is found by words of its text and by its step, without accents', () => {
    const replies = [
      { title: 'Cumprimentar', text: 'Oi!' },
      { title: 'Resolver', text: 'Tire o modem da tomada' },
    ];
    const found = (words: string) => matchReplies(replies, words).map(({ text }) => text);
    expect(found('')).toHaveLength(2);
    expect(found('MÓDEM tire')).toEqual(['Tire o modem da tomada']);
    expect(found('cumpri')).toEqual(['Oi!']);
    expect(found('modem oi')).toEqual([]);
  });
});

test('a private note stands at its time among the messages, whatever became of other events', () => {
  const event = (type: string, seconds: number, note?: string) => ({
    ...{ type, at: at(seconds), reasons: [] },
    ...(note !== undefined && { note }),
  });
  const lines = withNotes({
    transcript: [entry('um', 1), entry('dois', 10), entry('três', 20)],
    events: [
      event('opened', 0),
      event('noted', 0, 'antes'),
      event('noted', 10, 'com'),
      event('noted', 99, 'fim'),
    ],
  });
  expect(lines.map((line) => ('note' in line ? `(${line.note.note})` : line.entry.text))).toEqual([
    ...['(antes)', 'um', 'dois', '(com)', 'três', '(fim)'],
  ]);
});
