import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import type { Browser } from 'playwright-core';
import { complaintsOf, startChromium, strangersOf } from '../support/chromium.js';
import { openWorld, type World } from '../support/world.js';

const MOST_BYTES = 300 * 1024;

let browser: Browser;
let world: World;
beforeAll(async () => {
  browser = await startChromium();
  world = await openWorld();
});
afterAll(async () => {
  await browser?.close();
  await world?.ends();
});

test('the page as it is built is small, and needs nothing from anywhere else', async () => {
  const files = ['index.html', 'main.js', 'style.css'];
  const sizes = files.map((file) => gzipSync(readFileSync(`dist/pages/console/${file}`)).length);
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(MOST_BYTES);

  const page = await browser.newPage();
  const [strangers, complaints] = [strangersOf(page, world.baseUrl), complaintsOf(page)];
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  const answer = await page.goto(`${world.baseUrl}/console`);
  await page.getByLabel('Usuário').or(page.getByLabel('User')).first().waitFor();
  expect(asked.filter((path) => !path.includes('/api/')).sort()).toEqual([
    ...['/console', '/console/main.js', '/console/style.css'],
  ]);
  expect(strangers).toEqual([]);
  // The browser reports the 401 that says "sign in", and nothing else.
  expect(complaints.filter((one) => !/401/.test(one))).toEqual([]);
  const policy = answer?.headers()['content-security-policy'] ?? '';
  expect(policy).toContain("default-src 'none'");
  expect(policy).not.toMatch(/unsafe|\*|https?:/);
});

test('the policy is obeyed: what somebody writes into the page does not run', async () => {
  const page = await browser.newPage();
  await page.goto(`${world.baseUrl}/console`);
  const ran = await page.evaluate(async () => {
    const script = document.createElement('script');
    script.textContent = 'document.title = "ran"';
    document.body.append(script);
    await new Promise((resolve) => setTimeout(resolve, 50));
    return document.title === 'ran';
  });
  expect(ran).toBe(false);
});
