import { ANA, openImpostorScene, type ImpostorScene } from './impostor-scene.js';

let scene: ImpostorScene;
beforeEach(async () => {
  scene = await openImpostorScene();
});
afterEach(() => scene.ends());

const signsOut = (id: string) =>
  scene.brings(
    { id },
    {
      ...{ kind: 'event', name: 'desk.command' },
      value: { type: 'presence', available: false, signedOut: true },
    },
    { from: { channel: 'console', id } },
  );
const isAvailable = async (id: string) =>
  (await (await scene.world.agent('dora')).board()).team.find((one) => one.id === id)?.available;

const RITA = { id: 'main/l555555', name: '+55 11 98765-4321', alias: 'lid:555555' };

test('whoever works on their phone is not away when the console is closed, unless they said so', async () => {
  await signsOut('ana');
  expect(await isAvailable('ana')).toBe(true);
  await scene.ana.available(false);
  expect(await isAvailable('ana')).toBe(false);
});

test('who was heard there yesterday, or never, is', async () => {
  await scene.world.agent('caio');
  await signsOut('caio');
  expect(await isAvailable('caio')).toBe(false);
  await scene.world.itIs('2026-11-24T09:30:00-03:00');
  await signsOut('ana');
  expect(await isAvailable('ana')).toBe(false);
});

test('who has a chat account and was never heard is not asked', async () => {
  expect(await isAvailable('caio')).toBe(false);
});

test('an offer in a chat shows personal data in part and nobody by their number; the console shows all', async () => {
  await scene.world.restarts(({ agents }) =>
    agents.forEach((agent) => Object.assign(agent, { capacity: 5 })),
  );
  const ana = await scene.world.agent('ana');
  await scene.brings(RITA, {
    kind: 'text',
    text: 'quero falar com um atendente, me liga no 11 98765-4321, o cartão é 4111 1111 1111 1111',
  });
  const { id } = await ana.seesOffer();
  const brief = (await scene.answersIn(`whatsapp:${ANA.id}`)).at(-1) ?? '';
  expect(brief).toContain('me liga no (11) •••••-4321');
  expect(brief).toContain('•••• 1111');
  expect(brief).toContain('Cliente: Cliente');
  expect(brief).not.toMatch(/4111|98765/);
  expect(JSON.stringify((await ana.ticket(id)).brief)).toContain('4111 1111 1111 1111');
});
