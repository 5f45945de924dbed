import type { Browser, BrowserContext, Page } from 'playwright-core';
import {
  buildConsolePage,
  consolePage,
  type ConsolePage,
  watchForWrongs,
} from '../channels/console/console-pages.js';
import { startChromium } from '../support/chromium.js';
import { fillDesk, offerTicket } from '../channels/console/sample-desk.js';
import { PASSWORD, startConsole, type RunningConsole } from '../channels/console/running-console.js';
import { signIn as testAgent } from '../support/console-agent.js';

const NEW_PASSWORD = 'minha senha nova';

let browser: Browser;
let pagesFolder: string;
let running: RunningConsole;
let context: BrowserContext;
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
  context = await browser.newContext({ locale: 'pt-BR', viewport: { width: 1280, height: 800 } });
  page = await context.newPage();
  at = consolePage(page, running);
  wrongs = watchForWrongs(page);
});
afterEach(async () => {
  await context.close();
  await running.stop();
  expect(wrongs).toEqual([]);
});

const offer = (urgency?: 'urgent') => offerTicket(running.desk, 't12', { id: 'ana', name: 'Ana' }, urgency);

test('from the one-time password to the closed ticket', async () => {
  const account = running.store.accounts.get('ana');
  if (account) running.store.accounts.set('ana', { ...account, oneTime: true });
  await page.goto(`${running.url}/console`);
  await at.shot('1-sign-in');
  await at.signIn('ana', 'errada');
  await page.getByText('Usuário ou senha incorretos.').waitFor();
  await at.signIn();

  await page.getByText('vale só uma vez').waitFor();
  await page.getByLabel('Senha atual').fill(PASSWORD);
  await page.getByLabel('Senha nova', { exact: true }).fill(NEW_PASSWORD);
  await page.getByLabel('Repita a senha nova').fill(`${NEW_PASSWORD}?`);
  await page.keyboard.press('Enter');
  await page.getByText('não são iguais').waitFor();
  await page.getByLabel('Repita a senha nova').fill(NEW_PASSWORD);
  await page.keyboard.press('Enter');

  await at.isOnline();
  offer();
  await at.card('Marina Alves').getByText('responda em').waitFor();
  await page.waitForFunction(() => document.title === '(1) Bastão');
  expect(await page.locator('[aria-live=assertive]').textContent()).toContain('Marina Alves');
  await at.shot('4-offer');

  // By keyboard alone, from the top of the page.
  const focused = () => page.evaluate(() => document.activeElement?.textContent);
  await page.locator('body').press('Tab');
  for (let tabs = 0; tabs < 12 && (await focused()) !== 'Aceitar'; tabs += 1)
    await page.keyboard.press('Tab');
  expect(await focused()).toBe('Aceitar');
  await page.keyboard.press('Enter');

  const box = page.getByLabel('Sua resposta');
  await box.waitFor();
  expect(await box.evaluate((element) => element === document.activeElement)).toBe(true);
  await page.waitForFunction(() => document.title === 'Bastão');
  for (const reason of ['Ninguém concluiu hoje', 'Ana conhece "rede"'])
    expect(await page.locator('.details').textContent()).toContain(reason);
  expect(await page.getByRole('link', { name: 'medidor.example' }).getAttribute('rel')).toBe(
    'noopener noreferrer',
  );
  expect(await page.locator('.transcript img').count()).toBe(0);

  await page.keyboard.type('Oi, Marina! Aqui é a Ana.');
  await page.keyboard.press('Shift+Enter');
  await page.keyboard.type('Vou trocar o canal do seu wi-fi.');
  await page.keyboard.press('Enter');
  await page.locator('.entry.me').getByRole('img', { name: 'Enviada' }).waitFor();
  expect(at.said('t12')).toEqual(['Oi, Marina! Aqui é a Ana.\nVou trocar o canal do seu wi-fi.']);
  expect(await box.inputValue()).toBe('');
  running.desk.customerSays('t12', 'Nossa, agora voou!');
  await page.getByRole('log').getByText('Nossa, agora voou!').waitFor();
  await at.shot('5-ticket-1280');

  await page.getByRole('button', { name: 'Encerrar', exact: true }).click();
  // What she wrote is proposed, the greeting not.
  expect(await page.getByLabel('Informação prestada').inputValue()).toBe('Vou trocar o canal do seu wi-fi.');
  await page.getByLabel('Informação prestada').fill('O canal 6 estava congestionado');
  await page.getByRole('button', { name: 'Encerrar atendimento' }).click();
  await page.getByText('Preencha os dois campos.').waitFor();
  await at.shot('6-close');
  await page.getByLabel('Solução').fill('Wi-fi passado para o canal 11');
  await page.getByRole('button', { name: 'Encerrar atendimento' }).click();
  await page.getByRole('region', { name: 'Encerrados hoje' }).getByText('Marina Alves').waitFor();
  const outcome = { told: 'O canal 6 estava congestionado', solved: 'Wi-fi passado para o canal 11' };
  expect(running.desk.tickets.get('t12')).toMatchObject({ status: 'closed', ...outcome });
});

test('who accepts too late is told whose it is', async () => {
  await at.signIn();
  await at.isOnline();
  offer();
  const accept = at.card('Marina Alves').getByRole('button', { name: 'Aceitar' });
  await accept.waitFor();
  // Bia takes it, and the news does not reach this tab before the button is pressed.
  await page.route('**/api/board', (route) => route.abort());
  const bia = await testAgent(running.url, 'bia', PASSWORD);
  expect((await bia.accepts('t12')).status).toBe(200);
  bia.close();
  await accept.click();
  await page.getByRole('alert').getByText('O atendimento 12 já é de Bia desde as 10:42.').waitFor();
  await page.unroute('**/api/board');
  await page.reload();
  await page.getByRole('region', { name: 'Com colegas' }).getByText('Marina Alves').waitFor();
});

test('refusing asks for a reason, and the offer is gone', async () => {
  await at.signIn();
  await at.isOnline();
  offer('urgent');
  await at.card('Marina Alves').getByRole('button', { name: 'Recusar' }).click();
  await page.keyboard.type('vou almoçar');
  await page.keyboard.press('Enter');
  await at.card('Marina Alves').getByText('Esperando').waitFor();
  expect(running.desk.received.at(-1)?.content).toMatchObject({ value: { reason: 'vou almoçar' } });
});

test('what was not sent stays in the box, and is sent once when the line is back', async () => {
  await at.holdTicket();
  const box = page.getByLabel('Sua resposta');
  // The server takes the reply, but its answer is lost.
  await page.route('**/reply', async (route) => {
    await route.fetch();
    await route.abort();
  });
  await box.fill('Só uma vez');
  await box.press('Enter');
  await page.getByText(/Envio não confirmado/).waitFor();
  expect(await box.inputValue()).toBe('Só uma vez');
  await at.shot('9-not-sent');
  await page.unroute('**/reply');
  await box.press('Enter');
  await page.waitForFunction(() => document.querySelector('textarea')?.value === '');
  expect(at.said('t12')).toEqual(['Só uma vez']);
  expect(await page.getByText(/Envio não confirmado/).count()).toBe(0);
});

test('unsent words are kept per ticket, through switching and reloading', async () => {
  running.desk.change('t13', { status: 'active', agent: { id: 'ana', name: 'Ana' } });
  await at.holdTicket();
  const box = page.getByLabel('Sua resposta');
  await box.fill('para Marina');
  await at.card('João Pedro').getByRole('button').first().click();
  await page.getByRole('heading', { name: 'João Pedro' }).waitFor();
  expect(await box.inputValue()).toBe('');
  await box.fill('para João');
  await page.reload();
  await page.getByRole('heading', { name: 'João Pedro' }).waitFor();
  expect(await box.inputValue()).toBe('para João');
  await at.card('Marina Alves').getByRole('button').first().click();
  await page.getByRole('heading', { name: 'Marina Alves' }).waitFor();
  expect(await box.inputValue()).toBe('para Marina');
});

test('after a dropped line it reconnects by itself and shows what happened meanwhile', async () => {
  let isCut = false;
  const cuts: (() => Promise<void>)[] = [];
  await page.routeWebSocket('**/console/stream', (socket) => {
    if (isCut) return void socket.close();
    socket.connectToServer();
    cuts.push(() => socket.close());
  });
  await at.holdTicket();
  await page.getByLabel('Sua resposta').fill('meio escrito');
  isCut = true;
  await Promise.all(cuts.map((cut) => cut()));
  await page.getByText('Reconectando…').waitFor();
  running.desk.customerSays('t12', 'Alguém aí?');
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(await page.getByText('Alguém aí?').count()).toBe(0);
  await at.shot('10-reconnecting');
  isCut = false;
  await page.getByText('Alguém aí?').waitFor();
  await at.isOnline();
  expect(await page.getByLabel('Sua resposta').inputValue()).toBe('meio escrito');
});

test('a session that ended elsewhere leads to the sign-in, and what was written is still there', async () => {
  await at.holdTicket();
  await page.getByLabel('Sua resposta').fill('quase pronto');
  running.store.sessions.clear();
  await page.getByLabel('Sua resposta').press('Enter');
  await page.getByText('Sua sessão terminou.').waitFor();
  await page.getByLabel('Usuário').fill('ana');
  await page.getByLabel('Senha').fill(PASSWORD);
  await page.keyboard.press('Enter');
  await page.getByLabel('Sua resposta').waitFor();
  expect(await page.getByLabel('Sua resposta').inputValue()).toBe('quase pronto');
});

test('availability is switched; signing out forgets the drafts', async () => {
  await at.holdTicket();
  await page.getByLabel('Sua resposta').fill('segredo');
  const toggle = page.getByRole('switch', { name: 'Disponível para novos atendimentos' });
  await toggle.press('Space');
  await toggle.getByText('Ausente').waitFor();
  expect(await toggle.getAttribute('aria-checked')).toBe('false');
  expect(running.desk.people.get('ana')?.available).toBe(false);
  await page.locator('summary', { hasText: 'Ana' }).click();
  await page.getByRole('button', { name: 'Sair' }).click();
  await page.getByLabel('Usuário').waitFor();
  expect(await page.evaluate(() => sessionStorage.length)).toBe(0);
  expect(running.store.sessions.size).toBe(0);
});

test('the newest message stays in sight while boxes grow and shrink, unless one reads further up', async () => {
  await page.setViewportSize({ width: 1280, height: 620 });
  await at.holdTicket();
  for (let line = 1; line <= 12; line += 1) running.desk.customerSays('t12', `linha ${line}`);
  const newest = page.getByRole('log').getByText('linha 12', { exact: true });
  await newest.waitFor();
  const isInSight = () =>
    newest.evaluate((element) => {
      const end = element.closest('.transcript')?.getBoundingClientRect().bottom ?? 0;
      return element.getBoundingClientRect().bottom <= end;
    });
  expect(await isInSight()).toBe(true);
  await page.getByRole('button', { name: 'Encerrar', exact: true }).click();
  await page.getByLabel('Solução').waitFor();
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(await isInSight()).toBe(true);
  await page.getByRole('log').evaluate((element) => (element.scrollTop = 0));
  running.desk.customerSays('t12', 'linha 13');
  await page.getByRole('button', { name: 'Mensagens novas' }).click();
  await page.getByRole('button', { name: 'Mensagens novas' }).waitFor({ state: 'detached' });
});

test.each([768, 360])('fits %d px: the list, then the ticket, and back', async (width) => {
  await page.setViewportSize({ width, height: 720 });
  const fits = () => page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth);
  await at.signIn();
  await at.isOnline();
  offer('urgent');
  await at.card('Marina Alves').getByText('responda em').waitFor();
  expect(await fits()).toBe(true);
  await at.shot(`11-board-${width}`);
  await at.card('Marina Alves').getByRole('button').first().click();
  await page.getByText('Aceite o atendimento para responder.').waitFor();
  await at.shot(`12-offer-${width}`);
  await page.locator('.no-reply').getByRole('button', { name: 'Aceitar' }).click();
  await page.getByLabel('Sua resposta').fill('Oi!');
  await at.shot(`13-ticket-${width}`);
  expect(await fits()).toBe(true);
  await page.getByRole('button', { name: 'Detalhes' }).click();
  await page.locator('.details').getByText('Ana conhece "rede"').first().waitFor();
  await at.shot(`14-details-${width}`);
  expect(await page.locator('.board').isVisible()).toBe(width === 768);
  await page.getByRole('button', { name: 'Voltar' }).click();
  await page.getByRole('region', { name: 'Meus atendimentos' }).getByText('Marina Alves').waitFor();
});
