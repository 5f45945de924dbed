import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FakeWhatsApp } from '../../../../support/fake-whatsapp/index.js';

const PATIENCE_MS = 8000;
const running: ChildProcess[] = [];
const folder = mkdtempSync(join(tmpdir(), 'bastao-ends-'));
afterAll(() => {
  for (const child of running) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

function begins(program: string, settings: Readonly<Record<string, string>> = {}) {
  const child = spawn(process.execPath, ['--import', 'tsx', program], {
    env: { PATH: process.env.PATH, ...settings },
  });
  running.push(child);
  let printed = '';
  const hear = (data: Buffer) => (printed += data.toString());
  child.stdout.on('data', hear);
  child.stderr.on('data', hear);
  const prints = async (what: RegExp): Promise<RegExpExecArray> => {
    for (;;) {
      const found = what.exec(printed);
      if (found) return found;
      if (child.exitCode !== null) throw new Error(`It ended: ${printed}`);
      await Promise.race([once(child.stdout, 'data'), once(child, 'exit')]);
    }
  };
  return { child, prints };
}

/** One-time keys were uploaded a moment ago, and the process is told to end; whether it does. */
async function ends(child: ChildProcess): Promise<boolean> {
  const gone = once(child, 'exit').then(() => true);
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => (timer = setTimeout(() => resolve(false), PATIENCE_MS)));
  child.kill('SIGTERM');
  const isGone = await Promise.race([gone, late]);
  clearTimeout(timer);
  return isGone;
}

test('finding 12: our program, told to end right after an upload of one-time keys, ends', async () => {
  const server = await FakeWhatsApp.start();
  const account = server.account('5511300000013', 'ACME');
  const uploaded = once(server, 'prekeys');
  const { child, prints } = begins('main.ts', {
    ...{ WHATSAPP: 'on', WHATSAPP_WS_URL: server.url, WHATSAPP_PAIR_PHONE: `+${account.phone}` },
    ...{ WHATSAPP_KEY: Buffer.alloc(32, 7).toString('base64'), DATA_FOLDER: folder, PORT: '0' },
  });
  const [, code = ''] = await prints(/Code: ([0-9A-Z]{4}-[0-9A-Z]{4})/);
  await Promise.all([account.enterPairingCode(code.replace('-', '')), uploaded]);
  await prints(/is running/);
  expect(await ends(child)).toBe(true);
  await server.stop();
}, 60_000);

test('stock Baileys does not: a timer of half a minute keeps its process', async () => {
  const { child, prints } = begins('test/channels/whatsapp/findings/slow/timer-program.ts');
  await prints(/ready/);
  expect(await ends(child)).toBe(false);
}, 60_000);
