import type { ConsoleAgent } from '../../support/console-agent.js';
import type { WhatsAppPerson } from '../../support/whatsapp-person.js';
import { openScene, shown, soon, type Scene } from './scene.js';

let scene: Scene;
beforeAll(async () => {
  scene = await openScene({ burstQuietMs: 250 });
});
afterAll(() => scene.ends());

const THE_LIGHTS = /ficar sem internet é ruim[^]*\n1\. Luz vermelha\n2\. Tudo apagado\n3\. Normal/;
const WIFI_OR_CABLE = /Internet lenta cansa[^]*\n1\. Só no Wi-Fi\n2\. No cabo também/;

const bytes = (head: string, rest = 5000) =>
  Buffer.concat([Buffer.from(head, 'latin1'), Buffer.alloc(rest, 7)]);
const PICTURE = bytes('\xff\xd8\xff\xe0');
const VOICE = bytes(`OggS${'\0'.repeat(24)}OpusHead`);

describe('with the bot', () => {
  test('typos and missing accents are understood; what is offered has numbers, and "1" chooses', async () => {
    const rui = scene.person('5511987650001', 'Rui');
    await rui.says('minha internett nao ta funcionado');
    await rui.hears(THE_LIGHTS);
    await rui.says('1');
    await rui.hears(/luz vermelha está escrito LOS/);
  });

  test.each([
    ['5511987650002', 'um'],
    ['5511987650003', 'a primeira'],
  ])('%s: so does "%s"', async (phone, words) => {
    const lia = scene.person(phone);
    await lia.says('internet ta lentaa');
    await lia.hears(WIFI_OR_CABLE);
    await lia.says(words);
    await lia.hears(/^Teste perto do modem/);
  });

  test('a message corrected before the answer is answered as corrected, and only so', async () => {
    const eva = scene.person('5511987650004', 'Eva');
    const { id } = await eva.says('quero cancelar tudo');
    await eva.phone.edit(id, 'internet ta lentaa', scene.stamp());
    await eva.hears(WIFI_OR_CABLE);
    await eva.hearsNothing(500);
  });

  test('a message corrected after the answer is answered once more', async () => {
    const ivo = scene.person('5511987650005', 'Ivo');
    const { id } = await ivo.says('oi');
    await ivo.hears('Oi! Como posso ajudar?');
    await ivo.phone.edit(id, 'minha internet caiu', scene.stamp());
    await ivo.hears(THE_LIGHTS);
  });

  test('a message deleted before the answer is not answered', async () => {
    const noe = scene.person('5511987650006', 'Noé');
    const { id } = await noe.says('minha internet caiu');
    await (
      await noe.phone.revoke(id, scene.stamp())
    ).settled;
    await noe.hearsNothing(700);
  });
});

describe('a day of Joana and Ana', () => {
  let joana: WhatsAppPerson;
  let ana: ConsoleAgent;
  let ticketId: string;

  test('Joana asks for a person; Ana reads why, what was said, and from which number', async () => {
    ana = await scene.world.agent('ana');
    joana = scene.person('5511987650010', 'Joana');
    await joana.says('minha internett caiu');
    await joana.hears(THE_LIGHTS);
    await joana.says('luz vermelha');
    await joana.hears(/LOS/);
    ticketId = await scene.servedBy(ana, joana);
    const ticket = await ana.ticket(ticketId);
    expect(ticket).toMatchObject({ channel: 'whatsapp', customer: 'Joana', phone: '(11) 98765-0010' });
    expect(ticket.brief.map(({ text }) => text).join('\n')).toContain('minha internett caiu');
    expect(ticket.events[0]?.reasons.length).toBeGreaterThan(0);
  });

  test('Ana’s words carry her name, Joana’s reach her as they were written', async () => {
    await ana.replies(ticketId, 'Oi Joana, me manda uma foto do modem?');
    await joana.hears('*Ana:* Oi Joana, me manda uma foto do modem?');
    await joana.says('blz ja mando 😀');
    await ana.hears(ticketId, 'blz ja mando 😀');
  });

  test('a picture and a voice message are in the transcript, and their addresses give the very bytes', async () => {
    await joana.phone.sendImage(PICTURE, 'olha a luz', scene.stamp());
    await ana.hears(ticketId, 'olha a luz');
    const [picture] = (await shown(ana, ticketId, 'olha a luz')).attachments;
    expect(picture?.contentType).toBe('image/jpeg');
    expect(await served(picture?.url)).toEqual({ type: 'image/jpeg', isSame: true });
    await joana.phone.sendVoice(VOICE, 4, scene.stamp());
    const voice = await soon(async () => {
      const { transcript } = await ana.ticket(ticketId);
      return transcript
        .flatMap(({ attachments }) => attachments)
        .find((one) => /audio/.test(one.contentType));
    }, 'the voice message');
    expect(await served(voice.url, VOICE)).toEqual({ type: 'audio/ogg; codecs=opus', isSame: true });
  });

  test('a place is words that a map opens', async () => {
    const place = { latitude: -23.561399, longitude: -46.655881, name: 'Minha casa' };
    await joana.phone.sendLocation(place, scene.stamp());
    await ana.hears(ticketId, /^Minha casa\nhttps:\/\/maps\.google\.com\/\?q=-23\.561399,-46\.655881$/);
  });

  test('what Joana quotes stands beside her words, with whose it was', async () => {
    await ana.replies(ticketId, 'Qual é o número da casa?');
    const asked = await joana.hears('*Ana:* Qual é o número da casa?');
    await joana.says('dessa casa?', { quote: { id: asked.id, message: { conversation: asked.text } } });
    await ana.hears(ticketId, 'dessa casa?');
    expect((await shown(ana, ticketId, 'dessa casa?')).quotes).toMatchObject({
      text: 'Qual é o número da casa?',
      author: { kind: 'agent', name: 'Ana' },
    });
  });

  test('a correction takes the place of the words and keeps them', async () => {
    const { id } = await joana.says('é o 10');
    await ana.hears(ticketId, 'é o 10');
    await joana.phone.edit(id, 'é o 100', scene.stamp());
    expect((await shown(ana, ticketId, 'é o 100')).earlier).toEqual(['é o 10']);
    const { transcript } = await ana.ticket(ticketId);
    expect(transcript.filter(({ text }) => text === 'é o 10')).toEqual([]);
  });

  test('what Joana deletes is gone, and that she did is seen', async () => {
    const { id } = await joana.says('minha senha é girassol');
    const { position } = await ana.hears(ticketId, 'minha senha é girassol');
    await joana.phone.revoke(id, scene.stamp());
    const at = (one: { position: number }) => one.position === position;
    const entry = await soon(async () =>
      (await ana.ticket(ticketId)).transcript.find((one) => at(one) && one.gone !== undefined),
    );
    expect(entry).toMatchObject({ text: '', gone: 'deleted' });
    expect(JSON.stringify(await ana.ticket(ticketId))).not.toContain('girassol');
  });

  test('a reaction is seen on the message it is about, until it is taken back', async () => {
    await ana.replies(ticketId, 'Um técnico vai hoje à tarde.');
    const told = await joana.hears('*Ana:* Um técnico vai hoje à tarde.');
    const onTold = (n: number) =>
      shown(ana, ticketId, 'Um técnico vai hoje à tarde.', (one) => (one.reactions ?? []).length === n);
    await joana.phone.react({ id: told.id, mine: true }, '👍', scene.stamp());
    expect((await onTold(1)).reactions?.[0]).toMatchObject({ emoji: '👍', author: { kind: 'customer' } });
    await joana.phone.react({ id: told.id, mine: true }, '', scene.stamp());
    await onTold(0);
  });

  test('Ana closes; the same day Joana comes back to Ana, though Bia has been idle for longer', async () => {
    const bia = await scene.world.agent('bia');
    await ana.closes(ticketId, 'técnico à tarde', 'visita marcada');
    await joana.hears(/encerrado por Ana/);
    await joana.hears(/^Voltei/);
    await joana.says('quero falar com uma pessoa');
    await joana.hears(/vou chamar uma pessoa/);
    await joana.hears(/^Chamei Ana/);
    expect(await ana.seesOffer()).toMatchObject({ rule: 'same-day', customer: 'Joana' });
    expect((await bia.board()).queue.filter(({ agent }) => agent?.id === 'bia')).toEqual([]);
  });
});

/** What the address of a file gives once it is here. */
async function served(url = '', sent = PICTURE) {
  const response = await soon(async () => {
    const answer = await fetch(new URL(url, scene.world.baseUrl));
    return answer.status === 404 ? undefined : answer;
  }, 'the file');
  const isSame = sent.equals(Buffer.from(await response.arrayBuffer()));
  return { type: response.headers.get('content-type'), isSame };
}
