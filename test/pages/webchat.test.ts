import { existsSync } from 'node:fs';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { BUNDLE } from '../../channels/web/page.js';
import { type House, openHouse } from '../channels/web/door.js';
import { complaintsOf, SHOTS, startChromium, strangersOf } from '../support/chromium.js';

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==',
  'base64',
);

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
  house.door.answer = ({ content }) => {
    if (content.kind === 'event')
      return [{ text: 'Olá! Como posso ajudar?', suggestions: ['Segunda via', 'Falar com uma pessoa'] }];
    return content.attachments ? [{ text: 'Recebi o arquivo.' }] : [{ text: `Você disse: ${content.text}` }];
  };
  await openPage();
});
afterEach(async () => {
  await context.close();
  await house.close();
});

async function openPage(size = { width: 1000, height: 760 }) {
  context = await browser.newContext({ viewport: size, locale: 'pt-BR' });
  page = await context.newPage();
  page.setDefaultTimeout(10_000);
  complaints = complaintsOf(page);
  strangers = strangersOf(page, house.baseUrl);
  await page.goto(house.baseUrl);
}

const bubble = (text: string) =>
  page.locator('.webchat__bubble:not(.webchat__bubble--from-user)').getByText(text, { exact: true });
const ownBubble = (text: string) =>
  page.locator('.webchat__bubble--from-user').getByText(text, { exact: true });
const conversationId = () => house.door.received[0]?.from.id ?? '';

async function say(text: string) {
  const box = page.getByRole('textbox');
  await box.fill(text);
  await box.press('Enter');
}

test('a conversation: greeting, answer, sent mark, a tapped suggestion, nothing from elsewhere', async () => {
  await bubble('Olá! Como posso ajudar?').waitFor();
  await say('Oi, tudo bem?');
  await bubble('Você disse: Oi, tudo bem?').waitFor();
  await expect(page.getByText('Enviando').count()).resolves.toBe(0);
  expect(await ownBubble('Oi, tudo bem?').count()).toBe(1);
  house.door.commit(conversationId(), {
    text: 'Aqui é a Ana.\nJá *vejo* o seu caso_1 (https://example.com/a_b?x=1).\n1. fatura #3 <b>',
    author: { kind: 'agent', id: 'a1', name: 'Ana Souza' },
    suggestions: ['Segunda via', 'Falar com uma pessoa'],
  });
  await page.getByRole('toolbar').getByRole('button', { name: 'Segunda via' }).waitFor();
  await page.getByText('Ana · ').waitFor();
  expect(await page.getByText('Nina · ').count()).toBe(2);
  expect(await page.getByRole('link').first().getAttribute('href')).toBe('https://example.com/a_b?x=1');
  await page.waitForTimeout(1500);
  await page.screenshot({ path: `${SHOTS}/webchat.png` });
  await page.getByRole('toolbar').getByRole('button', { name: 'Segunda via' }).click();
  await bubble('Você disse: Segunda via').waitFor();
  await page.setViewportSize({ width: 360, height: 700 });
  await page.waitForTimeout(500);
  await page.screenshot({ path: `${SHOTS}/webchat-360.png` });
  expect(complaints).toEqual([]);
  expect(strangers).toEqual([]);
});

test('a file reaches the door with the type its bytes show', async () => {
  await bubble('Olá! Como posso ajudar?').waitFor();
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'ação.png', mimeType: 'text/html', buffer: PNG });
  await page.getByRole('textbox').press('Enter');
  await bubble('Recebi o arquivo.').waitFor();
  const content = house.door.received.at(-1)?.content;
  expect(content).toMatchObject({ attachments: [{ contentType: 'image/png', name: 'ação.png' }] });
  await page.waitForTimeout(500);
  await page.screenshot({ path: `${SHOTS}/webchat-upload.png` });
  expect(complaints).toEqual([]);
  expect(strangers).toEqual([]);
});

test('reloading the page keeps the conversation and its order', async () => {
  await bubble('Olá! Como posso ajudar?').waitFor();
  await say('primeira');
  await bubble('Você disse: primeira').waitFor();
  await page.reload();
  await bubble('Você disse: primeira').waitFor();
  await say('segunda');
  await bubble('Você disse: segunda').waitFor();
  const texts = (await page.locator('.webchat__bubble__content').allInnerTexts()).map((text) => text.trim());
  expect(texts).toEqual([
    'Olá! Como posso ajudar?',
    'primeira',
    'Você disse: primeira',
    'segunda',
    'Você disse: segunda',
  ]);
  expect(new Set(house.door.received.map(({ from }) => from.id)).size).toBe(1);
});

test('what was said while the line was down appears once', async () => {
  await bubble('Olá! Como posso ajudar?').waitFor();
  house.dropSockets();
  house.door.commit(conversationId(), { text: 'dito no túnel' });
  await bubble('dito no túnel').waitFor({ timeout: 25_000 });
  house.door.commit(conversationId(), { text: 'depois' });
  await bubble('depois').waitFor();
  expect(await bubble('dito no túnel').count()).toBe(1);
  expect(strangers).toEqual([]);
});

test('after a night asleep the page gets a new token and keeps what was typed', async () => {
  await bubble('Olá! Como posso ajudar?').waitFor();
  house.passMinutes(60);
  await say('bom dia');
  await page.waitForTimeout(3000);
  expect(await page.getByRole('textbox').inputValue()).toBe('bom dia');
  await page.getByRole('textbox').press('Enter');
  await bubble('Você disse: bom dia').waitFor();
  expect(await ownBubble('bom dia').count()).toBe(1);
});

test('without the client the page says what to do', async () => {
  await context.close();
  await house.close();
  house = await openHouse({ realTime: true, bundle: '/nowhere/webchat.js' });
  await openPage({ width: 360, height: 700 });
  await page.getByText('npm run build').waitFor();
  await page.screenshot({ path: `${SHOTS}/webchat-missing.png` });
});
