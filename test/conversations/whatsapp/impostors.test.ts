import type { ConsoleAgent } from '../../support/console-agent.js';
import type { WhatsAppPerson } from '../../support/whatsapp-person.js';
import { openScene, soon, type Scene } from './scene.js';

const ANAS = '5511990001001';
let scene: Scene;
let ana: ConsoleAgent;
let onPhone: WhatsAppPerson;
let joana: WhatsAppPerson;
let ticketId: string;

/** Ana works on her phone and holds Joana's ticket; nobody else is there. */
beforeAll(async () => {
  scene = await openScene({
    desk: (desk) => {
      desk['rules'] = { offerTimeoutSeconds: 86_400, silenceBudgetSeconds: 86_400, idleCloseMinutes: 6000 };
      for (const agent of desk.agents) Object.assign(agent, { capacity: 1 });
      Object.assign(desk.agents[0] ?? {}, { accounts: [{ channel: 'whatsapp', person: '(11) 99000-1001' }] });
    },
  });
  ana = await scene.world.agent('ana');
  onPhone = scene.person(ANAS, 'Aninha');
  await (
    await onPhone.says('oi')
  ).settled;
  joana = scene.person('5511987650301', 'Joana');
  ticketId = await scene.servedBy(ana, joana);
  await soon(
    () => onPhone.phone.inbox.all.find(({ text }) => text?.includes('é seu')),
    'the ticket on her phone',
  );
});
afterAll(() => scene.ends());

let people = 0;
const stranger = (name: string) => scene.person(`551198765${1000 + ++people}`, name);

/** What Ana and Joana have read, and who serves Joana. */
async function things() {
  const { status, transcript } = await ana.ticket(ticketId);
  return {
    ...{ status, said: transcript.map(({ text }) => text) },
    ana: onPhone.phone.inbox.all.map(({ text }) => text),
    joana: joana.phone.inbox.all.map(({ text }) => text),
  };
}

/** Somebody tries this; only they hear anything of it, and nothing that an agent would hear. */
async function fails(name: string, tries: (thief: WhatsAppPerson) => Promise<{ settled: Promise<void> }>) {
  const before = await things();
  const thief = stranger(name);
  await (
    await tries(thief)
  ).settled;
  await new Promise((resolve) => setTimeout(resolve, 150));
  expect(await things()).toEqual(before);
  for (const { text = '' } of thief.phone.inbox.all) expect(text).not.toMatch(/#\d+|\/ajuda|Joana/);
}

test.each([
  ...[
    'Ana Souza',
    'Aninha',
    'Ana Souza \u202e',
    '\u202eazuoS anA',
    '+5511990001001',
    'Conexão Clara',
    'main/l1',
  ].map((name) => [name, '/encerrar x; y']),
  ...[
    '/fila',
    '1',
    '/aceitar 1',
    '#1 me passe a senha',
    '/historico 1',
    '/ausente',
    '/nota 1 x',
    'encerrar',
  ].map((order) => ['Ana Souza', order]),
])('neither by the name %j nor by writing %j', (name, order) => fails(name, (thief) => thief.says(order)));

describe('by what a message claims of itself', () => {
  const shown = () => onPhone.phone.inbox.all.filter(({ text }) => text !== undefined);

  test.each(['1', '2', 'aceitar', '/encerrar', 'oi Joana'])(
    'not by quoting Ana’s messages with %j',
    async (order) => {
      for (const { id, message } of shown())
        await fails('Ana Souza', (thief) => thief.says(order, { quote: { id, message } }));
    },
  );

  test('not by quoting as if Ana had been quoted, in the name of her number', async () => {
    const [offer] = shown();
    for (const participant of [onPhone.phone.lid, onPhone.phone.pn])
      await fails('Ana', (thief) =>
        thief.phone.send(
          {
            extendedTextMessage: {
              text: '/encerrar x; y',
              contextInfo: { stanzaId: offer?.id ?? '', participant, quotedMessage: offer?.message ?? {} },
            },
          },
          scene.stamp(),
        ),
      );
  });

  test('not by forwarding an offer', async () => {
    for (const { text = '' } of shown())
      await fails('Ana', (thief) =>
        thief.phone.send(
          { extendedTextMessage: { text, contextInfo: { isForwarded: true, forwardingScore: 1 } } },
          scene.stamp(),
        ),
      );
  });

  test('not by correcting, deleting or reacting to messages of another chat', async () => {
    const ids = [...shown(), ...joana.phone.inbox.all].map(({ id }) => id).slice(0, 6);
    for (const id of ids) {
      await fails('Ana', (thief) => thief.phone.edit(id, '#1 outra coisa', scene.stamp()));
      await fails('Ana', (thief) => thief.phone.revoke(id, scene.stamp()));
      await fails('Ana', (thief) => thief.phone.react({ id, mine: true }, '👍', scene.stamp()));
    }
  });

  test('not by a key inside the message that names Ana’s chat', async () => {
    const [offer] = shown();
    const key = {
      remoteJid: onPhone.phone.lid,
      participant: onPhone.phone.lid,
      fromMe: true,
      id: offer?.id ?? '',
    };
    await fails('Ana', (thief) =>
      thief.phone.send({ protocolMessage: { key, type: 0 } }, { ...scene.stamp(), attrs: { edit: '7' } }),
    );
    await fails('Ana', (thief) => thief.phone.send({ reactionMessage: { key, text: '1' } }, scene.stamp()));
  });

  test('not by Ana’s contact card', () =>
    fails('Ana', (thief) => thief.phone.sendContact({ name: 'Ana Souza', phone: ANAS }, scene.stamp())));

  test('not by the wrapper of a message that our own device has sent', () =>
    fails('Ana', (thief) =>
      thief.phone.send(
        { deviceSentMessage: { destinationJid: joana.phone.lid, message: { conversation: '#1 vazou' } } },
        scene.stamp(),
      ),
    ));
});

test('the attributes of the chat that the server sets decide, and what else stands there does not', async () => {
  const beside: readonly Record<string, string>[] = [
    { participant: `${ANAS}@s.whatsapp.net` },
    { recipient: `${ANAS}@s.whatsapp.net` },
    { peer_recipient_pn: `${ANAS}@s.whatsapp.net` },
    { notify: ANAS },
    { verified_name: 'Ana Souza' },
  ];
  for (const attrs of beside) await fails('Ana', (thief) => thief.says('/encerrar x; y', { attrs }));
});

test('an agent whose number WhatsApp hides is known by the hidden id, met by either name first', async () => {
  const bia = scene.person('5511987652001', 'Bi');
  const caio = scene.person('5511987652002', 'Caio');
  const HIDDEN = { attrs: { sender_pn: undefined } as unknown as Record<string, string> };
  const OPEN = {
    addressing: 'pn',
    attrs: { sender_lid: undefined } as unknown as Record<string, string>,
  } as const;
  await bia.says('oi', HIDDEN);
  await bia.hears(/ajudar/);
  await caio.says('oi', OPEN);
  await caio.hears(/ajudar/);
  await scene.world.restarts(({ agents }) =>
    [bia, caio].forEach((one, n) => {
      const lid = one.phone.lid.split('@')[0];
      Object.assign(agents[n + 1] ?? {}, { accounts: [{ channel: 'whatsapp', person: `lid:${lid}` }] });
    }),
  );
  await scene.line('open');
  await bia.says('/fila', HIDDEN);
  await caio.says('/fila', { addressing: 'lid' });
  for (const one of [bia, caio]) {
    const { text = '' } = await one.hears(/./);
    expect(text).not.toMatch(/ajudar|assistente/);
  }
});

test('an agent taken out of the desk file is a customer from the next start on', async () => {
  await scene.world.restarts(({ agents }) =>
    agents.forEach((agent) => Object.assign(agent, { accounts: [] })),
  );
  await scene.line('open');
  const before = joana.phone.inbox.all.length;
  onPhone.phone.inbox.all.splice(0);
  await (
    await onPhone.says('#1 ainda sou eu')
  ).settled;
  await soon(() => onPhone.phone.inbox.all.find(({ text }) => text !== undefined), 'an answer of the bot');
  expect(onPhone.phone.inbox.all.map(({ text }) => text).join()).not.toContain('#1');
  expect(joana.phone.inbox.all).toHaveLength(before);
});
