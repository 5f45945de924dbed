import { spawn } from 'node:child_process';
import { once } from 'node:events';

const PROGRAM = 'test/channels/whatsapp/findings/console-program.ts';

/** Everything a process prints while it replaces a session of a customer. */
async function printedBy(who: 'ours' | 'stock'): Promise<string> {
  const program = spawn(process.execPath, ['--import', 'tsx', PROGRAM, who], {
    env: { PATH: process.env.PATH },
  });
  let printed = '';
  program.stdout.on('data', (data: Buffer) => (printed += data.toString()));
  program.stderr.on('data', (data: Buffer) => (printed += data.toString()));
  const [code] = (await once(program, 'close')) as [number];
  expect(code).toBe(0);
  return printed;
}

test('finding 8: a process that speaks WhatsApp prints nothing of libsignal, nor of any other library', async () => {
  expect(await printedBy('ours')).toBe('done\n');
}, 60_000);

test('stock Baileys does not keep quiet: the session is printed, private keys and all', async () => {
  expect(await printedBy('stock')).toMatch(/privKey: <Buffer( [0-9a-f]{2}){32}>/);
}, 60_000);
