import type { Browser, Page } from 'playwright-core';
import {
  buildConsolePage,
  consolePage,
  type ConsolePage,
  watchForWrongs,
} from '../channels/console/console-pages.js';
import { startConsole, type RunningConsole } from '../channels/console/running-console.js';
import { fillDesk } from '../channels/console/sample-desk.js';
import { startChromium } from '../support/chromium.js';

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
  const context = await browser.newContext({ locale: 'pt-BR', viewport: { width: 1280, height: 800 } });
  page = await context.newPage();
  page.setDefaultTimeout(15_000);
  at = consolePage(page, running);
  wrongs = watchForWrongs(page);
});
afterEach(async () => {
  await page.context().close();
  await running.stop();
  expect(wrongs).toEqual([]);
});

/** Holds the answers to these requests back until let go. */
async function holdsBack(path: string): Promise<() => void> {
  let letGo: () => void = () => undefined;
  const free = new Promise<void>((resolve) => (letGo = resolve));
  await page.route(path, async (route) => {
    await free;
    await route.continue();
  });
  return letGo;
}
const loading = () => page.getByRole('status').getByText('Carregando…');

test('a slow server: it says that it loads, first who one is, then the board, then a ticket', async () => {
  fillDesk(running.desk);
  const [me, board, opened] = [
    await holdsBack('**/api/me'),
    await holdsBack('**/api/board'),
    await holdsBack('**/api/tickets/t12'),
  ];
  await page.goto(`${running.url}/console`);
  await loading().waitFor();
  await at.shot('loading-1280');
  me();
  await page.getByLabel('Usuário').waitFor();
  await at.signIn();
  await loading().waitFor();
  await at.shot('loading-board-1280');
  board();
  await at.card('Marina Alves').getByRole('button').first().click();
  await loading().waitFor();
  await at.shot('loading-ticket-1280');
  opened();
  await page.getByRole('heading', { name: 'Marina Alves' }).waitFor();
  expect(await loading().count()).toBe(0);
});

test('a server that fails: it says so, and trying again helps', async () => {
  fillDesk(running.desk);
  await page.route('**/api/board', (route) => route.fulfill({ status: 500, json: {} }));
  await at.signIn();
  await page.getByRole('alert').getByText('Algo deu errado (HTTP 500).').waitFor();
  await at.shot('error-1280');
  await page.unroute('**/api/board');
  await page.getByRole('button', { name: 'Tentar de novo' }).click();
  await at.card('Marina Alves').waitFor();
});

test('without a connection: what was read stays, what is written is kept, and all is right again after', async () => {
  fillDesk(running.desk);
  await at.holdTicket();
  const box = page.getByLabel('Sua resposta');
  await page.context().setOffline(true);
  await page.getByText('Sem conexão', { exact: true }).waitFor();
  await page.getByText('O que escrever fica guardado aqui').waitFor();
  await box.fill('Ainda estou aqui');
  await box.press('Enter');
  await page.getByText(/Envio não confirmado/).waitFor();
  expect(await box.inputValue()).toBe('Ainda estou aqui');
  await at.shot('offline-ticket-1280');
  running.desk.customerSays('t12', 'Alô?');
  await page.context().setOffline(false);
  await page.getByText('Alô?').waitFor();
  await at.isOnline();
  expect(await page.getByText('O que escrever fica guardado aqui').count()).toBe(0);
  await box.press('Enter');
  await page.locator('.entry.me').getByText('Ainda estou aqui').waitFor();
  expect(at.said('t12')).toEqual(['Ainda estou aqui']);
});

test('a server that is stopped: it says that it reconnects, and does by itself once the server is back', async () => {
  fillDesk(running.desk);
  await at.holdTicket();
  await running.stop();
  await page
    .getByText(/Reconectando…|Sem conexão/)
    .first()
    .waitFor();
  await at.shot('stopped-1280');
  running = await startConsole({ pagesFolder }, running);
  running.desk.customerSays('t12', 'Voltou?');
  await page.getByText('Voltou?').waitFor();
  await at.isOnline();
  expect(await page.getByRole('heading', { name: 'Marina Alves' }).count()).toBe(1);
});

test('a first load without any answer: a way to try again', async () => {
  await page.route('**/api/me', (route) => route.abort());
  await page.goto(`${running.url}/console`);
  await page.getByText('O servidor não respondeu.').waitFor();
  await at.shot('no-answer-1280');
  await page.unroute('**/api/me');
  await page.getByRole('button', { name: 'Tentar de novo' }).click();
  await page.getByLabel('Usuário').waitFor();
});

test('a card of the bot is shown as its words in a quiet box, and none of it as JSON', async () => {
  fillDesk(running.desk);
  await at.holdTicket();
  const card = page.getByRole('note', { name: 'Cartão do assistente' });
  expect(await card.textContent()).toBe('Plano Fibra 300 · fatura em dia · sem queda na região');
  expect(await page.getByRole('log').textContent()).not.toMatch(/adaptive|AdaptiveCard|Anexo/);
  const [said] = (running.desk.tickets.get('t12')?.transcript ?? []).filter(
    ({ attachments }) => attachments.length > 0,
  );
  if (!said) throw new Error('no card');
  // What was said beside it is not said twice; a card without words is named.
  const contentType = 'application/vnd.microsoft.card.adaptive';
  running.desk.change('t12', {
    transcript: [
      { ...said, id: 'c1', text: 'Fatura em dia', attachments: [{ contentType, card: 'Fatura em dia' }] },
      { ...said, id: 'c2', text: '', attachments: [{ contentType, card: '' }] },
    ],
  });
  await page.getByText('Fatura em dia').waitFor();
  expect(await card.allTextContents()).toEqual(['Cartão do assistente']);
});

test('the kind of request stands beside what it is about', async () => {
  fillDesk(running.desk);
  await at.holdTicket();
  expect(await page.locator('.about').textContent()).toBe('Internet lenta à noiteReclamação');
  await page.getByRole('region', { name: 'Meus atendimentos' }).getByText('Reclamação').waitFor();
  running.desk.change('t12', { kind: undefined });
  await page.locator('.about .chip').waitFor({ state: 'detached' });
});
