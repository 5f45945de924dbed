import type { Browser, Page } from 'playwright-core';
import {
  buildConsolePage,
  consolePage,
  type ConsolePage,
  watchForWrongs,
} from '../channels/console/console-pages.js';
import { ticket } from '../channels/console/fake-desk.js';
import { PASSWORD, startConsole, type RunningConsole } from '../channels/console/running-console.js';
import { fillDesk, offerTicket } from '../channels/console/sample-desk.js';
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
afterEach(async () => {
  await page.context().close();
  await running.stop();
  expect(wrongs).toEqual([]);
});

async function sits(width: number, colorScheme: 'light' | 'dark' = 'light'): Promise<void> {
  running = await startConsole({ pagesFolder });
  const viewport = { width, height: width < 700 ? 740 : 820 };
  const context = await browser.newContext({ locale: 'pt-BR', viewport, colorScheme });
  page = await context.newPage();
  page.setDefaultTimeout(10_000);
  at = consolePage(page, running);
  wrongs = watchForWrongs(page);
}

const button = (name: string) => page.getByRole('button', { name, exact: true });
const inBoard = () => page.getByRole('heading', { name: /^Fila/ }).waitFor();
/** One word that nothing can break, and a name as long as names are. */
const LONG = 'https://exemplo.com/'.padEnd(90, 'x');

/** The queue as it is on a busy morning. */
function busyMorning(): void {
  fillDesk(running.desk);
  running.desk.tickets.set(
    't14',
    ticket('t14', 14, {
      ...{ customer: 'Maria Aparecida dos Santos Albuquerque de Figueiredo', urgency: 'urgent' },
      ...{ problem: 'Pagamento não reconhecido', kind: 'complaint', summary: LONG },
      chosenBecause: [{ code: 'skill.full', text: 'Todos os técnicos estão com a carga cheia' }],
      waitingSince: new Date(Date.now() - 4 * 60_000).toISOString(),
      escalateAt: new Date(Date.now() + 60_000).toISOString(),
    }),
  );
  offerTicket(running.desk, 't13', { id: 'ana', name: 'Ana' });
}

/** The page shows a view: nothing of it stands beyond the window's edge. */
async function shows(name: string, width: number): Promise<void> {
  await at.shot(`${name}-${width}`);
  const across = await page.evaluate(() => document.documentElement.scrollWidth);
  expect([name, across]).toEqual([name, Math.min(across, width)]);
}

test.each([360, 768, 1280])('every view fits %d px', async (width) => {
  await sits(width);
  const account = running.store.accounts.get('ana');
  if (account) running.store.accounts.set('ana', { ...account, oneTime: true });
  await page.goto(`${running.url}/console`);
  await page.getByLabel('Usuário').waitFor();
  await shows('sign-in', width);
  await at.signIn();
  await page.getByText('vale só uma vez').waitFor();
  await shows('change-password', width);
  await page.getByLabel('Senha atual').fill(PASSWORD);
  await page.getByLabel('Senha nova', { exact: true }).fill('minha senha nova');
  await page.getByLabel('Repita a senha nova').fill('minha senha nova');
  await page.keyboard.press('Enter');
  await at.isOnline();
  await page.getByText('Ninguém esperando.').waitFor();
  await shows('queue-empty', width);

  busyMorning();
  await at.card('Maria Aparecida').waitFor();
  await page.getByText('responda em').waitFor();
  await shows('queue', width);
  await page.getByRole('region', { name: 'Equipe' }).scrollIntoViewIfNeeded();
  await shows('team', width);

  running.desk.change('t12', { status: 'active', agent: { id: 'ana', name: 'Ana' }, summary: LONG });
  running.desk.customerSays('t12', LONG);
  await at.card('Marina Alves').getByRole('button').first().click();
  await page.getByLabel('Sua resposta').waitFor();
  await shows('ticket', width);
  if (width < 1180) {
    await button('Detalhes').click();
    await page.getByText('Cansada, mas educada').waitFor();
    await shows('details', width);
    await button('Conversa').click();
  }
  for (const [name, view] of [
    ['Nota', 'note'],
    ['Transferir', 'transfer'],
    ['Escalar', 'escalate'],
    ['Encerrar', 'close'],
  ] as const) {
    await button(name).click();
    await page.locator('.action-form').waitFor();
    await shows(view, width);
  }
  await page.keyboard.press('Escape');
  if (width < 700) await button('Voltar').click();
  await page.getByRole('tab', { name: 'Todos' }).click();
  await page.getByText('4 nos últimos 30 dias').waitFor();
  await shows('search', width);
  await page.getByRole('tab', { name: 'Painel' }).click();
  await inBoard();
  await page.context().setOffline(true);
  await page.getByText('Sem conexão', { exact: true }).waitFor();
  await shows('offline', width);
});

test('the same at night', async () => {
  await sits(1280, 'dark');
  busyMorning();
  await at.holdTicket();
  await shows('ticket-dark', 1280);
});
