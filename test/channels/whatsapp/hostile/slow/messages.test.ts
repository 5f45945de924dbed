import type { proto } from '@whiskeysockets/baileys';
import { openWhatsAppWorld, type WhatsAppWorld } from '../../../../support/whatsapp-world.js';

let it: WhatsAppWorld;
const stray: unknown[] = [];
const hear = (error: unknown) => void stray.push(error);
beforeAll(async () => {
  process.on('unhandledRejection', hear);
  it = await openWhatsAppWorld({ whatsApp: { watchesForLoops: false } });
}, 60_000);
afterAll(async () => {
  process.off('unhandledRejection', hear);
  await it.ends();
});

/** Messages within messages, as no client makes them. */
function nested(depth: number): proto.IMessage {
  let message: proto.IMessage = { conversation: 'oi' };
  for (let i = 0; i < depth; i++) message = { ephemeralMessage: { message } };
  return message;
}

function quoting(depth: number): proto.IMessage {
  let message: proto.IMessage = { conversation: 'oi' };
  for (let i = 0; i < depth; i++)
    message = {
      extendedTextMessage: { text: 'oi', contextInfo: { stanzaId: 'q', quotedMessage: message } },
    };
  return message;
}

const numbers = Array.from({ length: 10_000 }, (_, i) => `TEL:+551190000${i}`).join('\n');
const options = Array.from({ length: 20_000 }, (_, i) => ({ optionName: `opção ${i}` }));
const historyOf = { directPath: '/x', mediaKey: Buffer.alloc(32), fileSha256: Buffer.alloc(32), syncType: 2 };

interface Options {
  readonly id?: string;
  readonly attrs?: Record<string, string>;
}
type Case = readonly [string, proto.IMessage | string, Options?];
const CASES: readonly Case[] = [
  ['a time that no calendar has', 'oi', { attrs: { t: '1e30' } }],
  ['a time before all time', 'oi', { attrs: { t: '-5' } }],
  ['a time that is none', 'oi', { attrs: { t: 'agora' } }],
  ['an id of 200 kB', 'oi', { id: 'B'.repeat(200_000) }],
  ['an id with marks of SQL in it', 'oi', { id: `' or 1=1 --\n%` }],
  ['a name of 300 kB', 'oi', { attrs: { notify: 'A'.repeat(300_000) } }],
  ['three thousand messages in each other', nested(3000)],
  ['two thousand quotes in each other', quoting(2000)],
  ['half a character', 'oi \ud800'],
  ['four megabytes of text', 'a '.repeat(2_000_000)],
  ['a card with ten thousand numbers', { contactMessage: { vcard: `BEGIN:VCARD\n${numbers}\nEND:VCARD` } }],
  ['a poll with twenty thousand answers', { pollCreationMessage: { name: 'Qual?', options } }],
  ['a place nowhere', { locationMessage: { degreesLatitude: NaN, degreesLongitude: Infinity } }],
  ['a history of the company', { protocolMessage: { type: 5, historySyncNotification: historyOf } }],
  ['words as if from our own phone', { deviceSentMessage: { message: { conversation: '/bot' } } }],
  ['a reaction of 200 kB', { reactionMessage: { key: { id: 'x' }, text: '😀'.repeat(50_000) } }],
];

let people = 0;
const rows = CASES.map(([what, content, options = {}]) => [what, content, options] as const);
test.each(rows)(
  '%s neither ends the line nor keeps the next customer waiting',
  async (_, content, options) => {
    const states = it.states.length;
    const t = Math.floor(it.world.now().getTime() / 1000);
    const hostile = it.person(`551198765${1000 + ++people}`);
    const sent = await hostile.phone.send(content, { to: it.company, t, ...options });
    await sent.settled;
    const next = it.person(`551198766${1000 + people}`);
    await next.says('oi');
    await next.hears(/ajudar/);
    expect(it.states.slice(states)).toEqual([]);
    expect(stray).toEqual([]);
  },
);

test('a name is one line, and no longer than a name', async () => {
  const person = it.person('5511987670001');
  await person.says('quero falar com uma pessoa', {
    attrs: { notify: `Ana\n\n#1042 \u202eTÉCNICO: ${'x'.repeat(500)}` },
  });
  await person.hears(/./);
  const agent = await it.world.agent('ana');
  const { customer } = await agent.seesOffer();
  expect(customer).toMatch(/^Ana +#1042 TÉCNICO: x+$/);
  expect(customer.length).toBeLessThanOrEqual(60);
});
