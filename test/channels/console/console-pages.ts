import { cp, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import type { Page } from 'playwright-core';
import { PASSWORD, type RunningConsole } from './running-console.js';

/** Builds the console's page from its present source, into a new folder. */
export async function buildConsolePage(): Promise<string> {
  const pagesFolder = await mkdtemp(join(tmpdir(), 'console-pages-'));
  await build({
    entryPoints: ['console/main.tsx'],
    bundle: true,
    format: 'esm',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    outfile: join(pagesFolder, 'console/main.js'),
  });
  for (const file of ['index.html', 'style.css'])
    await cp(join('console', file), join(pagesFolder, 'console', file));
  return pagesFolder;
}

export type ConsolePage = ReturnType<typeof consolePage>;

/** What a person does with the console's page again and again. */
export function consolePage(page: Page, { url, desk }: RunningConsole) {
  const card = (customer: string) => page.locator('.card', { hasText: customer });
  const isOnline = () => page.getByText('Conectado', { exact: true }).waitFor();
  const signIn = async (agentId = 'ana', password = PASSWORD) => {
    await page.goto(`${url}/console`);
    await page.getByLabel('Usuário').fill(agentId);
    await page.getByLabel('Senha').fill(password);
    await page.keyboard.press('Enter');
  };
  return {
    card,
    isOnline,
    signIn,
    shot: (name: string) => page.screenshot({ path: `/tmp/shots/console-${name}.png` }),
    /** What agents have said in a ticket, as the desk has it. */
    said: (ticketId: string) =>
      desk.tickets
        .get(ticketId)
        ?.transcript.filter(({ author }) => author.kind === 'agent')
        .map(({ text }) => text),
    /** Ana signs in and opens Marina's ticket, which is hers. */
    async holdTicket() {
      desk.change('t12', { status: 'active', agent: { id: 'ana', name: 'Ana' } });
      await signIn();
      await card('Marina Alves').getByRole('button').first().click();
      await page.getByLabel('Sua resposta').waitFor();
      await isOnline();
    },
  };
}

/** Collects what a page must never do: throw, or try what its policy forbids. */
export function watchForWrongs(page: Page): readonly string[] {
  const wrongs: string[] = [];
  page.on('pageerror', (error) => wrongs.push(error.message));
  page.on('console', (message) => {
    if (/Content.Security.Policy|Refused to/i.test(message.text())) wrongs.push(message.text());
  });
  return wrongs;
}
