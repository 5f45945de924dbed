import type { ConsoleAgent } from '../../support/console-agent.js';
import { openScene, soon, ticketsSeenBy, type Scene } from './scene.js';

let scene: Scene;
let ana: ConsoleAgent;
beforeAll(async () => {
  scene = await openScene({ desk: ({ agents }) => Object.assign(agents[0] ?? {}, { capacity: 20 }) });
  ana = await scene.world.agent('ana');
});
afterAll(() => scene.ends());

/** What WhatsApp leaves out of a stanza when it does not tell the other of a person's two names. */
const missing = (name: 'sender_lid' | 'sender_pn') =>
  ({ [name]: undefined }) as unknown as Record<string, string>;
const BY_NUMBER = { addressing: 'pn', attrs: missing('sender_lid') } as const;
const BY_HIDDEN_ID = { addressing: 'lid', attrs: missing('sender_pn') } as const;
const WITH_BOTH = { addressing: 'lid' } as const;

const ticketsOf = async (name: string) =>
  (await ticketsSeenBy(ana)).filter(({ customer }) => customer === name);

/** Asks for a person in this way; Ana accepts. */
async function served(person: ReturnType<Scene['person']>, how: object): Promise<string> {
  await person.says('quero falar com um atendente', how);
  await person.hears(/vou chamar uma pessoa/);
  await person.hears(/^Chamei Ana/);
  const { id } = await ana.seesOffer();
  await ana.accepts(id);
  await person.hears(/^Você agora fala com Ana/);
  return id;
}

describe('one person under two names is one customer in one conversation', () => {
  test.each([
    ['the number, then the hidden id with it', 'Joana', BY_NUMBER, WITH_BOTH],
    ['the hidden id, then the number with it', 'Luiza', BY_HIDDEN_ID, { addressing: 'pn' } as const],
  ])('%s', async (_what, name, first, then) => {
    const person = scene.person(`551198768${name === 'Joana' ? '0001' : '0002'}`, name);
    const ticketId = await served(person, first);
    await person.says('ainda sou eu', then);
    await ana.hears(ticketId, 'ainda sou eu');
    await ana.replies(ticketId, 'Eu sei!');
    await person.hears('*Ana:* Eu sei!');
    await person.says('e agora de novo', first);
    await ana.hears(ticketId, 'e agora de novo');
    await person.hearsNothing(300);
    expect(await ticketsOf(name)).toHaveLength(1);
    expect((await ana.ticket(ticketId)).phone).toMatch(/^\(11\) 98768-000\d$/);
  });

  test('also when both names wrote before anybody knew that they are one', async () => {
    const rita = scene.person('5511987680003', 'Rita');
    const ticketId = await served(rita, BY_NUMBER);
    await rita.says('oi, sou eu mesma', BY_HIDDEN_ID);
    await rita.says('continuando', WITH_BOTH);
    await ana.hears(ticketId, 'continuando');
    await ana.replies(ticketId, 'Pode continuar.');
    await rita.hears(/\*Ana:\* Pode continuar\.$/);
    await rita.says('obrigada', BY_HIDDEN_ID);
    await ana.hears(ticketId, 'obrigada');
    expect(await ticketsOf('Rita')).toHaveLength(1);
  });

  test('and after a restart', async () => {
    const vera = scene.person('5511987680004', 'Vera');
    const ticketId = await served(vera, BY_NUMBER);
    ana.close();
    await scene.world.restarts();
    await scene.line('open');
    ana = await scene.world.agent('ana');
    await vera.says('voltei', WITH_BOTH);
    await ana.hears(ticketId, 'voltei');
    await ana.replies(ticketId, 'Que bom.');
    await vera.hears('*Ana:* Que bom.');
  });
});

test('Brazil’s ninth digit: the number with it and without it is one customer, shown with it', async () => {
  const mel = scene.person('551187690001', 'Mel');
  const ticketId = await served(mel, BY_NUMBER);
  const withNinth = { from: '5511987690001@s.whatsapp.net', sender_lid: mel.phone.lid };
  await mel.says('agora com o nono dígito', { addressing: 'pn', attrs: withNinth });
  await ana.hears(ticketId, 'agora com o nono dígito');
  await mel.says('e de novo sem', { addressing: 'pn' });
  await ana.hears(ticketId, 'e de novo sem');
  await ana.replies(ticketId, 'Aqui está tudo junto.');
  await mel.hears('*Ana:* Aqui está tudo junto.');
  expect((await ana.ticket(ticketId)).phone).toBe('(11) 98769-0001');
  expect(await ticketsOf('Mel')).toHaveLength(1);
});

describe('two people are never merged', () => {
  test('a fixed line is not the mobile number that has a nine more', async () => {
    const office = scene.person('551133330001', 'Escritório');
    const mobile = scene.person('5511933330001', 'Celular');
    const ticketId = await served(office, BY_NUMBER);
    await mobile.says('oi', BY_NUMBER);
    await mobile.hears('Oi! Como posso ajudar?');
    await ana.replies(ticketId, 'Só para o escritório.');
    await office.hears('*Ana:* Só para o escritório.');
    await mobile.hearsNothing(300);
  });

  test('a number that now belongs to somebody else brings the new owner none of the old one’s conversation', async () => {
    const before = scene.person('5511987690002', 'Antiga');
    const after = scene.person('5511987690003', 'Novo');
    const ticketId = await served(before, WITH_BOTH);
    await after.says('oi', { attrs: { sender_pn: before.phone.pn } });
    await after.hears('Oi! Como posso ajudar?');
    await ana.replies(ticketId, 'Sua fatura é de R$ 99,90.');
    await before.hears('*Ana:* Sua fatura é de R$ 99,90.');
    await after.hearsNothing(300);
    const said = (await ana.ticket(ticketId)).transcript.map(({ text }) => text);
    expect(said).not.toContain('oi');
    expect(await soon(async () => ticketsOf('Novo'))).toEqual([]);
  });
});
