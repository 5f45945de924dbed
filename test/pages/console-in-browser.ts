import type { Browser, BrowserContext, Page } from 'playwright-core';
import { hashPassword } from '../../channels/console/password.js';
import { SHOTS, startChromium } from '../support/chromium.js';
import {
  buildConsolePage,
  consolePage,
  watchForWrongs,
  type ConsolePage,
} from '../channels/console/console-pages.js';
import { person } from '../channels/console/fake-desk.js';
import { FakeLine } from '../channels/console/fake-line.js';
import { PASSWORD, startConsole, type RunningConsole } from '../channels/console/running-console.js';
import { fillDesk } from '../channels/console/sample-desk.js';

/** What a test of the console's page works with: a new desk, line and page for each test. */
export interface ConsoleInBrowser {
  readonly browser: Browser;
  readonly running: RunningConsole;
  readonly line: FakeLine;
  readonly page: Page;
  readonly at: ConsolePage;
}

/** Sets one up before each test of the file; Eva is its admin. After each, nothing may have gone wrong in the page. */
export function consoleInBrowser(): ConsoleInBrowser {
  const all = {} as { -readonly [Part in keyof ConsoleInBrowser]: ConsoleInBrowser[Part] };
  let pagesFolder: string;
  let context: BrowserContext;
  let wrongs: readonly string[];
  beforeAll(async () => {
    all.browser = await startChromium();
    pagesFolder = await buildConsolePage();
  });
  afterAll(() => all.browser.close());
  beforeEach(async () => {
    all.line = new FakeLine({ phone: '+551133334444' });
    all.running = await startConsole({ pagesFolder, lines: [all.line] });
    fillDesk(all.running.desk);
    all.running.desk.people.set('eva', person('eva', 'Eva', { admin: true, departments: ['Suporte'] }));
    const passwordHash = await hashPassword(PASSWORD);
    await all.running.store.savePassword({ agentId: 'eva', passwordHash, oneTime: false });
    context = await all.browser.newContext({ locale: 'pt-BR', viewport: { width: 1280, height: 800 } });
    all.page = await context.newPage();
    all.at = consolePage(all.page, all.running);
    wrongs = watchForWrongs(all.page);
  });
  afterEach(async () => {
    await context.close();
    await all.running.stop();
    expect(wrongs).toEqual([]);
  });
  return all;
}

export const shot = (page: Page, name: string) => page.screenshot({ path: `${SHOTS}/h-${name}.png` });
/** Nothing is wider than the window. */
export const fits = (page: Page): Promise<boolean> =>
  page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth);
