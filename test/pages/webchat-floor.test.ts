import { existsSync } from 'node:fs';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { BUNDLE } from '../../channels/web/page.js';
import { type House, openHouse, type Reply } from '../channels/web/door.js';
import { complaintsOf, SHOTS, startChromium, strangersOf } from '../support/chromium.js';

let browser: Browser;
let house: House;
let context: BrowserContext;
let page: Page;
let complaints: readonly string[];
let strangers: readonly string[];

beforeAll(async () => {
  if (!existsSync(BUNDLE)) throw new Error('The Web Chat client is missing: npm run build');
  browser = await startChromium();
});
afterAll(async () => browser?.close());
beforeEach(async () => {
  house = await openHouse({ realTime: true, botName: 'Nina' });
  house.door.answer = ({ content }) => (content.kind === 'event' ? [{ text: 'Olá!' }] : []);
});
afterEach(async () => {
  await context.close();
  await house.close();
});

async function openPage(locale: string, width = 360) {
  context = await browser.newContext({ viewport: { width, height: 640 }, locale });
  page = await context.newPage();
  page.setDefaultTimeout(10_000);
  complaints = complaintsOf(page);
  strangers = strangersOf(page, house.baseUrl);
  await page.goto(house.baseUrl);
  await bubble('Olá!').waitFor();
}

const bubble = (text: string) => page.locator('.webchat__bubble').getByText(text, { exact: true });
/** The header's line, found as a screen reader finds it. */
const line = () => page.locator('body > header').getByRole('status');
const answers = (text: string) => line().getByText(text, { exact: true }).waitFor();
const conversationId = () => house.door.received.at(-1)?.from.id ?? '';

function deskSays(text: string, floor: NonNullable<Reply['floor']>): void {
  house.door.commit(conversationId(), { text, author: { kind: 'desk' }, floor });
}

/** Notes in `window.heard` every text that a screen reader would hear of the line, from before the page's own scripts. */
async function listensToTheLine(): Promise<void> {
  await page.addInitScript(`
    window.heard = [];
    document.addEventListener('DOMContentLoaded', () => {
      const line = document.querySelector('body > header [role=status]');
      new MutationObserver(() => window.heard.push(line.textContent)).observe(line, { childList: true, characterData: true, subtree: true });
    });`);
}
const heard = () => page.evaluate<string[]>('window.heard');

/** No line of the header is cut off, and nothing scrolls sideways. */
async function isReadable(): Promise<void> {
  const wide = await page.evaluate<boolean>(
    `[document.documentElement, ...document.querySelectorAll('body > header, body > header *')].some((one) => one.scrollWidth > one.clientWidth + 1 && one.clientWidth > 0)`,
  );
  expect(wide).toBe(false);
}

const LINES = {
  'pt-BR': {
    bot: 'Quem responde: assistente virtual',
    waiting: 'Quem responde: assistente virtual; chamamos uma pessoa',
    later: 'Quem responde: assistente virtual; uma pessoa escreve quando abrirmos',
    ana: 'Você fala com Ana',
  },
  'en-GB': {
    bot: 'Answering you: virtual assistant',
    waiting: 'Answering you: virtual assistant; we are calling a person',
    later: 'Answering you: virtual assistant; a person will write when we open',
    ana: 'You are talking to Ana',
  },
  'es-MX': {
    bot: 'Le responde: asistente virtual',
    waiting: 'Le responde: asistente virtual; llamamos a una persona',
    later: 'Le responde: asistente virtual; una persona escribe cuando abramos',
    ana: 'Usted habla con Ana',
  },
};

test.each(Object.entries(LINES))('%s: who answers, live and after a reload', async (locale, lines) => {
  const { bot, waiting, later, ana } = lines;
  await openPage(locale);
  await answers(bot);
  await page.screenshot({ path: `${SHOTS}/customer-bot-${locale}.png` });
  deskSays('guardado', 'scheduled');
  await answers(later);
  await isReadable();
  deskSays('chamando', 'waiting');
  await answers(waiting);
  await isReadable();
  await page.screenshot({ path: `${SHOTS}/customer-waiting-${locale}.png` });
  deskSays('aceito', { agent: 'Ana' });
  await answers(ana);
  await page.reload();
  await answers(ana);
  await page.screenshot({ path: `${SHOTS}/customer-agent-${locale}.png` });
  deskSays('encerrado', 'bot');
  await answers(bot);
  await page.reload();
  await bubble('encerrado').waitFor();
  await answers(bot);
  expect(complaints).toEqual([]);
  expect(strangers).toEqual([]);
});

test('the past told again is one change, and the newest word of it counts', async () => {
  await openPage('pt-BR');
  for (const floor of ['waiting', { agent: 'Ana' }, 'waiting', { agent: 'Bia' }] as const)
    deskSays(`agora ${JSON.stringify(floor)}`, floor);
  await answers('Você fala com Bia');
  await listensToTheLine();
  await page.reload();
  await answers('Você fala com Bia');
  await page.waitForTimeout(300);
  expect(await heard()).toEqual(['Você fala com Bia']);
});

test('positions decide, not the order of arrival; other conversations and the customer’s own side do not count', async () => {
  await openPage('pt-BR');
  const holders = await page.evaluate<unknown[]>(`(async () => {
    const { floorAfter, unknownFloor } = await import('/webchat/floor.js');
    const told = (position, floor, more) => ({
      from: { role: 'bot' },
      conversation: { id: 'mine' },
      channelData: { 'webchat:sequence-id': position, 'bastao:floor': floor },
      ...more,
    });
    const seen = [
      told(1, undefined),
      told(9, { agent: 'Bia' }),
      told(5, 'waiting'),
      told(7, { agent: 'Ana' }),
      told(10, { agent: 'Caio' }, { conversation: { id: 'another' } }),
      told(11, { agent: 'Eu' }, { from: { role: 'user' } }),
      told(12, undefined),
    ];
    let known = unknownFloor('mine');
    return seen.map((one) => JSON.stringify((known = floorAfter(known, one)).floor));
  })()`);
  const bia = JSON.stringify({ agent: 'Bia' });
  expect(holders).toEqual(['"bot"', bia, bia, bia, bia, bia, bia]);
});

test('the line drops: what changed meanwhile is told once it is back, and nothing older', async () => {
  await openPage('pt-BR');
  deskSays('aceito', { agent: 'Ana' });
  await answers('Você fala com Ana');
  house.dropSockets();
  deskSays('passado', { agent: 'Bia' });
  const notice = page.getByRole('status').getByText('Sem conexão com o atendimento. Tentando de novo…');
  await notice.waitFor();
  await page.screenshot({ path: `${SHOTS}/customer-reconnecting-360.png` });
  await line().getByText('Você fala com Bia', { exact: true }).waitFor({ timeout: 25_000 });
  await notice.waitFor({ state: 'hidden' });
  house.door.commit(conversationId(), { text: 'de volta' });
  await bubble('de volta').waitFor();
  expect(await line().textContent()).toBe('Você fala com Bia');
});

test('a new token and the whole history again: Ana stays, and nobody hears of her twice', async () => {
  await openPage('pt-BR');
  await listensToTheLine();
  deskSays('aceito', { agent: 'Ana' });
  await page.reload();
  await answers('Você fala com Ana');
  house.passMinutes(60);
  await page.getByRole('textbox').fill('bom dia');
  await page.getByRole('textbox').press('Enter');
  await page.waitForTimeout(3000);
  await page.getByRole('textbox').press('Enter');
  await bubble('bom dia').waitFor();
  expect(await line().textContent()).toBe('Você fala com Ana');
  expect(await heard()).toEqual(['Você fala com Ana']);
});

test('a visitor who is not known any more begins with the bot, whoever served the conversation before', async () => {
  await openPage('pt-BR');
  deskSays('aceito', { agent: 'Ana' });
  await answers('Você fala com Ana');
  const former = conversationId();
  await context.clearCookies();
  house.passMinutes(60);
  await page.getByRole('textbox').fill('oi');
  await page.getByRole('textbox').press('Enter');
  await answers('Quem responde: assistente virtual');
  expect(conversationId()).not.toBe(former);
  house.door.commit(former, { text: 'passado', author: { kind: 'desk' }, floor: { agent: 'Bia' } });
  house.door.commit(conversationId(), { text: 'oi de novo' });
  await bubble('oi de novo').waitFor();
  await page.waitForTimeout(300);
  expect(await line().textContent()).toBe('Quem responde: assistente virtual');
});

test('a name that is too long for a phone breaks; what the agent writes changes nothing', async () => {
  await openPage('pt-BR', 320);
  const agent = 'Wolfeschlegelsteinhausenbergerdorff';
  deskSays('aceito', { agent });
  await answers(`Você fala com ${agent}`);
  await isReadable();
  house.door.commit(conversationId(), { text: 'Oi!', author: { kind: 'agent', id: 'x', name: 'Xavier' } });
  await bubble('Oi!').waitFor();
  await page.waitForTimeout(300);
  expect(await line().textContent()).toBe(`Você fala com ${agent}`);
});
