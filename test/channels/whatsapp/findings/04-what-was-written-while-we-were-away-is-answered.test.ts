import { until } from '../../../support/fake-whatsapp/scene.js';
import { isAnswered, isAnsweredSoon, ourBot, stockBot, waiting, type Bot } from './bots.js';

let bot: Bot;
afterEach(() => bot.ends());

/** Ana writes while the line is down and once more when it is back; what of it is answered. */
async function answeredOf(away: string, back: string): Promise<readonly string[]> {
  const { server, company } = bot;
  const ana = bot.customer('Ana');
  await server.goDown();
  await ana.send(away, { to: company });
  await server.comeBack();
  await until(() => waiting(bot) === 0, 20_000);
  await ana.send(back, { to: company });
  await isAnsweredSoon(ana, back);
  return [away, back].filter((said) => isAnswered(ana, said));
}

test('finding 4: what a customer writes while we are offline is answered', async () => {
  bot = await ourBot();
  expect(await answeredOf('alguém aí?', 'oi?')).toEqual(['alguém aí?', 'oi?']);
}, 60_000);

test('stock Baileys does not: it comes as append, which a bot that waits for notify never answers', async () => {
  bot = await stockBot();
  expect(await answeredOf('alguém aí?', 'oi?')).toEqual(['oi?']);
  expect(await bot.received()).toEqual(['alguém aí?', 'oi?']);
}, 60_000);
