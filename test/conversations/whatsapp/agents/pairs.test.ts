import { littleConversation } from '../../../support/little-conversation.js';
import {
  atEmulator,
  atWeb,
  atWhatsApp,
  deskAtConsole,
  deskIn,
  type Desk,
  type Seat,
} from '../../../support/seats.js';
import { openScene, type Scene } from '../scene.js';

const SECRET = 'the-secret-of-the-site';
const FURTHER = [
  { channel: 'web', person: 'dl_ana' },
  { channel: 'botframework', person: 'emulator/ana' },
];
let scene: Scene;
const closing: (() => Promise<void>)[] = [];
beforeEach(async () => {
  scene = await openScene({
    ...{ asksWho: true, tickMs: 600_000, settings: { DIRECT_LINE_SECRET: SECRET }, phones: ['ana'] },
    desk: ({ agents: [ana] }) =>
      Object.assign(ana ?? {}, { accounts: [...((ana?.['accounts'] ?? []) as object[]), ...FURTHER] }),
  });
  await scene.world.agent('bia');
});
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
  await scene.ends();
});

const emulator = async (userId: string): Promise<Seat> => {
  const seat = await atEmulator(scene.world, userId);
  closing.push(seat.close);
  return seat;
};
const customers = {
  WhatsApp: () => Promise.resolve(atWhatsApp(scene.person('5511987650401', 'Mari'))),
  web: () => atWeb(scene.world, SECRET),
  Emulator: () => emulator('mariana'),
};
const begins = async (seat: Seat): Promise<Desk> => {
  await seat.says('/disponivel');
  return deskIn(seat);
};
const desks = {
  WhatsApp: () => begins(atWhatsApp(scene.agent('ana'))),
  web: async () => begins(await atWeb(scene.world, SECRET, 'dl_ana')),
  Emulator: async () => begins(await emulator('ana')),
  console: async () => deskAtConsole(await scene.world.agent('ana'), scene.world.baseUrl),
};

test.each([
  ['WhatsApp', 'WhatsApp', 'web'],
  ['WhatsApp', 'web', 'Emulator'],
  ['WhatsApp', 'Emulator', 'web'],
  ['WhatsApp', 'console', 'web'],
  ['web', 'WhatsApp', 'WhatsApp'],
  ['Emulator', 'WhatsApp', 'WhatsApp'],
] as const)('the customer on %s, Ana on %s; then the customer on %s', async (there, here, then) => {
  const ana = await desks[here]();
  await littleConversation(await customers[there](), ana, await customers[then]());
});
