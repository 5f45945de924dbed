import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { complaintsOf, SHOTS, startChromium, strangersOf } from '../support/chromium.js';

interface Demo {
  readonly phones: string;
  readonly console: string;
  readonly password: string;
  /** Ctrl-C; gives the exit code. */
  ends(): Promise<number | null>;
}

let browser: Browser;
let temporary: string;
const children: ChildProcess[] = [];
beforeAll(async () => {
  browser = await startChromium();
  temporary = mkdtempSync(join(tmpdir(), 'demo-test-'));
});
afterAll(async () => {
  for (const child of children) child.kill('SIGKILL');
  await browser?.close();
  rmSync(temporary, { recursive: true, force: true });
});

function run(settings: Readonly<Record<string, string>>) {
  const { NODE_OPTIONS: _ofJest, ...env } = process.env;
  const child = spawn(process.execPath, ['--import', 'tsx', 'demo/whatsapp.ts'], {
    env: { ...env, TMPDIR: temporary, PORT: '0', DEMO_PORT: '0', ...settings },
  });
  children.push(child);
  const said = { out: '', err: '' };
  child.stdout.on('data', (data: Buffer) => (said.out += data.toString()));
  child.stderr.on('data', (data: Buffer) => (said.err += data.toString()));
  const exit = new Promise<number | null>((resolve) => void child.once('exit', resolve));
  return { child, said, exit };
}

async function startDemo(): Promise<Demo> {
  const { child, said, exit } = run({});
  await new Promise<void>((resolve, reject) => {
    child.stdout.on('data', () => said.out.includes('Ctrl-C') && resolve());
    void exit.then(() => reject(new Error(`The demo did not start: ${said.err}`)));
  });
  const [phones = '', console = ''] = said.out.match(/http:\S+/g) ?? [];
  return {
    phones: phones.replace(/\/$/, ''),
    console,
    password: /^\s+ana\s+(\S+)/m.exec(said.out)?.[1] ?? '',
    ends: () => {
      child.kill('SIGINT');
      return exit;
    },
  };
}

async function open(url: string, width: number): Promise<Page> {
  const context = await browser.newContext({ viewport: { width, height: 900 }, locale: 'pt-BR' });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  await page.goto(url);
  return page;
}

const phone = (page: Page, name: string) => page.locator(`section[aria-label^="${name},"]`);

async function says(page: Page, name: string, text: string): Promise<void> {
  const field = phone(page, name).getByLabel(`Mensagem de ${name}`);
  await field.fill(text);
  await field.press('Enter');
}

const written = (page: Page, name: string, text: RegExp): Locator =>
  phone(page, name).locator('.bubble', { hasText: text }).last();
const hears = (page: Page, name: string, text: RegExp) => written(page, name, text).waitFor();

async function asksForAPerson(page: Page): Promise<void> {
  await says(page, 'Mariana', 'minha internet está lenta');
  await phone(page, 'Mariana').getByText('digitando…').waitFor();
  await hears(page, 'Mariana', /1\. Só no Wi-Fi\s+2\. No cabo/);
  await says(page, 'Mariana', 'quero falar com atendente');
  await hears(page, 'Mariana', /CPF do titular/);
  await phone(page, 'Mariana')
    .getByRole('button', { name: /^Mariana, 111/ })
    .click();
  await page.keyboard.press('Enter');
}

const fits = (page: Page): Promise<boolean> =>
  page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth);

test('from the code to the closing, on the phones alone, with a line that drops', async () => {
  const demo = await startDemo();
  const page = await open(demo.phones, 1400);
  const wrongs = [complaintsOf(page), strangersOf(page, demo.phones)];
  await page.getByRole('img', { name: 'Código QR do programa' }).waitFor();
  expect(await phone(page, 'Mariana').getByLabel('Mensagem de Mariana').isDisabled()).toBe(true);
  await page.getByRole('button', { name: 'Conectar', exact: true }).press('Enter');
  await page.getByText('Linha: conectado').waitFor();

  await says(page, 'Ana', 'oi');
  await hears(page, 'Ana', /Oi, Ana! Você está disponível/);
  await asksForAPerson(page);
  await hears(page, 'Ana', /Novo atendimento #1[\s\S]*Responda 1 para aceitar/);
  await says(page, 'Ana', '1');
  await hears(page, 'Mariana', /^Você agora fala com Ana\./);

  await page.getByRole('button', { name: 'Derrubar a linha' }).click();
  await page.getByText('A linha caiu.').waitFor();
  await says(page, 'Ana', 'reinicie o *modem*, por favor');
  const answer = written(page, 'Mariana', /Ana: reinicie o modem, por favor/);
  await answer.waitFor();
  expect(await answer.locator('strong').allTextContents()).toEqual(['Ana:', 'modem']);
  expect(await page.locator('#past').textContent()).toContain('sem linha');
  await answer.getByRole('button', { name: /^Responder a/ }).press('Enter');
  await says(page, 'Mariana', 'reiniciei e voltou!');
  await hears(page, 'Ana', /#1 Mariana Alves Ferreira: reiniciei e voltou!/);
  const own = written(page, 'Mariana', /reiniciei e voltou!/);
  expect(await own.locator('blockquote').textContent()).toBe('Ana: reinicie o modem, por favor');
  await own.getByRole('img', { name: 'entregue' }).waitFor();
  await says(page, 'Ana', 'que bom!');
  await own.getByRole('img', { name: 'lida' }).waitFor();

  await says(page, 'Ana', '/encerrar reiniciar o modem; modem reiniciado');
  await hears(page, 'Mariana', /encerrado por Ana/);
  expect(await page.locator('#steps .done').count()).toBe(5);
  expect(
    await phone(page, 'Mariana')
      .locator('.bubble', { hasText: /reinicie o modem/ })
      .count(),
  ).toBe(2);
  await page.screenshot({ path: `${SHOTS}/demo-test-1400.png` });

  const small = await open(demo.phones, 360);
  await hears(small, 'Mariana', /encerrado por Ana/);
  expect(await fits(small)).toBe(true);
  expect(wrongs).toEqual([[], []]);
  expect(await demo.ends()).toBe(0);
  expect(readdirSync(temporary).filter((name) => !name.startsWith('tsx-'))).toEqual([]);
}, 60_000);

test('the company phone takes a chat over and gives it back; the number is unlinked and linked again', async () => {
  const demo = await startDemo();
  const page = await open(demo.phones, 800);
  const connect = page.getByRole('button', { name: 'Conectar', exact: true });
  await connect.click();
  await page.getByText('Linha: conectado').waitFor();
  await page.getByText('Problemas da linha').click();
  await page.getByRole('button', { name: 'Entregar a última outra vez' }).click();
  await page.getByRole('alert').getByText('Ainda não chegou nenhuma mensagem').waitFor();
  await says(page, 'Carlos', 'quanto custa a internet?');
  await hears(page, 'Carlos', /R\$/);
  await phone(page, 'Conexão Clara').getByRole('button', { name: 'Carlos (1)' }).click();
  await says(page, 'Conexão Clara', 'Oi Carlos, aqui é o Pedro');
  await hears(page, 'Carlos', /aqui é o Pedro/);
  await phone(page, 'Carlos').getByRole('button', { name: 'Foto' }).click();
  await phone(page, 'Conexão Clara').locator('.bubble img').waitFor();
  await says(page, 'Conexão Clara', '/bot');
  await hears(page, 'Carlos', /^Voltei!/);

  await page.getByRole('button', { name: 'Desconectar o número' }).click();
  await connect.click();
  await page.getByText('Linha: conectado').waitFor();
  await says(page, 'Carlos', 'qual o horário de vocês?');
  await hears(page, 'Carlos', /segunda a sexta/);
  expect(await demo.ends()).toBe(0);
  await page.getByRole('alert').getByText('não responde').waitFor();
}, 60_000);

test('a port in use is explained in one line', async () => {
  const { said, exit } = run({ DEMO_PORT: new URL(await takenAddress()).port });
  expect(await exit).toBe(1);
  expect(said.err).toMatch(/^Port \d+ is in use\. Choose another: DEMO_PORT=\d+ npm run demo:whatsapp\n$/);
}, 30_000);

/** Somebody else's server; it lives as long as the tests. */
async function takenAddress(): Promise<string> {
  const code =
    "const s=require('http').createServer().listen(0,'127.0.0.1',()=>console.log(s.address().port))";
  const child = spawn(process.execPath, ['-e', code]);
  children.push(child);
  const port = await new Promise<string>((resolve) =>
    child.stdout.once('data', (data: Buffer) => resolve(data.toString().trim())),
  );
  return `http://127.0.0.1:${port}`;
}
