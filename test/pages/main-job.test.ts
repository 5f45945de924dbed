import type { Browser, Page } from 'playwright-core';
import { complaintsOf, SHOTS, startChromium, strangersOf } from '../support/chromium.js';
import { openWorld, type World } from '../support/world.js';

let browser: Browser;
let world: World;
beforeAll(async () => {
  browser = await startChromium();
  world = await openWorld({ at: '2026-11-23T15:00:00-03:00', burstQuietMs: 200, asksWho: true });
});
afterAll(async () => {
  await browser?.close();
  await world?.ends();
});

async function open(path: string, size: { width: number; height: number }): Promise<Page> {
  const context = await browser.newContext({ viewport: size, locale: 'pt-BR' });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  await page.goto(world.baseUrl + path);
  return page;
}

/** What this page must not do from now on: complain, throw, or ask another origin. */
function wrongsOf(page: Page): () => readonly string[] {
  const [complaints, strangers] = [complaintsOf(page), strangersOf(page, world.baseUrl)];
  return () => [...complaints, ...strangers];
}

const bubble = (page: Page, text: RegExp) =>
  page.locator('.webchat__bubble:not(.webchat__bubble--from-user)').getByText(text).last();

async function says(page: Page, text: string): Promise<void> {
  await page.getByRole('textbox').fill(text);
  await page.getByRole('textbox').press('Enter');
}

async function signIn(page: Page): Promise<void> {
  const password = world.app.newPasswords.find(({ agentId }) => agentId === 'ana')?.password ?? '';
  await page.getByLabel('Usuário').fill('ana');
  await page.getByLabel('Senha').fill(password);
  await page.keyboard.press('Enter');
  await page.getByLabel('Senha atual').fill(password);
  await page.getByLabel('Senha nova', { exact: true }).fill('uma senha da ana');
  await page.getByLabel('Repita a senha nova').fill('uma senha da ana');
  await page.keyboard.press('Enter');
  await page.getByText('Conectado', { exact: true }).waitFor();
}

/** Ana takes the offer on her page and says her first words. */
async function takes(ana: Page, customer: Page, reply: string): Promise<void> {
  await ana.getByRole('button', { name: 'Aceitar' }).first().click();
  await bubble(customer, /^Você agora fala com Ana\.$/).waitFor();
  await ana.getByLabel('Sua resposta').fill(reply);
  await ana.keyboard.press('Enter');
  await bubble(customer, new RegExp(reply)).waitFor();
}

/** Ana closes with what was told and what solved it. */
async function closes(ana: Page, told: string, solved: string): Promise<void> {
  await ana.getByRole('button', { name: 'Encerrar', exact: true }).click();
  await ana.getByLabel('Informação prestada').fill(told);
  await ana.getByLabel('Solução').fill(solved);
  await ana.getByRole('button', { name: 'Encerrar atendimento' }).click();
}

test('asks for a person, talks to Ana, comes back the same day and meets Ana, with the reason on her screen', async () => {
  const customer = await open('/', { width: 420, height: 780 });
  const customerWrongs = wrongsOf(customer);
  const ana = await open('/console', { width: 1280, height: 800 });
  await signIn(ana);
  const anaWrongs = wrongsOf(ana);
  await bubble(customer, /assistente virtual da Conexão Clara/).waitFor();
  await says(customer, 'minha net ta mto lenta');
  await bubble(customer, /no Wi-Fi, ou no cabo/).waitFor();
  await says(customer, 'quero falar com atendente');
  await bubble(customer, /CPF do titular/).waitFor();
  await says(customer, 'mariana, 111.444.777-35, 12/03/1985');
  await bubble(customer, /^Obrigado, Mariana/).waitFor();
  await bubble(customer, /^Chamei Ana/).waitFor();
  await takes(ana, customer, 'Oi, já estou vendo sua conexão');
  await says(customer, 'obrigada!');
  await ana.getByText('obrigada!').first().waitFor();
  await customer.screenshot({ path: `${SHOTS}/main-customer.png` });
  await ana.screenshot({ path: `${SHOTS}/main-ana.png` });
  await closes(ana, 'como reiniciar o modem', 'modem reiniciado');
  await bubble(customer, /encerrado por Ana/).waitFor();
  await customer.reload();
  await bubble(customer, /encerrado por Ana/).waitFor();
  await says(customer, 'preciso falar com uma pessoa de novo');
  await bubble(customer, /^Chamei Ana.*0002\.$/).waitFor();
  await ana.getByRole('button', { name: 'Aceitar' }).first().waitFor();
  await ana.locator('.card', { hasText: '#2' }).getByText('Conexão lenta').click();
  await ana.getByText('Ana Souza já atendeu este cliente hoje').first().waitFor();
  await ana.screenshot({ path: `${SHOTS}/main-same-day.png` });
  expect(customerWrongs()).toEqual([]);
  expect(anaWrongs()).toEqual([]);
}, 120_000);
