import { agentAt, type DeskDefinition } from '../../routing/desk-definition.js';
import { definition } from '../support/walk.js';
import { ticketsOf } from './kept-tickets.js';
import { ACCOUNT, arriving, openWhatsAppWorld, words, type WhatsAppWorld } from './whatsapp-world.js';
import type { Seen } from '../../channels/whatsapp/ports.js';

let world: WhatsAppWorld;
beforeEach(async () => {
  world = await openWhatsAppWorld();
});
afterEach(() => world.gone());

const { inTx } = ticketsOf(() => world as never);
const PHONE = '5511990001001';
const BOTH = { lid: '77', phone: PHONE };

let last = 0;
async function writes(chat: Seen): Promise<string> {
  const [kept] = await world.store.whatsapp.commit(ACCOUNT, arriving(words(chat, `m${++last}`)));
  return kept?.conversationId ?? '';
}
const learns = (lid: string, phone: string) =>
  world.store.whatsapp.commit(ACCOUNT, { keys: [], learned: [{ lid, phone }] });

const agentOf = (person: string): DeskDefinition => ({
  ...definition,
  agents: definition.agents
    .slice(0, 1)
    .map((one) => ({ ...one, id: 'ana', accounts: [{ channel: 'whatsapp', person }] })),
});

/** Is whoever writes in this conversation Ana, if this is her account? Both ways of asking must say the same. */
async function isAna(conversationId: string, person: string): Promise<boolean> {
  const { conversation } = (await world.store.situation(conversationId)) ?? {};
  if (!conversation) throw new Error('Nothing waits.');
  const { phone, alias } = conversation;
  const found = agentAt(agentOf(person), { channel: 'whatsapp', person: conversation.person, phone, alias });
  const reached = await inTx((tx) => tx.conversationsOf([{ channel: 'whatsapp', person }]));
  expect(reached.includes(conversationId)).toBe(found !== undefined);
  return found !== undefined;
}

const BY_LID = 'lid:77';
const BY_PHONE = `+${PHONE}`;

test('by the hidden id alone, where WhatsApp does not tell the number', async () => {
  const chat = await writes({ lid: '77' });
  expect(await isAna(chat, BY_LID)).toBe(true);
  expect(await isAna(chat, BY_PHONE)).toBe(false);
  expect(await isAna(chat, 'lid:7')).toBe(false);
});

test('by the number alone, where there is no hidden id yet', async () => {
  const chat = await writes({ phone: PHONE });
  expect(await isAna(chat, BY_PHONE)).toBe(true);
  expect(await isAna(chat, BY_LID)).toBe(false);
});

test('by either, whichever was seen first', async () => {
  const chat = await writes({ phone: PHONE });
  expect(await writes(BOTH)).toBe(chat);
  expect(await isAna(chat, BY_LID)).toBe(true);
  expect(await isAna(chat, BY_PHONE)).toBe(true);
});

test.each([
  ['the number', { phone: PHONE }],
  ['the hidden id', { lid: '77' }],
])('by either as soon as WhatsApp tells that they belong together: first came %s', async (_what, first) => {
  const chat = await writes(first);
  await learns('77', PHONE);
  expect(await isAna(chat, BY_LID)).toBe(true);
  expect(await isAna(chat, BY_PHONE)).toBe(true);
});

test('in both chats once two of them turned out to be hers, and is written to where she writes now', async () => {
  const one = await writes({ phone: PHONE });
  world.now = new Date(world.now.getTime() + 60_000);
  const other = await writes({ lid: '77' });
  expect(await isAna(other, BY_PHONE)).toBe(false);
  await learns('77', PHONE);
  for (const chat of [one, other]) {
    expect(await isAna(chat, BY_LID)).toBe(true);
    expect(await isAna(chat, BY_PHONE)).toBe(true);
  }
  world.now = new Date(world.now.getTime() + 60_000);
  const now = await writes(BOTH);
  for (const person of [BY_LID, BY_PHONE])
    expect(await inTx((tx) => tx.conversationOf([{ channel: 'whatsapp', person }]))).toBe(now);
});

test('no more by a number that somebody else has now, and still by the hidden id', async () => {
  const ana = await writes(BOTH);
  const stranger = await writes({ lid: '88', phone: PHONE });
  expect(await isAna(ana, BY_PHONE)).toBe(false);
  expect(await isAna(ana, BY_LID)).toBe(true);
  expect(await isAna(stranger, BY_LID)).toBe(false);
});

test('was last heard when they last wrote', async () => {
  const heardAt = () => inTx((tx) => tx.heardAt([{ channel: 'whatsapp', person: BY_LID }]));
  expect(await heardAt()).toBeUndefined();
  await writes({ lid: '77' });
  expect(await heardAt()).toEqual(world.now);
});
