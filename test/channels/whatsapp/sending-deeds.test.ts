import type { Deed, Earlier, Outgoing } from '../../../channels/channel.js';
import { openComposer } from '../../../channels/whatsapp/gathering.js';
import { seenIn } from '../../../channels/whatsapp/jid.js';
import { messageForRetry, type RetryDeps } from '../../../channels/whatsapp/writing.js';
import { NOW, openWhatsApp, seal } from './sending-scene.js';

const MINUTE = 60_000;

/** What the line asks for when a phone could not read something. */
let forRetry: RetryDeps | undefined;
let whatsapp: Awaited<ReturnType<typeof openWhatsApp>>;
beforeAll(async () => {
  whatsapp = await openWhatsApp({
    getMessage: async (key) => forRetry && messageForRetry(forRetry, key),
  });
});
afterEach(() => whatsapp.calm());
afterAll(() => whatsapp.ends());

const rosa = { kind: 'agent', id: 'rosa', name: 'Rosa Lima' } as const;

/** Rosa and a customer, and a sending that looks up what was sent. */
async function talk() {
  const clock = { now: NOW };
  const told = new Map<string, Outgoing>();
  const kept: { sent: (account: string, id: string) => Promise<Uint8Array | undefined> } = {
    sent: async () => undefined,
  };
  const compose = openComposer({
    ...{ account: whatsapp.account.phone, seal, folder: '/nowhere', allowsLoopback: true },
    store: {
      sent: (account, id) => kept.sent(account, id),
      mediaOrder: async () => undefined,
      saidAt: async (id) => (told.has(id) ? NOW : undefined),
    },
    us: () => seenIn(whatsapp.line.sock.user?.id ?? '', whatsapp.line.sock.user?.lid),
    now: () => clock.now,
  });
  const scene = await whatsapp.scene({ compose, now: () => clock.now });
  kept.sent = scene.store.sent;
  forRetry = {
    ...{ account: whatsapp.account.phone, seal, compose },
    store: {
      ...scene.store,
      outgoing: async (_, __, id) => [...told.values()].find(({ externalId }) => externalId === id),
    },
  };
  const says = async (text: string, more: Partial<Outgoing> = {}) => {
    const message = scene.saying(text, { author: rosa, ...more });
    told.set(message.id, message);
    expect(await scene.sending.send(message)).toMatchObject({ status: 'sent' });
    return message;
  };
  return { ...scene, clock, says };
}

const earlier = ({ id, externalId, text }: Outgoing, isOurs = true): Earlier => ({
  ...{ id, position: 1, isOurs, text },
  ...(externalId !== undefined && { externalId }),
});
const edit = (target: Earlier, text: string): { deed: Deed } => ({ deed: { kind: 'edit', target, text } });

test('a quote shows on the phone which message is answered', async () => {
  const { ana, says } = await talk();
  const { id } = await ana.send('minha luz caiu');
  const asked = { id: 'm1', position: 1, externalId: id, isOurs: false, text: 'minha luz caiu' };
  const answer = await says('Já vejo.', { quotes: asked });
  expect((await ana.nextMessage()).quoted).toEqual({ id, participant: ana.lid, text: 'minha luz caiu' });
  await says('Voltou?', { quotes: earlier(answer) });
  const { quoted } = await ana.nextMessage();
  expect(quoted).toEqual({ id: answer.externalId, participant: whatsapp.account.lid, text: 'Já vejo.' });
});

test('a correction changes the words on the phone', async () => {
  const { ana, says } = await talk();
  const first = await says('Vou às 9h.');
  await ana.nextMessage();
  const correction = await says('Corrigindo: às 10h.', edit(earlier(first), 'Vou às 10h.'));
  const got = await ana.nextMessage();
  expect(got.edits).toEqual({ id: first.externalId, text: '*Rosa:* Vou às 10h.' });
  expect([got.id, got.attrs.edit]).toEqual([correction.externalId, '1']);
});

test('too late for a correction it is said in words', async () => {
  const { ana, says, clock } = await talk();
  const first = await says('Vou às 9h.');
  await ana.nextMessage();
  clock.now = new Date(NOW.getTime() + 16 * MINUTE);
  await says('Corrigindo: às 10h.', edit(earlier(first), 'Vou às 10h.'));
  const got = await ana.nextMessage();
  expect([got.text, got.edits, got.quoted?.id]).toEqual([
    '*Rosa:* Corrigindo: às 10h.',
    undefined,
    first.externalId,
  ]);
});

test('a long message is taken back with all of its parts', async () => {
  const { ana, says } = await talk();
  const long = await says(`${'a'.repeat(3900)}\n\n${'b'.repeat(3900)}`);
  const ids = [(await ana.nextMessage()).id, (await ana.nextMessage()).id];
  expect(ids).toContain(long.externalId);
  await says('Apaguei.', { deed: { kind: 'delete', target: earlier(long) } });
  const got = [await ana.nextMessage(), await ana.nextMessage()];
  expect(new Set(got.map(({ revokes }) => revokes))).toEqual(new Set(ids));
  expect(got.map(({ attrs }) => attrs.edit)).toEqual(['7', '7']);
});

test('a reaction stands on what the customer wrote, and goes again', async () => {
  const { ana, says } = await talk();
  const { id } = await ana.send('obrigada!');
  const target = { id: 'm1', position: 1, externalId: id, isOurs: false, text: 'obrigada!' };
  await says('Rosa reagiu.', { deed: { kind: 'react', target, emoji: '❤️' } });
  const got = await ana.nextMessage();
  expect([got.reacts, got.attrs.type]).toEqual([{ id, emoji: '❤️', mine: false }, 'reaction']);
  await says('Rosa tirou.', { deed: { kind: 'react', target, emoji: '' } });
  expect((await ana.nextMessage()).reacts).toEqual({ id, emoji: '', mine: false });
});

test('a deed whose acknowledgement got lost goes again under its id, as it was', async () => {
  const { server, ana, says, saying, unanswered, sending, clock } = await talk();
  const first = await says('Vou às 9h.');
  await ana.nextMessage();
  ana.autoReceipt = false;
  server.faults.dropAcks = 1;
  const correction = saying('Corrigindo.', { author: rosa, ...edit(earlier(first), 'Vou às 10h.') });
  expect(await unanswered(correction)).toEqual({ status: 'retry', reason: 'no-ack' });
  clock.now = new Date(NOW.getTime() + MINUTE);
  expect(await sending.send(correction)).toMatchObject({ status: 'sent' });
  const copies = [await ana.nextMessage(), await ana.nextMessage()];
  expect(copies.map(({ id }) => id)).toEqual([correction.externalId, correction.externalId]);
  expect(copies[1]?.message.protocolMessage).toEqual(copies[0]?.message.protocolMessage);
});

test('a phone that could not read a correction gets the same one again', async () => {
  const { server, ana, says, clock } = await talk();
  const first = await says('Vou às 9h.');
  await ana.nextMessage();
  ana.failDecrypts = 1;
  const leaves = server.waitFor(({ tag }, dir) => dir === 'in' && tag === 'message');
  const written = says('Corrigindo: às 10h.', edit(earlier(first), 'Vou às 10h.'));
  await leaves;
  // By now it would be too late for a correction; but this one was made in time.
  clock.now = new Date(NOW.getTime() + 20 * MINUTE);
  await written;
  const got = await ana.nextMessage(8000);
  expect(got.edits).toEqual({ id: first.externalId, text: '*Rosa:* Vou às 10h.' });
});
