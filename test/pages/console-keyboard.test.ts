import type { Browser, Page } from 'playwright-core';
import { startChromium } from '../support/chromium.js';
import type { WebCustomer } from '../support/web-customer.js';
import { openWorld, type World } from '../support/world.js';

let browser: Browser;
let world: World;
let customer: WebCustomer;
beforeAll(async () => void (browser = await startChromium()));
afterAll(() => browser?.close());
beforeEach(async () => {
  // By the true time, because that is what the pages count by.
  world = await openWorld({
    at: new Date().toISOString(),
    desk: (file) => ((file['rules'] as Record<string, unknown>)['offerTimeoutSeconds'] = 120),
  });
  customer = await world.webCustomer();
});
afterEach(() => world.ends());

/** A colleague at a page of their own, whose mouse is broken. */
async function sits(agentId: string, width: number): Promise<Page> {
  (await world.agent(agentId)).close();
  const context = await browser.newContext({ locale: 'pt-BR', viewport: { width, height: 800 } });
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  await page.goto(`${world.baseUrl}/console`);
  await page.getByLabel('Usuário').waitFor();
  await page.keyboard.type(agentId);
  await page.keyboard.press('Tab');
  await page.keyboard.type(`${agentId}-own-password`);
  await page.keyboard.press('Enter');
  await page.getByText('Conectado', { exact: true }).waitFor();
  return page;
}

/** What has the keyboard: its words, and whether one sees that it has it. */
const focus = (page: Page) =>
  page.evaluate(() => {
    const element = document.activeElement;
    if (!(element instanceof HTMLElement)) return { words: '', isSeen: false };
    const { outlineStyle, outlineWidth } = getComputedStyle(element);
    const label = 'labels' in element ? (element as HTMLInputElement).labels?.[0]?.textContent : undefined;
    const words = label ?? element.ariaLabel ?? element.textContent ?? '';
    return { words: words.trim(), isSeen: outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2 };
  });

/** Goes on with Tab until the keyboard is at something with these words; it is to be seen at every step. */
async function tabsTo(page: Page, words: string, key = 'Tab'): Promise<void> {
  for (let tabs = 0; tabs < 60; tabs += 1) {
    await page.keyboard.press(key);
    const at = await focus(page);
    if (await page.evaluate(() => document.activeElement !== document.body))
      expect(at).toMatchObject({ isSeen: true });
    if (at.words === words) return;
  }
  throw new Error(`${words} is not reached by ${key}`);
}

/** Presses the thing with these words. */
async function presses(page: Page, words: string, key = 'Tab'): Promise<void> {
  await tabsTo(page, words, key);
  await page.keyboard.press('Enter');
}

/** What can be worked with and is on the screen, but no Tab leads to; among tabs and choices one goes by arrows. */
async function unreachable(page: Page): Promise<readonly string[]> {
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  for (let tabs = 0; tabs < 60; tabs += 1) {
    await page.keyboard.press('Tab');
    await page.evaluate(() => document.activeElement?.setAttribute('data-reached', ''));
  }
  return page.evaluate(() =>
    Array.from(document.querySelectorAll<HTMLElement>('button, a[href], input, select, textarea, summary'))
      .filter(
        (one) => one.checkVisibility() && !one.matches(':disabled, [data-reached], [role=tab], [type=radio]'),
      )
      .map((one) => one.outerHTML),
  );
}

const EACH = [1280, 360];

test.each(EACH)(
  'with the keyboard alone at %d px: accept, reply, note, transfer; accept, close',
  async (width) => {
    const ana = await sits('ana', width);
    await customer.says('quero falar com atendente');
    await ana.getByText('responda em').waitFor();
    await presses(ana, 'Aceitar');
    await ana.getByLabel('Sua resposta').waitFor();
    await ana.keyboard.type('Oi, aqui é a Ana!');
    await ana.keyboard.press('Enter');
    await ana.locator('.entry.me').getByText('Oi, aqui é a Ana!').waitFor();

    await presses(ana, 'Nota', 'Shift+Tab');
    await ana.keyboard.type('Prefere ligação à tarde');
    await presses(ana, 'Guardar nota');
    await ana.getByRole('log').getByText('Prefere ligação à tarde').waitFor();

    const bia = await sits('bia', width);
    await presses(ana, 'Transferir', 'Shift+Tab');
    await ana.keyboard.type('Bia');
    await tabsTo(ana, 'Recado para quem recebe');
    await ana.keyboard.type('Ela só quer a segunda via');
    await presses(ana, 'Transferir atendimento');
    await ana.getByRole('region', { name: 'Passando para Bia Lima' }).waitFor();

    await bia.getByText('Ela só quer a segunda via').first().waitFor();
    await presses(bia, 'Aceitar');
    await bia.getByLabel('Sua resposta').waitFor();
    expect(await unreachable(bia)).toEqual([]);
    await bia.getByLabel('Sua resposta').focus();
    await bia.keyboard.type('Enviei a segunda via para o seu e-mail.');
    await bia.keyboard.press('Enter');
    await bia.locator('.entry.me').getByText('Enviei a segunda via').waitFor();
    await presses(bia, 'Encerrar', 'Shift+Tab');
    await tabsTo(bia, 'Problema');
    await bia.keyboard.type('Segunda');
    await presses(bia, 'Encerrar atendimento');
    await bia.locator('.about').getByText('Segunda via do boleto').waitFor();
    const heard = customer.transcript().join();
    expect(heard).toMatch(/Oi, aqui é a Ana![\s\S]*Enviei a segunda via[\s\S]*encerrado por Bia/);
    expect(heard).not.toMatch(/Prefere ligação|só quer/);
  },
);

test('a wrong key does no harm: Escape leaves a form, and one goes on writing', async () => {
  const ana = await sits('ana', 1280);
  await customer.says('quero falar com atendente');
  await ana.getByText('responda em').waitFor();
  expect(await unreachable(ana)).toEqual([]);
  await ana.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  await presses(ana, 'Aceitar');
  await ana.getByLabel('Sua resposta').waitFor();
  for (const name of ['Nota', 'Transferir', 'Escalar', 'Encerrar']) {
    await presses(ana, name, 'Shift+Tab');
    await ana.locator('.action-form').waitFor();
    expect(await unreachable(ana)).toEqual([]);
    await ana.locator('.action-form textarea').first().focus();
    await ana.keyboard.press('Escape');
    await ana.locator('.action-form').waitFor({ state: 'detached' });
    expect(await focus(ana)).toEqual({ words: 'Sua resposta', isSeen: true });
  }
});
