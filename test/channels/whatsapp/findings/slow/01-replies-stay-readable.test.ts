import { silence } from '../../../../support/fake-whatsapp/scene.js';
import { eventually, isAnsweredSoon, ourBot, stockBot, type Bot } from '../bots.js';

let bot: Bot;
let talk: ReturnType<typeof silence> | undefined;
afterEach(async () => {
  await bot.ends();
  talk?.lift();
});

const BURST = Array.from({ length: 20 }, (_, i) => `mensagem ${i}`);

/** Four customers write in bursts while they are answered; how often a phone asks for an answer it could not read. */
async function askedAgain(): Promise<number> {
  const { server, company } = bot;
  let asked = 0;
  server.on('stanza', (direction: string, { tag, attrs }: { tag: string; attrs: { type?: string } }) => {
    if (direction === 'out' && tag === 'receipt' && attrs.type === 'retry') asked++;
  });
  const people = ['Ana', 'Bia', 'Caio', 'Davi'].map((name) => bot.customer(name));
  for (const person of people) {
    await person.send('olá', { to: company });
    await isAnsweredSoon(person, 'olá');
  }
  await Promise.all(
    people.map(async (person) => {
      for (const text of BURST) await person.send(text, { to: company });
    }),
  );
  await eventually(async () => (await bot.received()).length === 84, 'all of it is received');
  for (const person of people) await isAnsweredSoon(person, BURST.at(-1)!);
  return asked;
}

test('finding 1: customers write in bursts, the database is slow, and no answer is unreadable', async () => {
  bot = await ourBot({ storeMs: 3 });
  expect(await askedAgain()).toBe(0);
}, 90_000);

test('stock Baileys does not: phones have to ask for answers again', async () => {
  talk = silence();
  bot = await stockBot({ storeMs: 3 });
  expect(await askedAgain()).toBeGreaterThan(0);
}, 90_000);
