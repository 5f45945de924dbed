/**
 * A process of its own: what it prints is what an operator would find in the log of a running program. Its argument
 * says who has the line: `ours` or `stock`.
 */
import { FakeWhatsApp } from '../../../support/fake-whatsapp/index.js';

/** Sends to a customer. */
type Client = { send(jid: string, text: string): Promise<unknown>; stop(): Promise<void> };

const server = await FakeWhatsApp.start();
const { account, client } = process.argv[2] === 'ours' ? await ours() : await stock();
const ana = server.customer('5511999990003', 'Ana');
// The customer's phone asks for the message again, and Baileys replaces the session: libsignal prints the old one.
ana.failDecrypts = 1;
await ana.send('oi', { to: account });
await client.send(ana.lid, 'olá');
await ana.nextMessage();
// eslint-disable-next-line no-console -- as a library would
console.error('a library speaks');
process.stdout.write('done\n');
await client.stop();
await server.stop();
process.exit(0);

async function ours() {
  const { closeAll, scene } = await import('../connection-scene.js');
  const { line, account, becomes } = scene(server);
  line.start();
  await becomes('open');
  const send = (jid: string, text: string) => line.socket()!.sendMessage(jid, { text });
  return { account, client: { send, stop: closeAll } satisfies Client };
}

async function stock() {
  const { BaileysRunner } = await import('../../../support/fake-whatsapp/client.js');
  const { MemoryKeyStore } = await import('../../../support/fake-whatsapp/store.js');
  const account = server.account('5511300000008', 'ACME');
  const store = new MemoryKeyStore();
  const bot = new BaileysRunner(server, { creds: account.preLink(store, 50), store });
  await bot.open();
  const send = (jid: string, text: string) => bot.sock.sendMessage(jid, { text });
  return { account, client: { send, stop: () => bot.stop() } satisfies Client };
}
