import { until } from '../../../../support/fake-whatsapp/scene.js';
import {
  backOnline,
  echoOf,
  eventually,
  isAnsweredSoon,
  ourBot,
  shown,
  stockBot,
  type Bot,
} from '../bots.js';

let bot: Bot;

/** What is known is written down a little later. */
const A_MOMENT_MS = 2000;

/** WhatsApp never gets one of the answers, and then the line drops; what Ana reads of three. */
async function readAfterALoss(): Promise<readonly string[]> {
  const { server, company } = bot;
  const ana = bot.customer('Ana');
  await ana.send('primeira', { to: company });
  await isAnsweredSoon(ana, 'primeira');
  server.faults.loseMessages = 1;
  await ana.send('segunda', { to: company });
  await until(() => server.faults.loseMessages === 0, 20_000);
  const back = backOnline(server);
  server.dropConnection();
  await back;
  await ana.send('terceira', { to: company });
  await isAnsweredSoon(ana, 'terceira');
  return shown(ana);
}

/** How many of two answers the bot knows to be taken, a moment after a third one was read. No phone confirms any. */
async function knownToBeTaken(): Promise<number> {
  const { server, company } = bot;
  const ana = bot.customer('Ana');
  ana.autoReceipt = false;
  for (const said of ['um', 'dois', 'três']) {
    const taken = server.waitFor(
      ({ tag, attrs }, direction) => direction === 'out' && tag === 'ack' && attrs.class === 'message',
      20_000,
    );
    await ana.send(said, { to: company });
    await Promise.all([taken, isAnsweredSoon(ana, said)]);
  }
  const ids = ana.inbox.all.slice(0, 2).map(({ id }) => id);
  const known = async () => {
    const taken = await bot.taken();
    return ids.filter((id) => taken.includes(id)).length;
  };
  await eventually(async () => (await known()) === 2, 'both are known', A_MOMENT_MS).catch(() => undefined);
  return known();
}

const ALL = ['primeira', 'segunda', 'terceira'].map(echoOf);

describe('finding 5: what is sent', () => {
  beforeAll(async () => void (bot = await ourBot()), 60_000);
  afterAll(() => bot.ends());

  test('is read although it was written into a dead line, once and in its place', async () => {
    expect(await readAfterALoss()).toEqual(ALL);
  }, 60_000);

  test('is known to be taken by the word of WhatsApp itself', async () => {
    expect(await knownToBeTaken()).toBe(2);
  }, 60_000);
});

describe('stock Baileys does not:', () => {
  beforeAll(async () => void (bot = await stockBot()), 60_000);
  afterAll(() => bot.ends());

  test('sending resolved, and the answer is gone', async () => {
    expect(await readAfterALoss()).toEqual([ALL[0], ALL[2]]);
  }, 60_000);

  test('no event tells that a message was taken', async () => {
    expect(await knownToBeTaken()).toBe(0);
  }, 60_000);
});
