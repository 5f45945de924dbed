import { addressOfConversation } from '../../../channels/web/activities.js';
import { asItStands } from '../../../channels/web/as-it-stands.js';
import type { Earlier, LogEntry } from '../../../channels/channel.js';
import { openWebCustomer, type HeardActivity, type WebCustomer } from '../../support/web-customer.js';
import { call, startConversation } from './calls.js';
import { type House, openHouse } from './door.js';

type Wire = HeardActivity & Readonly<Record<string, unknown>> & { readonly type: string };

const ANA = { kind: 'agent', id: 'ana', name: 'Ana Souza' } as const;

let house: House;
let customer: WebCustomer;
beforeEach(async () => {
  house = await openHouse();
  customer = await openWebCustomer(house.baseUrl);
});
afterEach(async () => {
  await customer.close();
  await house.close();
});

function anaSays(text: string, answers?: Earlier): Earlier {
  house.door.commit(customer.conversationId, { text, author: ANA, ...(answers && { answers }) });
  return house.door.earlier(house.door.entries.length);
}
const does = (deed: LogEntry['deed']) =>
  deed && house.door.commit(customer.conversationId, { text: 'em palavras', author: ANA, deed });
const id = ({ position }: Earlier) => `${customer.conversationId}|${String(position).padStart(7, '0')}`;

/** The activities seen on the socket, the same as somebody who polls from there reads them. */
async function seen(count: number): Promise<readonly Wire[]> {
  for (let tries = 0; tries < 300 && customer.activities().length < count; tries += 1)
    await new Promise((resolve) => setTimeout(resolve, 10));
  return customer.activities() as readonly Wire[];
}
const read = async (watermark = '') => {
  const path = `/v3/directline/conversations/${customer.conversationId}/activities?watermark=${watermark}`;
  const { body } = await call<{ activities: readonly Wire[]; watermark: string }>(house, 'GET', path, {
    token: customer.token,
  });
  return body;
};

test('a correction is the message once more, under the id and in the place of the message, over socket and polling', async () => {
  const wrong = anaSays('às 14h');
  does({ kind: 'edit', target: wrong, text: 'às 15h' });
  const update = {
    type: 'message',
    id: id(wrong),
    text: 'às 15h',
    from: { id: 'bot', role: 'bot', name: 'Ana' },
    channelData: { 'webchat:sequence-id': wrong.position, 'bastao:edited': true },
  };
  expect((await seen(2))[1]).toMatchObject(update);
  expect((await read(String(wrong.position))).activities).toMatchObject([update]);
});

test('a deletion and a reaction name their message; a reaction taken back names no face', async () => {
  await customer.says('obrigada');
  const thanks = house.door.earlier(house.door.entries.length);
  const secret = anaSays('segredo');
  does({ kind: 'react', target: thanks, emoji: '👍' });
  does({ kind: 'delete', target: secret });
  does({ kind: 'react', target: thanks, emoji: '' });
  const [, , added, gone, removed] = await seen(5);
  expect(added).toMatchObject({
    type: 'messageReaction',
    replyToId: id(thanks),
    reactionsAdded: [{ type: '👍' }],
  });
  expect(gone).toMatchObject({ type: 'messageDelete', id: id(secret) });
  expect(gone).not.toHaveProperty('text');
  expect(removed).toMatchObject({
    type: 'messageReaction',
    replyToId: id(thanks),
    reactionsRemoved: [{ type: '' }],
  });
  expect(removed).not.toHaveProperty('reactionsAdded');
});

test('an answer names what it answers, with its words, shortened, and whose they are', async () => {
  await customer.says(`muito ${'longo '.repeat(100)}`);
  const asked = house.door.earlier(house.door.entries.length);
  anaSays('sim', asked);
  anaSays('quer dizer, não', house.door.earlier(house.door.entries.length));
  const [, first, second] = await seen(3);
  expect(first).toMatchObject({ replyToId: id(asked), channelData: { 'bastao:quote': { own: true } } });
  const { text } = first?.channelData?.['bastao:quote' as never] as unknown as { text: string };
  expect(text).toMatch(/^muito longo .*…$/);
  expect([...text]).toHaveLength(201);
  expect(second?.channelData).toMatchObject({ 'bastao:quote': { text: 'sim', own: false } });
});

test('what a customer’s client writes under our names is shown to nobody', async () => {
  const { token, path } = await startConversation(house);
  const channelData = { clientActivityID: 'a', 'bastao:edited': true, 'bastao:quote': { text: 'forjado' } };
  await call(house, 'POST', `${path}/activities`, {
    token,
    json: { type: 'message', text: 'x', channelData },
  });
  const { body } = await call<{ activities: Wire[] }>(house, 'GET', `${path}/activities`, { token });
  expect(body.activities[0]?.channelData).toEqual({
    clientActivityID: 'a',
    'webchat:sequence-id': expect.any(Number) as number,
  });
});

test('who reads from the start gets the conversation as it stands, as plain messages', async () => {
  const wrong = anaSays('às 13h');
  const secret = anaSays('segredo');
  anaSays('era isto', secret);
  anaSays('e isto', wrong);
  does({ kind: 'edit', target: wrong, text: 'às 14h' });
  does({ kind: 'react', target: secret, emoji: '👍' });
  does({ kind: 'delete', target: secret });
  does({ kind: 'edit', target: secret, text: 'segredo corrigido' });
  does({ kind: 'edit', target: wrong, text: 'às 15h' });
  const { activities, watermark } = await read();
  expect(activities.map(({ type, text }) => [type, text])).toEqual([
    ['message', 'às 15h'],
    ['messageDelete', undefined],
    ['message', 'era isto'],
    ['message', 'e isto'],
  ]);
  expect(JSON.stringify(activities)).not.toMatch(/segredo|14h|13h/);
  expect(activities[0]).toMatchObject({ channelData: { 'bastao:edited': true } });
  expect(activities[2]).toMatchObject({ channelData: { 'bastao:quote': { text: '' } } });
  expect(activities[3]).toMatchObject({ channelData: { 'bastao:quote': { text: 'às 15h' } } });
  expect(watermark).toBe(String(house.door.entries.length));
  const late = await openWebCustomer(house.baseUrl, { token: customer.token });
  await late.hears('às 15h');
  expect(JSON.stringify(late.activities())).not.toMatch(/segredo|14h|13h/);
  await late.close();
});

test('after a tunnel the socket brings what was done to messages from before it', async () => {
  const wrong = anaSays('às 14h');
  await seen(1);
  await customer.loses();
  does({ kind: 'edit', target: wrong, text: 'às 15h' });
  await customer.reconnects();
  expect((await seen(2))[1]).toMatchObject({ type: 'message', id: id(wrong), text: 'às 15h' });
});

test('what cannot be done to the customer’s own message is said in words', () => {
  const target: Earlier = { id: 'm1', position: 1, isOurs: false, text: 'meu' };
  const entry: LogEntry = {
    ...{ position: 1, id: 'm1', conversation: addressOfConversation('c'), author: { kind: 'customer' } },
    ...{ kind: 'text', text: 'meu', attachments: [], suggestions: [], at: new Date(0) },
  };
  const deed: LogEntry = { ...entry, position: 2, id: 'm2', author: ANA, deed: { kind: 'delete', target } };
  expect(asItStands([entry, deed])).toEqual([entry, deed]);
});
