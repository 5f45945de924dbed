import type { AgentPhone } from '../../../support/agent-phone.js';
import type { WhatsAppPerson } from '../../../support/whatsapp-person.js';
import { openScene, type Scene } from '../scene.js';

let scene: Scene;
let ana: AgentPhone;
let joana: WhatsAppPerson;
beforeAll(async () => {
  scene = await openScene({ phones: ['ana'], slow: true, tickMs: 600_000 });
  ana = scene.agent('ana');
  joana = scene.person('5511987650201', 'Joana');
  await ana.begins();
  await joana.says('quero falar com um atendente');
  await ana.accepts(1);
  await joana.finds('Você agora fala com Ana.');
  joana.readsAll();
});
afterAll(() => scene.ends());

const bytes = (head: string, fill: number) =>
  Buffer.concat([Buffer.from(head, 'latin1'), Buffer.alloc(5000, fill)]);
const picture = (fill: number) => bytes('\xff\xd8\xff\xe0', fill);
const voice = (fill: number) => bytes(`OggS${'\0'.repeat(24)}OpusHead`, fill);
const pdf = (fill: number) => bytes('%PDF-1.4\n', fill);

describe('files cross as they are, and nothing is uploaded', () => {
  afterEach(() => expect(scene.server.media.uploads).toBe(0));

  test('a picture with its words, both ways', async () => {
    await joana.sendsPicture(picture(1), 'olha a luz');
    const atAna = await ana.getsFile('image');
    expect(atAna.text).toBe('#1 Joana: olha a luz');
    expect(atAna.bytes.equals(picture(1))).toBe(true);
    await ana.sendsPicture(picture(2), 'aperte este botão');
    const atJoana = await joana.getsFile('image');
    expect(atJoana.text).toBe('*Ana:* aperte este botão');
    expect(atJoana.bytes.equals(picture(2))).toBe(true);
  });

  test('a picture without words says whose it is all the same', async () => {
    await joana.sendsPicture(picture(3));
    const { text, bytes: there } = await ana.getsFile('image');
    expect(text).toBe('#1 Joana:');
    expect(there.equals(picture(3))).toBe(true);
  });

  test('a voice message stays one, and whose it is stands beside it', async () => {
    ana.readsAll();
    await joana.sendsVoice(voice(4), 7);
    const atAna = await ana.getsFile('audio');
    expect(atAna.message.audioMessage).toMatchObject({ ptt: true, seconds: 7 });
    expect(atAna.bytes.equals(voice(4))).toBe(true);
    await ana.finds(/^#1 Joana/);
    await ana.sendsVoice(voice(5), 9);
    const atJoana = await joana.getsFile('audio');
    expect(atJoana.message.audioMessage).toMatchObject({ ptt: true, seconds: 9 });
    expect(atJoana.bytes.equals(voice(5))).toBe(true);
  });

  test('a document keeps its name', async () => {
    await joana.sendsDocument(pdf(6), 'conta.pdf');
    const atAna = await ana.getsFile('document');
    expect(atAna.message.documentMessage?.fileName).toBe('conta.pdf');
    expect(atAna.bytes.equals(pdf(6))).toBe(true);
    await ana.sendsDocument(pdf(7), 'segunda via.pdf');
    const atJoana = await joana.getsFile('document');
    expect(atJoana.message.documentMessage?.fileName).toBe('segunda via.pdf');
    expect(atJoana.bytes.equals(pdf(7))).toBe(true);
  });

  test('also while we cannot fetch the file ourselves', async () => {
    const { media } = scene.server;
    media.failDownloads = Array.from({ length: 40 }, () => 500);
    await joana.sendsPicture(picture(8), 'e esta?');
    const atAna = await ana.getsFile('image');
    expect(atAna.text).toBe('#1 Joana: e esta?');
    expect(atAna.bytes.equals(picture(8))).toBe(true);
    await ana.sendsVoice(voice(9), 2);
    expect((await joana.getsFile('audio')).bytes.equals(voice(9))).toBe(true);
    media.failDownloads = [];
  });
});

describe('on both phones it is one conversation', () => {
  beforeEach(() => {
    ana.readsAll();
    joana.readsAll();
  });

  test('a quote quotes the same words on the other phone', async () => {
    const asked = await joana.says('qual é o prazo?');
    const atAna = await ana.hears('#1 Joana: qual é o prazo?');
    const answer = await ana.quotes(atAna, 'Dois dias.');
    const atJoana = await joana.hears('*Ana:* Dois dias.');
    expect(atJoana.quoted).toMatchObject({ id: asked.id, text: 'qual é o prazo?' });
    await joana.quotes(atJoana, 'úteis?');
    const again = await ana.hears('#1 Joana: úteis?');
    expect(again.quoted).toMatchObject({ id: answer.id, text: 'Dois dias.' });
  });

  test('a forged text in a quote does not reach the agent', async () => {
    await ana.says('O valor é R$ 90.');
    const { id } = await joana.hears('*Ana:* O valor é R$ 90.');
    await joana.says('combinado', { quote: { id, message: { conversation: 'O valor é R$ 9.' } } });
    const { quoted } = await ana.hears('#1 Joana: combinado');
    expect(quoted?.text).toBe('O valor é R$ 90.');
  });

  test('a correction corrects', async () => {
    const sent = await joana.says('é o 10');
    const atAna = await ana.hears('#1 Joana: é o 10');
    await joana.edits(sent, 'é o 100');
    await ana.seesEdited(atAna, '#1 Joana: é o 100');
    const said = await ana.says('Amanhã às 9h.');
    const atJoana = await joana.hears('*Ana:* Amanhã às 9h.');
    await ana.edits(said, 'Amanhã às 10h.');
    await joana.seesEdited(atJoana, '*Ana:* Amanhã às 10h.');
    const named = await ana.says('#1 até lá');
    const toJoana = await joana.hears('*Ana:* até lá');
    await ana.edits(named, '#1 até amanhã');
    await joana.seesEdited(toJoana, '*Ana:* até amanhã');
  });

  test('what is deleted is gone', async () => {
    const sent = await joana.says('minha senha é girassol');
    const atAna = await ana.hears('#1 Joana: minha senha é girassol');
    await joana.deletes(sent);
    await ana.seesDeleted(atAna);
    const said = await ana.says('errei de janela');
    const atJoana = await joana.hears('*Ana:* errei de janela');
    await ana.deletes(said);
    await joana.seesDeleted(atJoana);
  });

  test('a reaction is on the same message, until it is taken back', async () => {
    const sent = await joana.says('obrigada!');
    const atAna = await ana.hears('#1 Joana: obrigada!');
    await ana.reacts(atAna, '❤️');
    await joana.seesReaction(sent, '❤️');
    await ana.reacts(atAna, '');
    await joana.seesReaction(sent, '');
    const said = await ana.says('De nada.');
    const atJoana = await joana.hears('*Ana:* De nada.');
    await joana.reacts(atJoana, '👍');
    await ana.seesReaction(said, '👍');
    await joana.reacts(atJoana, '');
    await ana.seesReaction(said, '');
  });

  test('a file is quoted, corrected and deleted like words', async () => {
    const sent = await joana.sendsPicture(picture(10), 'a luz');
    const atAna = await ana.getsFile('image');
    await ana.quotes(atAna, 'Essa mesma.');
    expect((await joana.hears('*Ana:* Essa mesma.')).quoted?.id).toBe(sent.id);
    await joana.deletes(sent);
    await ana.seesDeleted(atAna);
  });

  test('a correction of a command is refused, and does nothing', async () => {
    const command = await ana.says('/nota um');
    await ana.hears(/^Nota guardada/);
    await ana.edits(command, '/encerrar x; y');
    await ana.hears(/comando/);
    await joana.hearsNothing(300);
  });
});
