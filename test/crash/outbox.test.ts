import { addressKey, type Address, type Delivery, type Outgoing } from '../../channels/channel.js';
import { DeliveryLoop } from '../../channels/delivery.js';
import { JOANA, openHouse, PEDRO, ROSA, words, type House } from '../support/house.js';

let house: House;
let delivery: DeliveryLoop | undefined;
afterEach(async () => {
  await delivery?.stop();
  await house.ends();
});

/** A network whose every delivery can be ordered to go wrong; `pauses` are ended by hand. */
function pigeons(answer: (message: Outgoing) => Delivery | Promise<Delivery> = () => ({ status: 'sent' })) {
  const flown: Outgoing[] = [];
  const pauses: (() => void)[] = [];
  const loop = new DeliveryLoop({
    outbox: house.store.outbox,
    channels: new Map([
      [
        'pigeon',
        {
          name: 'pigeon',
          send: async (message) => {
            flown.push(message);
            return answer(message);
          },
        },
      ],
    ]),
    after: (_ms, run) => {
      pauses.push(run);
      return () => undefined;
    },
    onResult: () => undefined,
    onBug: (error) => {
      throw error;
    },
  });
  delivery = loop;
  const to = ({ id }: Address) => flown.filter((one) => one.to.id === id).map(({ text }) => text);
  return { loop, flown, pauses, to };
}

async function asks(from: Address, ...texts: string[]): Promise<void> {
  for (const text of texts) await (await house.door.receive(words(from, text))).outcome;
}

/** Everything that is on its way has been tried. */
async function isQuiet(flown: readonly Outgoing[], count: number): Promise<void> {
  for (let patience = 300; flown.length < count && patience > 0; patience--)
    await new Promise((resolve) => setTimeout(resolve, 10));
  await new Promise((resolve) => setTimeout(resolve, 50));
}

test('what waited when the program died is delivered at the next start, in order per person', async () => {
  house = await openHouse();
  await asks(PEDRO, 'um', 'dois');
  await asks(ROSA, 'a');
  await asks(PEDRO, 'três');
  house = await house.dies();
  const { loop, flown, to } = pigeons();
  await loop.start();
  await isQuiet(flown, 4);
  expect(to(PEDRO)).toEqual(['eco: um', 'eco: dois', 'eco: três']);
  expect(to(ROSA)).toEqual(['eco: a']);
  expect(await house.store.outbox.waitingAddresses()).toEqual([]);
});

test('a message that must be tried again holds back the later ones to this person, and to nobody else', async () => {
  house = await openHouse();
  await asks(PEDRO, 'um', 'dois');
  await asks(ROSA, 'a');
  let isClosed = true;
  const { loop, flown, pauses, to } = pigeons((message) =>
    isClosed && message.to.id === PEDRO.id ? { status: 'retry', reason: 'no wind' } : { status: 'sent' },
  );
  await loop.start();
  await isQuiet(flown, 2);
  await asks(PEDRO, 'três');
  await asks(ROSA, 'b');
  await isQuiet(flown, 3);
  expect(to(PEDRO)).toEqual(['eco: um']);
  expect(to(ROSA)).toEqual(['eco: a', 'eco: b']);
  isClosed = false;
  pauses.shift()?.();
  await isQuiet(flown, 6);
  expect(to(PEDRO)).toEqual(['eco: um', 'eco: um', 'eco: dois', 'eco: três']);
  expect(new Set(flown.filter(({ text }) => text === 'eco: um').map(({ id }) => id)).size).toBe(1);
});

test('a message that will never be taken does not hold back the next one', async () => {
  house = await openHouse();
  await asks(PEDRO, 'um', 'dois');
  const { loop, flown, to } = pigeons(({ text }) =>
    text === 'eco: um' ? { status: 'refused', reason: 'too heavy' } : { status: 'sent' },
  );
  await loop.start();
  await isQuiet(flown, 2);
  expect(to(PEDRO)).toEqual(['eco: um', 'eco: dois']);
  expect((await house.lines(PEDRO)).filter((line) => line.startsWith('bot'))).toEqual([
    ...['bot: eco: um (failed)', 'bot: eco: dois (sent)'],
  ]);
});

test('a message in flight when the program died is sent again under the same id, and only that one', async () => {
  house = await openHouse();
  await asks(PEDRO, 'um', 'dois', 'três');
  const first = pigeons(({ text }) =>
    text === 'eco: dois' ? new Promise<never>(() => undefined) : { status: 'sent' },
  );
  await first.loop.start();
  await isQuiet(first.flown, 2);
  house = await house.dies();
  const second = pigeons();
  await second.loop.start();
  await isQuiet(second.flown, 2);
  expect(first.to(PEDRO)).toEqual(['eco: um', 'eco: dois']);
  expect(second.to(PEDRO)).toEqual(['eco: dois', 'eco: três']);
  expect(second.flown[0]?.id).toBe(first.flown[1]?.id);
});

test('nothing is sent to those who read the conversation themselves', async () => {
  house = await openHouse();
  const { loop, flown } = pigeons();
  await loop.start();
  await asks(JOANA, 'oi');
  await asks(PEDRO, 'oi');
  await isQuiet(flown, 1);
  expect(flown.map(({ to }) => addressKey(to))).toEqual([addressKey(PEDRO)]);
});
