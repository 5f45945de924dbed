import { littleConversation } from '../support/little-conversation.js';
import { atEmulator, atWeb, deskAtConsole, deskIn, type Desk, type Seat } from '../support/seats.js';
import { openWorld, type World } from '../support/world.js';

const SECRET = 'the-secret-of-the-site';
const ACCOUNTS = [
  { channel: 'web', person: 'dl_ana' },
  { channel: 'botframework', person: 'emulator/ana' },
];
let world: World;
const closing: (() => Promise<void>)[] = [];
beforeEach(async () => {
  world = await openWorld({
    ...{ asksWho: true, tickMs: 600_000, settings: { DIRECT_LINE_SECRET: SECRET } },
    desk: ({ agents }) => Object.assign(agents[0] ?? {}, { accounts: ACCOUNTS }),
  });
  // Somebody who has been idle for longer: only the rule of the day brings Mariana back to Ana.
  await world.agent('bia');
});
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
  await world.ends();
});

const emulator = async (userId: string): Promise<Seat> => {
  const seat = await atEmulator(world, userId);
  closing.push(seat.close);
  return seat;
};
const customers = { web: () => atWeb(world, SECRET), Emulator: () => emulator('mariana') };
const begins = async (seat: Seat): Promise<Desk> => {
  await seat.says('/disponivel');
  return deskIn(seat);
};
const desks = {
  web: async () => begins(await atWeb(world, SECRET, 'dl_ana')),
  Emulator: async () => begins(await emulator('ana')),
  console: async () => deskAtConsole(await world.agent('ana'), world.baseUrl),
};

describe.each(['web', 'Emulator'] as const)('the customer on %s', (there) => {
  test.each(['web', 'Emulator', 'console'] as const)('and Ana on %s', async (here) => {
    const ana = await desks[here]();
    const other = there === 'web' ? 'Emulator' : 'web';
    await littleConversation(await customers[there](), ana, await customers[other]());
  });
});
