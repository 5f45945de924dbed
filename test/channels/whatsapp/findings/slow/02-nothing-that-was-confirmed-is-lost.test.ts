import { silence, until } from '../../../../support/fake-whatsapp/scene.js';
import { eventually, isAnsweredSoon, ourBot, stockBot, waiting, type Bot } from '../bots.js';

let bot: Bot;
let talk: ReturnType<typeof silence> | undefined;
afterEach(async () => {
  await bot.ends();
  talk?.lift();
  talk = undefined;
});

const stock = async (): Promise<Bot> => {
  talk = silence();
  return stockBot();
};
const quiet = () => until(() => waiting(bot) === 0, 30_000, 'all that waited is confirmed');

/** Thirty messages wait; when ten of them are confirmed the line drops. What is there once all are confirmed. */
async function receivedOfThirty(): Promise<readonly string[]> {
  const { server, company } = bot;
  const ana = bot.customer('Ana');
  await ana.send('aquece', { to: company });
  await isAnsweredSoon(ana, 'aquece');
  await quiet();
  await server.goDown();
  const sent = [];
  for (let i = 0; i < 30; i++) sent.push(await ana.send(`m${i}`, { to: company }));
  let confirmed = 0;
  const hear = () => ++confirmed === 10 && server.dropConnection();
  server.on('settled', hear);
  await server.comeBack();
  await Promise.all(sent.map(({ settled }) => settled));
  server.off('settled', hear);
  await quiet();
  // Baileys holds back what came in a catch-up; a later message brings along all there is.
  await ana.send('última', { to: company });
  await eventually(async () => (await bot.received()).includes('última'), 'the last one is here');
  return (await bot.received()).filter((text) => text.startsWith('m'));
}

const THIRTY = Array.from({ length: 30 }, (_, i) => `m${i}`);

test('finding 2: the line drops in the middle of a catch-up: each message is there, once, in its place', async () => {
  bot = await ourBot();
  expect(await receivedOfThirty()).toEqual(THIRTY);
}, 90_000);

test('stock Baileys does not: of what it has confirmed a part is gone', async () => {
  bot = await stock();
  const received = new Set(await receivedOfThirty());
  expect(received.size).toBeLessThan(30);
}, 90_000);

interface Aftermath {
  /** How often the message is there. */
  readonly times: number;
  /** How often the phone of the customer was asked for it, and WhatsApp told to keep it. */
  readonly asked: number;
  readonly refused: number;
}

/** The confirmation of a message never reaches WhatsApp, and the bot begins a new life. */
async function afterALostConfirmation(isFirst: boolean): Promise<Aftermath> {
  const { server, company } = bot;
  const ana = bot.customer('Ana');
  if (!isFirst) {
    await ana.send('oi', { to: company });
    await isAnsweredSoon(ana, 'oi');
    await ana.send('tudo bem?', { to: company });
    await isAnsweredSoon(ana, 'tudo bem?');
  }
  await quiet();
  let asked = 0;
  let refused = 0;
  server.on('retry-asked', () => asked++);
  server.on('nack', () => refused++);
  server.faults.ignoreClientAcks = 1;
  await ana.send('importante', { to: company });
  await isAnsweredSoon(ana, 'importante');
  await until(() => server.faults.ignoreClientAcks === 0);
  expect(waiting(bot)).toBeGreaterThan(0);
  await bot.restarts();
  await quiet();
  await ana.send('e depois', { to: company });
  await eventually(async () => (await bot.received()).includes('e depois'), 'the next one is here');
  const times = (await bot.received()).filter((text) => text === 'importante').length;
  return { times, asked, refused };
}

test.each([true, false])(
  'finding 2: a confirmation is lost (first message: %s), and a new life begins: it is there, and nobody is asked',
  async (isFirst) => {
    bot = await ourBot();
    expect(await afterALostConfirmation(isFirst)).toEqual({ times: 1, asked: 0, refused: 0 });
  },
  90_000,
);

test('stock Baileys does not: the first message of a session is gone', async () => {
  bot = await stock();
  expect(await afterALostConfirmation(true)).toEqual({ times: 0, asked: 0, refused: 1 });
}, 90_000);

test('stock Baileys does not: for a later one it asks the phone of the customer again', async () => {
  bot = await stock();
  expect((await afterALostConfirmation(false)).asked).toBeGreaterThan(0);
}, 90_000);
