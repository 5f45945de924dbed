import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { startChromium } from '../support/chromium.js';

/** The demo as it was started: where its pages are, and how it ends. */
export interface Demo {
  readonly phones: string;
  readonly console: string;
  /** Ana's first one. */
  readonly password: string;
  /** Ctrl-C; gives the exit code. */
  ends(): Promise<number | null>;
}

/** What a test of the demo works with. Whatever it started ends with it. */
export interface DemoInBrowser {
  readonly browser: Browser;
  /** Where the demo keeps its things. */
  readonly temporary: string;
  readonly children: ChildProcess[];
}

/** Sets up a browser and an empty place for the tests of this file. */
export function demoInBrowser(): DemoInBrowser {
  const all = { children: [] } as unknown as { -readonly [Part in keyof DemoInBrowser]: DemoInBrowser[Part] };
  beforeAll(async () => {
    all.browser = await startChromium();
    all.temporary = mkdtempSync(join(tmpdir(), 'demo-test-'));
  });
  afterAll(async () => {
    for (const child of all.children) child.kill('SIGKILL');
    await all.browser?.close();
    rmSync(all.temporary, { recursive: true, force: true });
  });
  return all;
}

/** Starts the demo's program with these settings and hears what it says. */
export function run({ temporary, children }: DemoInBrowser, settings: Readonly<Record<string, string>>) {
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

/** Starts the demo and waits until its pages can be opened. */
export async function startDemo(the: DemoInBrowser): Promise<Demo> {
  const { child, said, exit } = run(the, {});
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

export async function openPage({ browser }: DemoInBrowser, url: string, width: number): Promise<Page> {
  const context = await browser.newContext({ viewport: { width, height: 900 }, locale: 'pt-BR' });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  await page.goto(url);
  return page;
}

/** The phone of this person on the page. */
export const phone = (page: Page, name: string) => page.locator(`section[aria-label^="${name},"]`);

export async function says(page: Page, name: string, text: string): Promise<void> {
  const field = phone(page, name).getByLabel(`Mensagem de ${name}`);
  await field.fill(text);
  await field.press('Enter');
}

/** The newest message on a phone with this text. */
export const written = (page: Page, name: string, text: RegExp): Locator =>
  phone(page, name).locator('.bubble', { hasText: text }).last();
export const hears = (page: Page, name: string, text: RegExp) => written(page, name, text).waitFor();

/** Answers the newest message with this text by quoting it. */
export async function quotes(page: Page, name: string, message: RegExp, text: string): Promise<void> {
  await written(page, name, message)
    .getByRole('button', { name: /^Responder a/ })
    .click();
  await says(page, name, text);
}

/** Opens the other things one can do to a message, with the keyboard alone, and does one. */
export async function does(message: Locator, what: string): Promise<void> {
  await message.getByRole('button', { name: /^Mais sobre/ }).press('Enter');
  await message.getByRole('button', { name: what, exact: true }).press('Enter');
}

/** Mariana asks for a person; the offer goes to Ana's phone. */
export async function asksForAPerson(page: Page): Promise<void> {
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

/** The company's phone links the number; Ana says that she is there. */
export async function begins(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Conectar', exact: true }).press('Enter');
  await page.getByText('Linha: conectado').waitFor();
  await says(page, 'Ana', 'oi');
  await hears(page, 'Ana', /Oi, Ana! Você está disponível/);
}
