import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import {
  buildConsolePage,
  consolePage,
  type ConsolePage,
  watchForWrongs,
} from '../channels/console/console-pages.js';
import { startChromium } from '../support/chromium.js';
import { fillDesk, offerTicket } from '../channels/console/sample-desk.js';
import { startConsole, type RunningConsole } from '../channels/console/running-console.js';

let browser: Browser;
let pagesFolder: string;
let running: RunningConsole;
let page: Page;
let at: ConsolePage;
let wrongs: readonly string[];

beforeAll(async () => {
  browser = await startChromium();
  pagesFolder = await buildConsolePage();
});
afterAll(() => browser?.close());
beforeEach(async () => {
  running = await startConsole({ pagesFolder });
  fillDesk(running.desk);
});
afterEach(async () => {
  await page.context().close();
  await running.stop();
  expect(wrongs).toEqual([]);
});

async function sits(options: BrowserContextOptions = { viewport: { width: 1360, height: 860 } }) {
  const context = await browser.newContext({ locale: 'pt-BR', ...options });
  page = await context.newPage();
  page.setDefaultTimeout(10_000);
  at = consolePage(page, running);
  wrongs = watchForWrongs(page);
}
const PHONE = { viewport: { width: 360, height: 720 } };
const shot = (name: string) => at.shot(`work-${name}`);
const box = () => page.getByLabel('Sua resposta');
const list = () => page.getByRole('listbox', { name: 'Respostas prontas' });
const fits = () => page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth);
const focused = () => page.evaluate(() => document.activeElement?.textContent ?? '');
/** Goes on with Tab until the keyboard is at something with these words. */
async function tabsTo(words: string, key = 'Tab'): Promise<void> {
  for (let tabs = 0; tabs < 40; tabs += 1) {
    if ((await focused()).trim() === words) return;
    await page.keyboard.press(key);
  }
  throw new Error(`${words} is not reached by ${key}`);
}

test.each<[string, BrowserContextOptions]>([
  ['1360', { viewport: { width: 1360, height: 860 } }],
  ['1360-dark', { viewport: { width: 1360, height: 860 }, colorScheme: 'dark' }],
  ['360', PHONE],
  ['360-dark', { ...PHONE, colorScheme: 'dark' }],
])('by keyboard alone at %s: accept, a canned reply, a note, close', async (name, options) => {
  await sits(options);
  await at.signIn();
  await at.isOnline();
  offerTicket(running.desk, 't12', { id: 'ana', name: 'Ana' });
  await at.card('Marina Alves').getByText('responda em').waitFor();
  await shot(`${name}-1-board`);
  await page.locator('body').press('Tab');
  await tabsTo('Aceitar');
  await page.keyboard.press('Enter');

  await box().waitFor();
  await page.keyboard.type('/');
  await list().waitFor();
  await shot(`${name}-2-canned`);
  expect(await fits()).toBe(true);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  await list().waitFor({ state: 'detached' });
  expect(await box().inputValue()).toBe('Oi, Marina! Aqui é Ana.');
  expect(at.said('t12')).toEqual([]);
  await page.keyboard.type(' Troquei o canal do seu wi-fi para o 11.');
  await page.keyboard.press('Enter');
  await page.locator('.entry.me').waitFor();

  await tabsTo('Nota', 'Shift+Tab');
  await page.keyboard.press('Enter');
  await page.keyboard.type('Mora em sítio: se voltar, mandar técnico.');
  await shot(`${name}-3-note`);
  await tabsTo('Guardar nota');
  await page.keyboard.press('Enter');
  const note = page.getByRole('log').locator('.entry.note');
  await note.getByText('Mora em sítio').waitFor();
  expect(await note.textContent()).toContain('Só a equipe lê.');
  expect(at.said('t12')).toEqual(['Oi, Marina! Aqui é Ana. Troquei o canal do seu wi-fi para o 11.']);
  expect(await box().evaluate((element) => element === document.activeElement)).toBe(true);
  await shot(`${name}-4-noted`);

  await tabsTo('Encerrar', 'Shift+Tab');
  await page.keyboard.press('Enter');
  const solution = 'Troquei o canal do seu wi-fi para o 11.';
  expect(await page.getByLabel('Informação prestada').inputValue()).toBe(solution);
  expect(await page.getByLabel('Solução').inputValue()).toBe(solution);
  const problem = page.getByLabel('Problema', { exact: true });
  expect(await problem.inputValue()).toBe('internet-lenta');
  expect(await fits()).toBe(true);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.type('Senha');
  await shot(`${name}-5-close`);
  await tabsTo('Encerrar atendimento');
  await page.keyboard.press('Enter');
  await page.locator('.chip.closed').first().waitFor({ state: 'attached' });
  await page.getByRole('button', { name: 'Encerrar atendimento' }).waitFor({ state: 'detached' });
  const closed = running.desk.tickets.get('t12');
  expect(closed).toMatchObject({ status: 'closed', solved: solution, problemId: 'senha-wifi' });
  await shot(`${name}-6-closed`);
});

test('the list of canned replies narrows, is left with Escape, and nothing of it is sent by itself', async () => {
  await sits();
  await at.holdTicket();
  await box().press('/');
  const options = () => list().getByRole('option');
  const steps = await list()
    .getByRole('group')
    .evaluateAll((all) => all.map((one) => one.ariaLabel));
  expect(steps).toEqual(['Cumprimentar', 'Identificar', 'Entender', 'Resolver', 'Registrar', 'Acompanhar']);
  expect(await options().count()).toBe(6);
  await box().press('End');
  await page.keyboard.type('luzes');
  expect(await options().allTextContents()).toEqual(['Como estão as luzes do modem agora?']);
  await page.keyboard.type(' zebra');
  await list().getByText('Nenhuma resposta pronta').waitFor();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await list().waitFor({ state: 'detached' });
  expect(await box().inputValue()).toBe('/luzes zebra');
  expect(at.said('t12')).toEqual([]);

  // In the middle of a sentence a stroke is a stroke.
  await box().fill('e/ou');
  expect(await list().count()).toBe(0);
  await box().fill('');
  await page.getByRole('button', { name: 'Respostas prontas' }).click();
  await options().filter({ hasText: 'protocolo' }).click();
  expect(await box().inputValue()).toBe('Registrei tudo no protocolo 20260314-0012.');
  expect(await box().evaluate((element) => element === document.activeElement)).toBe(true);

  running.desk.change('t12', { customerName: undefined });
  await box().fill('/cumprimentar');
  await page.waitForFunction(
    () => document.querySelector('.canned-option')?.textContent === 'Oi! Aqui é Ana.',
  );
});

test('a colleague sees a note at once; the customer’s earlier tickets are there to open', async () => {
  await sits();
  await at.holdTicket();
  const history = page.locator('.earlier');
  await history.getByText('Senha trocada com a cliente').waitFor();
  expect(await history.getByRole('button').count()).toBe(1);
  await running.desk.receive({
    ...{
      id: 'n1',
      from: { channel: 'console', id: 'bia' },
      person: { id: 'bia', name: 'Bia' },
      sentAt: new Date(),
    },
    content: {
      kind: 'event',
      name: 'desk.command',
      value: { type: 'note', ticketId: 't12', text: 'Cliente VIP, cuidado' },
    },
  });
  await page.getByRole('log').getByText('Cliente VIP, cuidado').waitFor();
  await page.locator('.history').getByText('Cliente VIP, cuidado').waitFor();
  await shot('7-history');
  await history.getByRole('button', { name: 'Abrir o atendimento 20260312-0009' }).press('Enter');
  await page.getByRole('heading', { name: 'Rita de Cássia Nogueira' }).waitFor();
  await page.goBack();
  await box().waitFor();
});

test.each([1360, 360])('all tickets are searched from the second tab, at %d px', async (width) => {
  await sits({ viewport: { width, height: 760 } });
  await at.signIn();
  await at.isOnline();
  await tabsTo('Painel');
  await page.keyboard.press('ArrowRight');
  expect(await focused()).toBe('Todos');
  await page.getByText('3 nos últimos 30 dias').waitFor();
  await page.keyboard.press('Tab');
  await page.keyboard.type('wi-fi');
  await page.getByText('1 nos últimos 30 dias').waitFor();
  await shot(`8-search-${width}`);
  expect(await fits()).toBe(true);
  await page.keyboard.type('zzz');
  await page.getByText('Nada encontrado').waitFor();
  await page.route('**/api/tickets?q=*', (route) => route.abort());
  await page.getByLabel('Cliente, protocolo ou problema').fill('rita');
  await page.getByText('O servidor não respondeu.').waitFor();
  await page.unroute('**/api/tickets?q=*');
  await page.getByRole('button', { name: 'Tentar de novo' }).click();
  await at.card('Rita de Cássia').getByRole('button').first().press('Enter');
  await page.getByRole('heading', { name: 'Rita de Cássia Nogueira' }).waitFor();
  await shot(`9-found-${width}`);
});
