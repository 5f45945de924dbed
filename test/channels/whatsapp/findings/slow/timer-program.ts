/** A process with stock Baileys that uploads one-time keys, ends its socket, says so, and has nothing more to do. */
import { once } from 'node:events';
import { BaileysRunner } from '../../../../support/fake-whatsapp/client.js';
import { FakeWhatsApp, MemoryKeyStore } from '../../../../support/fake-whatsapp/index.js';

const server = await FakeWhatsApp.start();
const account = server.account('5511300000012', 'ACME');
const store = new MemoryKeyStore();
const bot = new BaileysRunner(server, { creds: account.preLink(store, 1), store });
const uploaded = once(server, 'prekeys');
await bot.open();
await uploaded;
process.on('SIGTERM', () => void bot.stop().then(() => server.stop()));
process.stdout.write('ready\n');
