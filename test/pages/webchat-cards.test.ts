import { existsSync } from 'node:fs';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { Json, JsonObject } from '../../channels/channel.js';
import { BUNDLE } from '../../channels/web/page.js';
import { type House, openHouse } from '../channels/web/door.js';
import { complaintsOf, SHOTS, startChromium, strangersOf } from '../support/chromium.js';

const text = (words: string, more: JsonObject = {}) => ({
  ...{ type: 'TextBlock', text: words, wrap: true },
  ...more,
});

/** One of everything that a dialog may ask with. */
const BODY: readonly JsonObject[] = [
  text('Visita técnica', { weight: 'Bolder', size: 'Medium' }),
  text('Escolha o dia e o período que ficam melhor para você.', { isSubtle: true }),
  { type: 'FactSet', facts: [{ title: 'Endereço', value: 'Rua das Laranjeiras, 120, apto 31' }] },
  { type: 'Input.Date', id: 'date', label: 'Dia', isRequired: true, errorMessage: 'Escolha um dia.' },
  {
    ...{ type: 'Input.ChoiceSet', id: 'period', label: 'Período', style: 'expanded', value: 'morning' },
    choices: [
      { title: 'Manhã', value: 'morning' },
      { title: 'Tarde', value: 'afternoon' },
    ],
  },
  {
    ...{ type: 'Input.ChoiceSet', id: 'reason', label: 'Motivo', value: 'down' },
    choices: [{ title: 'Sem internet', value: 'down' }],
  },
  { type: 'Input.Text', id: 'note', label: 'Observação', placeholder: 'Se quiser, escreva algo' },
  { type: 'Container', style: 'emphasis', items: [text('A visita é gratuita.')] },
];

const VISIT: JsonObject = {
  type: 'AdaptiveCard',
  version: '1.3',
  body: BODY,
  actions: [
    { type: 'Action.Submit', title: 'Marcar visita', style: 'positive', data: { action: 'book' } },
    { type: 'Action.Submit', title: 'Desistir', data: { action: 'leave' } },
  ],
};

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
afterEach(async () => {
  await context.close();
  await house.close();
});

async function openCard(width: number, content: Json = VISIT) {
  house = await openHouse({ realTime: true, botName: 'Nina' });
  const attachments = [{ contentType: 'application/vnd.microsoft.card.adaptive', content }];
  house.door.answer = (incoming) =>
    incoming.content.kind === 'event' ? [{ text: 'Quando o técnico vai?', attachments }] : [];
  context = await browser.newContext({ viewport: { width, height: 980 }, locale: 'pt-BR' });
  page = await context.newPage();
  page.setDefaultTimeout(10_000);
  complaints = complaintsOf(page);
  strangers = strangersOf(page, house.baseUrl);
  await page.goto(house.baseUrl);
  await button('Marcar visita').waitFor();
}

/** The card itself: Web Chat repeats its words for screen readers elsewhere. */
const card = () => page.locator('.webchat__adaptive-card-renderer');
const button = (name: string) => card().getByRole('button', { name });

const styleOf = (name: string, property: string) =>
  button(name).evaluate(
    (one, wanted) => (globalThis as unknown as Styled).getComputedStyle(one).getPropertyValue(wanted),
    property,
  );
interface Styled {
  getComputedStyle(element: unknown): { getPropertyValue(property: string): string };
}

const submitted = () => {
  const content = house.door.received.at(-1)?.content;
  return content?.kind === 'text' ? content.value : undefined;
};

async function arrives(value: Json): Promise<void> {
  for (let tries = 0; tries < 100 && submitted() === undefined; tries += 1) await page.waitForTimeout(20);
  expect(submitted()).toEqual(value);
}

test.each([360, 768, 1280])('%i px: a card in the page’s own colours, nothing cut off', async (width) => {
  await openCard(width);
  expect(await styleOf('Marcar visita', 'background-color')).toBe('rgb(154, 59, 31)');
  expect(await styleOf('Desistir', 'color')).toBe('rgb(154, 59, 31)');
  for (const name of ['Marcar visita', 'Desistir'])
    expect((await button(name).boundingBox())?.height).toBeGreaterThanOrEqual(44);
  const label = await card().getByText('Endereço', { exact: true }).boundingBox();
  expect(label?.height).toBeLessThan(30);
  const wide = `document.documentElement.scrollWidth > innerWidth`;
  expect(await page.evaluate(wide)).toBe(false);
  await page.waitForTimeout(1200);
  await page.screenshot({ path: `${SHOTS}/customer-card-${width}.png` });
  expect(complaints).toEqual([]);
  expect(strangers).toEqual([]);
});

test('by keyboard alone: what is missing is said and focused, then the answers reach the door', async () => {
  await openCard(360);
  await button('Marcar visita').focus();
  await page.keyboard.press('Enter');
  await card().getByText('Escolha um dia.').waitFor();
  expect(submitted()).toBeUndefined();
  expect(await page.evaluate('document.activeElement.type')).toBe('date');
  await page.screenshot({ path: `${SHOTS}/customer-card-missing-360.png` });
  await card().getByLabel('Dia').fill('2026-11-24');
  await card().getByLabel('Manhã').focus();
  await page.keyboard.press('ArrowDown');
  await card().getByLabel('Observação').fill('portão azul');
  await button('Marcar visita').focus();
  await page.keyboard.press('Enter');
  await arrives({
    ...{ action: 'book', date: '2026-11-24', period: 'afternoon', reason: 'down' },
    note: 'portão azul',
  });
  expect(complaints).toEqual([]);
});

test('a card cannot fetch pictures from elsewhere: the customer’s address stays here', async () => {
  const picture = { type: 'Image', url: 'https://elsewhere.example/seen.png', altText: 'foto' };
  await openCard(360, { ...VISIT, body: [...BODY, picture] });
  for (let tries = 0; tries < 100 && complaints.length === 0; tries += 1) await page.waitForTimeout(20);
  expect(complaints.join()).toMatch(/elsewhere\.example.* violates .*Content Security Policy/);
});
