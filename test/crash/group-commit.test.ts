import { ConcurrentChange, type Situation } from '../../bot/store.js';
import { addressKey, type Address, type LogEntry } from '../../channels/channel.js';
import { JOANA, openHouse, PEDRO, ROSA, words, type House } from '../support/house.js';

let house: House;
afterEach(() => house.ends());

const says = (address: Address, text: string) =>
  house.store.commit('command', (tx) =>
    tx.say({ conversationId: addressKey(address), author: { kind: 'desk' }, text }, new Date()),
  );

const situation = async (address: Address): Promise<Situation> => {
  const found = await house.store.situation(addressKey(address));
  if (!found) throw new Error('Nothing waits there.');
  return found;
};

const turn = ({ conversation, unanswered }: Situation, text: string) =>
  house.store.answer({
    conversation,
    after: {},
    positions: unanswered.map(({ position }) => position),
    sayings: [{ conversationId: conversation.id, author: { kind: 'bot' }, text }],
  });

const statuses = (results: readonly PromiseSettledResult<unknown>[]) => results.map(({ status }) => status);

test('a commit that fails takes nothing with it: its neighbours in the same flush are kept, once', async () => {
  const told: string[] = [];
  house = await openHouse();
  house.store.log.onCommitted((entries) => told.push(...entries.map(({ text }) => text)));
  const failing = house.store.commit('command', async (tx) => {
    await tx.say({ conversationId: addressKey(JOANA), author: { kind: 'desk' }, text: 'nunca' }, new Date());
    throw new Error('a rule');
  });
  const results = await Promise.allSettled([
    ...[house.store.keep(words(PEDRO, 'oi')), says(JOANA, 'antes'), failing, says(JOANA, 'depois')],
    house.store.keep(words(ROSA, 'olá')),
  ]);
  expect(statuses(results)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled', 'fulfilled']);
  expect(await house.lines(JOANA)).toEqual(['desk: antes (sent)', 'desk: depois (sent)']);
  expect(await house.lines(PEDRO)).toEqual(['customer: oi (unanswered)']);
  expect([...told].sort()).toEqual(['antes', 'depois', 'oi', 'olá']);
});

test('a turn that lost its race does not undo the turns it shares a flush with', async () => {
  house = await openHouse();
  for (const address of [JOANA, PEDRO, ROSA]) await house.store.keep(words(address, 'oi'));
  const [joana, pedro, rosa] = [await situation(JOANA), await situation(PEDRO), await situation(ROSA)];
  await house.store.commit('command', (tx) => tx.passTheFloor(addressKey(PEDRO)));
  const results = await Promise.allSettled([turn(joana, 'Oi!'), turn(pedro, 'Oi!'), turn(rosa, 'Oi!')]);
  expect(statuses(results)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect(results[1]).toMatchObject({ reason: expect.any(ConcurrentChange) as unknown });
  expect(await house.lines(JOANA)).toEqual(['customer: oi (answered)', 'bot: Oi! (sent)']);
  expect(await house.lines(PEDRO)).toEqual(['customer: oi (unanswered)']);
  expect(await house.lines(ROSA)).toEqual(['customer: oi (answered)', 'bot: Oi! (queued)']);
});

test('a turn computed from what is no longer true is not kept', async () => {
  house = await openHouse();
  await house.store.keep(words(JOANA, 'oi'));
  const joana = await situation(JOANA);
  await turn(joana, 'Oi!');
  await expect(turn(joana, 'Oi de novo!')).rejects.toThrow(ConcurrentChange);
  expect(await house.lines(JOANA)).toEqual(['customer: oi (answered)', 'bot: Oi! (sent)']);
});

test('when anybody is told of a message it is already there for another reader', async () => {
  const found: Promise<readonly LogEntry[]>[] = [];
  house = await openHouse({
    afterCommit: () => found.push(Promise.resolve(house.store.log.after(JOANA, 0))),
  });
  await house.store.keep(words(JOANA, 'oi'));
  const [seen] = await Promise.all(found);
  expect(seen?.map(({ text }) => text)).toEqual(['oi']);
});

test('what many say at once is told in the order of its positions', async () => {
  const positions: number[] = [];
  house = await openHouse();
  house.store.log.onCommitted((entries) => positions.push(...entries.map(({ position }) => position)));
  const arrivals = Array.from({ length: 150 }, (_one, n) =>
    n % 3 === 0 ? says(JOANA, `d${n}`) : house.store.keep(words(n % 2 ? PEDRO : ROSA, `m${n}`)),
  );
  await Promise.all(arrivals);
  expect(positions).toHaveLength(150);
  expect(positions).toEqual([...positions].sort((one, other) => one - other));
});
