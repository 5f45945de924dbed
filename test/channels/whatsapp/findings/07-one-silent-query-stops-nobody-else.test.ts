import { USUAL_PACE } from '../../../../channels/whatsapp/pace.js';
import { until } from '../../../support/fake-whatsapp/scene.js';
import { isAnswered, isAnsweredSoon, ourBot, stockBot, type Bot } from './bots.js';

let bot: Bot;
afterEach(() => bot.ends());

/** Less than the time for the answer to a query, of ours and of Baileys' own. */
const MEANWHILE_MS = 4000;

/** WhatsApp leaves a query about Bia unanswered; whether Ana, of whom all is known, is answered meanwhile. */
async function isAnaAnswered(): Promise<boolean> {
  const { server, company } = bot;
  const [ana, bia] = [bot.customer('Ana'), bot.customer('Bia')];
  await ana.send('oi', { to: company });
  await isAnsweredSoon(ana, 'oi');
  server.faults.iqSilent.add('usync');
  const asked = server.waitFor(
    ({ attrs }, direction) => direction === 'in' && attrs.xmlns === 'usync',
    20_000,
  );
  await bia.send('sou nova aqui', { to: company });
  await asked;
  await ana.send('ainda aí?', { to: company });
  const isHeard = await until(() => isAnswered(ana, 'ainda aí?'), MEANWHILE_MS).then(
    () => true,
    () => false,
  );
  expect(isAnswered(bia, 'sou nova aqui')).toBe(false);
  return isHeard;
}

test('finding 7: while a query has no answer the others are written to, and then the one it was about', async () => {
  expect(USUAL_PACE.queryMs).toBeGreaterThan(MEANWHILE_MS);
  bot = await ourBot();
  expect(await isAnaAnswered()).toBe(true);
  bot.server.faults.iqSilent.clear();
  bot.server.dropConnection();
  await isAnsweredSoon([...bot.server.contacts.values()].at(-1)!, 'sou nova aqui');
}, 60_000);

test('stock Baileys does not: every send of the account waits for it, for a minute if need be', async () => {
  bot = await stockBot();
  expect(await isAnaAnswered()).toBe(false);
}, 60_000);
