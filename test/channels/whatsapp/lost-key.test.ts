import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { openWhatsAppWorld, type WhatsAppWorld } from '../../support/whatsapp-world.js';

let place: WhatsAppWorld;
afterEach(() => place.ends());

const forgets = () =>
  promisify(execFile)(process.execPath, ['--import', 'tsx', 'commands/whatsapp-forget.ts'], {
    env: { ...process.env, DATA_FOLDER: place.world.folder },
  });

test('who lost the key forgets the linking, links the number anew, and the conversation goes on', async () => {
  place = await openWhatsAppWorld();
  const joana = place.person('5511976540001', 'Joana');
  await joana.says('oi');
  await joana.hears(/^Oi/);
  await expect(forgets()).rejects.toThrow(/in use .* Stop the program first/);

  await place.world.app.stop();
  expect((await forgets()).stdout).toMatch(/Forgotten: the next start links/);
  place.company.devices.clear();
  const before = place.states.length;
  await place.world.restarts();
  await place.line('open');
  expect(place.states.slice(before).map(({ state }) => state)).toContain('linking');
  await joana.says('qual o horário de atendimento?');
  await joana.hears(/\d+h|\d\d:\d\d/);
}, 60_000);
