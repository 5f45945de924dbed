import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { SHOTS, startChromium } from '../support/chromium.js';
import { openWorld, type World, type WorldOptions } from '../support/world.js';
import type { WebCustomer } from '../support/web-customer.js';

const DESKTOP = { viewport: { width: 1360, height: 860 } };
const PHONE = {
  viewport: { width: 380, height: 780 },
  colorScheme: 'dark',
} satisfies BrowserContextOptions;

let browser: Browser;
let world: World;
let customer: WebCustomer;
beforeAll(async () => void (browser = await startChromium()));
afterAll(() => browser?.close());

/** The demo desk with Eva, who has no shift; by the true time, because that is what the pages count by. */
async function opens(desk: WorldOptions['desk'] = () => undefined): Promise<void> {
  world = await openWorld({
    at: new Date().toISOString(),
    desk: (file) => {
      file.agents.push({ ...file.agents[0], id: 'eva', name: 'Eva Dias', shifts: [] });
      (file['rules'] as Record<string, unknown>)['offerTimeoutSeconds'] = 120;
      desk(file);
    },
  });
  customer = await world.webCustomer();
}
afterEach(() => world.ends());

/** A colleague at a page of their own. */
async function sits(agentId: string, options: BrowserContextOptions = DESKTOP): Promise<Page> {
  (await world.agent(agentId)).close();
  const context = await browser.newContext({
    ...{ locale: 'pt-BR', timezoneId: 'America/Sao_Paulo' },
    ...options,
  });
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  await page.goto(`${world.baseUrl}/console`);
  await page.getByLabel('Usuário').fill(agentId);
  await page.getByLabel('Senha').fill(`${agentId}-own-password`);
  await page.keyboard.press('Enter');
  await page.getByText('Conectado', { exact: true }).waitFor();
  return page;
}

const shot = (page: Page, name: string) => page.screenshot({ path: `${SHOTS}/transfer-${name}.png` });
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const region = (page: Page, name: string) => page.getByRole('region', { name });
const fits = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth);

/** Ana takes the customer's ticket and greets them. */
async function anaServes(options?: BrowserContextOptions): Promise<Page> {
  const ana = await sits('ana', options);
  await customer.says('quero falar com atendente');
  await button(ana, 'Aceitar').first().click();
  await ana.getByLabel('Sua resposta').fill('Oi, aqui é a Ana!');
  await ana.keyboard.press('Enter');
  await ana.getByRole('log').getByText('Oi, aqui é a Ana!').waitFor();
  return ana;
}

async function passesTo(ana: Page, receiver: string, note: string): Promise<void> {
  await button(ana, 'Transferir').click();
  await ana.getByLabel('Para quem', { exact: true }).selectOption(receiver);
  await ana.getByLabel('Recado para quem recebe').fill(note);
  await button(ana, 'Transferir atendimento').click();
}

test('two colleagues: Ana passes a ticket with a note, Bia accepts, and both pages show it', async () => {
  await opens();
  const ana = await anaServes();
  const bia = await sits('bia');
  await region(ana, 'Equipe').getByText('Bia Lima').waitFor();
  await shot(ana, '1-serving');

  // By keyboard: the form takes the focus, Escape gives it back, what was written is still there.
  await button(ana, 'Transferir').press('Enter');
  expect(await ana.evaluate(() => document.activeElement?.tagName)).toBe('SELECT');
  await ana.getByLabel('Recado para quem recebe').fill('Ela só quer a segunda via');
  await ana.keyboard.press('Escape');
  await ana.getByLabel('Sua resposta').waitFor();
  await button(ana, 'Transferir').click();
  expect(await ana.getByLabel('Recado para quem recebe').inputValue()).toBe('Ela só quer a segunda via');
  const options = await ana.getByLabel('Para quem', { exact: true }).locator('option').allTextContents();
  expect(options).toEqual(
    expect.arrayContaining(['Bia Lima · Técnico · 0/3', 'Eva Dias · Técnico · Fora do turno', 'Financeiro']),
  );
  expect(options.join()).not.toContain('Ana Souza');
  expect(await ana.locator('option[value="agent:eva"]').isDisabled()).toBe(true);
  await button(ana, 'Transferir atendimento').click();
  await ana.getByText('Escolha para quem vai e escreva um recado.').waitFor();
  await shot(ana, '2-form');
  await ana.getByLabel('Para quem', { exact: true }).selectOption('agent:bia');
  await button(ana, 'Transferir atendimento').click();

  await region(ana, 'Passando para Bia Lima')
    .getByText(/Bia Lima tem \d:\d\d para responder/)
    .waitFor();
  await ana.getByLabel('Sua resposta').fill('Um momento, vou chamar a Bia.');
  await ana.keyboard.press('Enter');
  await ana.getByRole('log').getByText('Um momento, vou chamar a Bia.').waitFor();
  const card = bia.locator('.card.offer');
  await card.getByText('Ela só quer a segunda via').waitFor();
  await shot(bia, '3-receiver-board');
  await card.getByRole('button').first().click();
  const bar = region(bia, 'Ana Souza quer passar este atendimento para você');
  await bar.getByText('Ela só quer a segunda via').waitFor();
  await shot(bia, '4-receiver-ticket');
  await shot(ana, '5-pending');
  await bar.getByRole('button', { name: 'Aceitar' }).click();
  await bia.getByLabel('Sua resposta').waitFor();
  await ana.getByText('Este atendimento está com Bia Lima.').waitFor();
  expect(await button(ana, 'Transferir').count()).toBe(0);
  await region(ana, 'Com colegas').getByText('com Bia Lima').waitFor();
  await ana.locator('.history').getByText('Transferência oferecida').waitFor();
  await region(ana, 'Equipe').getByRole('listitem').filter({ hasText: 'Bia' }).getByText('1/3').waitFor();
  await shot(ana, '6-passed');
});

test('a refusal comes back with its reason; a department where nobody is there, with the news', async () => {
  await opens();
  const ana = await anaServes();
  const bia = await sits('bia');
  await passesTo(ana, 'agent:bia', 'Você conhece o caso');
  await bia.locator('.card.offer').getByRole('button', { name: 'Recusar' }).click();
  await bia.keyboard.type('estou em reunião');
  await bia.keyboard.press('Enter');
  const news = ana.locator('.transfer-news');
  await news.getByText('“estou em reunião”; o atendimento continua com você').waitFor();
  await shot(ana, '7-refused');
  await news.getByRole('button', { name: 'Fechar aviso' }).click();
  await news.waitFor({ state: 'detached' });

  await bia.getByRole('switch').click();
  await region(ana, 'Equipe').getByText('Ausente').first().waitFor();
  await passesTo(ana, 'department:financeiro', 'segunda via');
  await news.getByText('o atendimento continua com você').waitFor();
  await shot(ana, '8-nobody');
  await ana.reload();
  await news.waitFor();
});

test('a supervisor reassigns and takes over', async () => {
  await opens();
  const ana = await anaServes();
  await sits('bia');
  const dora = await sits('dora');
  await region(dora, 'Com colegas').getByRole('button').first().click();
  await button(dora, 'Reatribuir').click();
  await shot(dora, '9-reassign');
  await dora.getByLabel('Para quem', { exact: true }).selectOption('agent:bia');
  await button(dora, 'Reatribuir atendimento').click();
  await region(ana, 'Passando para Bia Lima').waitFor();
  await region(dora, 'Passando para Bia Lima').waitFor();
  await button(dora, 'Assumir').click();
  await dora.getByText('Ana Souza deixa de falar com o cliente').waitFor();
  await button(dora, 'Assumir atendimento').click();
  await dora.getByLabel('Sua resposta').waitFor();
  await ana.getByText('Este atendimento está com Dora Nunes.').waitFor();
  await shot(dora, '10-taken-over');
});

test('hands back to the assistant, and fits a phone in the dark', async () => {
  await opens();
  const ana = await anaServes(PHONE);
  await shot(ana, '11-phone-ticket');
  await button(ana, 'Escalar').click();
  await ana.getByLabel('Supervisão').check();
  await shot(ana, '12-phone-escalate');
  expect(await fits(ana)).toBe(true);
  await ana.keyboard.press('Escape');
  const bia = await sits('bia', PHONE);
  await passesTo(ana, 'agent:bia', 'Ela fala espanhol e quer saber do plano novo');
  await region(ana, 'Passando para Bia Lima').waitFor();
  await shot(ana, '13-phone-pending');
  await shot(bia, '14-phone-board');
  await bia.locator('.card.offer').getByRole('button').first().click();
  await region(bia, 'Ana Souza quer passar este atendimento para você').waitFor();
  await shot(bia, '15-phone-receiver');
  expect([await fits(ana), await fits(bia)]).toEqual([true, true]);
  await button(ana, 'Devolver').click();
  await ana.getByText('volta a falar com o assistente virtual').waitFor();
  await shot(ana, '16-phone-hand-back');
  await button(ana, 'Devolver ao assistente').click();
  await button(ana, 'Voltar').click();
  await ana.getByText('Devolvido ao assistente').waitFor();
  await ana.locator('.team').scrollIntoViewIfNeeded();
  await shot(ana, '17-phone-team');
});

test('the queue shows who was chosen and why, with timers; whoever keeps a customer waiting stands out', async () => {
  await opens();
  const dora = await sits('dora');
  await sits('ana');
  await customer.says('quero falar com atendente');
  const offered = region(dora, 'Fila').locator('.card');
  await offered.getByText(/Ana Souza tem \d:\d\d para responder/).waitFor();
  expect(await offered.locator('.because').textContent()).toMatch(/habilidade: .*Menor carga: 0 de 3/);
  const ana = await world.agent('ana');
  await ana.accepts((await ana.seesOffer()).id);
  await customer.says('meu modem apita');
  const silent = region(dora, 'Com colegas').locator('.chip.silent');
  await silent.getByText('espera resposta').waitFor();
  await world.passes(61);
  await dora.locator('.chip.silent.warned').waitFor();
  await world.passes(61);
  await dora.locator('.chip.silent.alarming').waitFor();
  await (await world.webCustomer()).says('quero falar com atendente');
  await region(dora, 'Fila')
    .getByText(/Ana Souza tem \d:\d\d para responder/)
    .waitFor();
  await ana.available(false);
  await shot(dora, '18-queue');
});

test('a ticket that rests says until when', async () => {
  const tomorrow = (new Date(Date.now() - 3 * 3_600_000).getUTCDay() % 7) + 1;
  await opens(({ agents }) => {
    for (const one of agents) one['shifts'] = [{ days: [tomorrow], from: '08:00', to: '18:00' }];
  });
  const dora = await sits('dora');
  await customer.says('quero falar com atendente');
  const card = region(dora, 'Fila').locator('.card', { hasText: 'Agendado' });
  await card.getByText(/retorno marcado para \S{3} \d\d\/\d\d 08:00/).waitFor();
  expect(await region(dora, 'Equipe').getByText('Fora do turno').count()).toBe(5);
  await shot(dora, '19-scheduled');
});
