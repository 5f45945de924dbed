import { existsSync } from 'node:fs';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { Deed, Earlier } from '../../channels/channel.js';
import { BUNDLE } from '../../channels/web/page.js';
import { type House, openHouse } from '../channels/web/door.js';
import { complaintsOf, SHOTS, startChromium, strangersOf } from '../support/chromium.js';

const ANA = { kind: 'agent', id: 'ana', name: 'Ana' } as const;

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

async function openPage(locale = 'pt-BR', width = 360) {
  context = await browser.newContext({ viewport: { width, height: 640 }, locale });
  page = await context.newPage();
  page.setDefaultTimeout(10_000);
  complaints = complaintsOf(page);
  strangers = strangersOf(page, house.baseUrl);
  await page.goto(house.baseUrl);
  await bubble('Olá!').waitFor();
}

const bubble = (text: string) => page.locator('.webchat__bubble').getByText(text, { exact: true });
const conversationId = () => house.door.received.at(-1)?.from.id ?? '';

function anaSays(text: string, answers?: Earlier): Earlier {
  house.door.commit(conversationId(), { text, author: ANA, ...(answers && { answers }) });
  return house.door.earlier(house.door.entries.length);
}
const anaDoes = (deed: Deed) =>
  house.door.commit(conversationId(), { text: 'em palavras', author: ANA, deed });

async function customerSays(text: string): Promise<Earlier> {
  await page.getByRole('textbox').fill(text);
  await page.getByRole('textbox').press('Enter');
  await bubble(text).waitFor();
  // The page shows it before the server has it.
  for (;;) {
    const kept = house.door.entries.find((entry) => entry.text === text);
    if (kept) return house.door.earlier(kept.position);
    await page.waitForTimeout(20);
  }
}

/** What a screen reader hears of changes. */
const told = (text: string) =>
  page.locator('#changes').getByText(text, { exact: true }).waitFor({ state: 'attached' });
const shown = async () =>
  (await page.locator('.webchat__bubble__content').allInnerTexts()).map((text) => text.trim().split(/\n+/));

test.each([
  [
    'pt-BR',
    '(editada)',
    '(mensagem apagada)',
    'Ana corrigiu a mensagem: às 15h',
    'Ana apagou uma mensagem.',
    'Ana reagiu com 👍 a: pode ser amanhã?',
  ],
  [
    'en-GB',
    '(edited)',
    '(message deleted)',
    'Ana corrected the message: às 15h',
    'Ana deleted a message.',
    'Ana reacted with 👍 to: pode ser amanhã?',
  ],
  [
    'es-MX',
    '(editado)',
    '(mensaje eliminado)',
    'Ana corrigió el mensaje: às 15h',
    'Ana eliminó un mensaje.',
    'Ana reaccionó con 👍 a: pode ser amanhã?',
  ],
])(
  '%s: an edit, a deletion and a reaction stand on the message and are read aloud',
  async (locale, edited, deleted, ...sentences) => {
    await openPage(locale);
    const asked = await customerSays('pode ser amanhã?');
    const wrong = anaSays('às 14h');
    const secret = anaSays('o CPF do outro cliente');
    await bubble('o CPF do outro cliente').waitFor();
    await page.waitForTimeout(1200);
    anaDoes({ kind: 'edit', target: wrong, text: 'às 15h' });
    await bubble(edited).waitFor();
    await told(sentences[0] ?? '');
    anaDoes({ kind: 'delete', target: secret });
    await bubble(deleted).waitFor();
    await told(sentences[1] ?? '');
    anaDoes({ kind: 'react', target: asked, emoji: '👍' });
    await bubble('👍 Ana').waitFor();
    await told(sentences[2] ?? '');
    const now = [['Olá!'], ['pode ser amanhã?', '👍 Ana'], ['às 15h', edited], [deleted]];
    expect(await shown()).toEqual(now);
    expect(await page.content()).not.toContain('o CPF do outro cliente');
    await page.screenshot({ path: `${SHOTS}/customer-hindsight-${locale}.png` });
    await page.reload();
    await bubble(deleted).waitFor();
    await page.waitForTimeout(1200);
    expect(await shown()).toEqual(now);
    expect(await page.locator('#changes').textContent()).toBe('');
    expect(complaints).toEqual([]);
    expect(strangers).toEqual([]);
  },
);

test('a quote stands above the words, says whose they were, and forgets what was taken back', async () => {
  await openPage();
  const asked = await customerSays('qual é o <b>prazo</b> *dela*?');
  const said = anaSays('até sexta');
  anaSays('é esse: https://example.com/a_b', asked);
  anaSays('quero dizer quinta', said);
  await bubble('quero dizer quinta').waitFor();
  await page.screenshot({ path: `${SHOTS}/customer-quote.png` });
  const quotes = async () =>
    (await page.locator('.webchat__bubble blockquote').allInnerTexts()).map((one) => one.trim());
  expect(await quotes()).toEqual(['Você: qual é o <b>prazo</b> *dela*?', 'até sexta']);
  expect(await page.getByRole('link').getAttribute('href')).toBe('https://example.com/a_b');
  anaDoes({ kind: 'delete', target: said });
  await bubble('(mensagem apagada)').waitFor();
  expect(await quotes()).toEqual(['Você: qual é o <b>prazo</b> *dela*?', '(mensagem sem texto)']);
  await page.reload();
  await bubble('(mensagem apagada)').waitFor();
  expect(await quotes()).toEqual(['Você: qual é o <b>prazo</b> *dela*?', '(mensagem sem texto)']);
  expect(complaints).toEqual([]);
});

test('a reaction can change and be taken back; what was done while the line was down is seen after it', async () => {
  await openPage();
  const asked = await customerSays('obrigada!');
  anaDoes({ kind: 'react', target: asked, emoji: '👍' });
  await bubble('👍 Ana').waitFor();
  anaDoes({ kind: 'react', target: asked, emoji: '❤️' });
  await bubble('❤️ Ana').waitFor();
  house.dropSockets();
  anaDoes({ kind: 'react', target: asked, emoji: '' });
  await bubble('❤️ Ana').waitFor({ state: 'detached', timeout: 25_000 });
  expect(await shown()).toEqual([['Olá!'], ['obrigada!']]);
});
