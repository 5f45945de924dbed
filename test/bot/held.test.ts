import { JOANA, openHouse, PEDRO, words, type House } from '../support/house.js';

let house: House;
afterEach(() => house.ends());

const ends = async () => new Promise((resolve) => setTimeout(resolve, 50));

test('while a network brings what it held back its conversations wait, and get one answer for all of it', async () => {
  let isOver: () => void = () => undefined;
  const over = new Promise<void>((resolve) => (isOver = resolve));
  house = await openHouse({ held: (channel) => (channel === PEDRO.channel ? over : undefined) });
  const first = await house.door.receive(words(PEDRO, 'oi'));
  await (
    await house.door.receive(words(JOANA, 'bom dia'))
  ).outcome;
  await house.door.receive(words(PEDRO, 'tudo bem?'));
  await ends();
  expect(await house.lines(JOANA)).toContain('bot: eco: bom dia (sent)');
  expect(await house.lines(PEDRO)).toEqual(['customer: oi (unanswered)', 'customer: tudo bem? (unanswered)']);
  isOver();
  await first.outcome;
  expect((await house.lines(PEDRO)).at(-1)).toMatch(/^bot: eco: oi\ntudo bem\? /);
});

test('a message that a channel has kept itself is answered from there on, and a repeat of it changes nothing', async () => {
  house = await openHouse();
  const kept = await house.store.keep(words(PEDRO, 'oi'));
  const received = house.door.arrived(kept);
  expect(received).toMatchObject({ status: 'kept', id: kept.id, position: kept.position });
  expect(await received.outcome).toEqual({ status: 'done' });
  const again = house.door.arrived(await house.store.keep(words(PEDRO, 'oi')));
  expect(again).toMatchObject({ status: 'repeat', id: kept.id });
  await again.outcome;
  expect(await house.lines(PEDRO)).toHaveLength(2);
});
