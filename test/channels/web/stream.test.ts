import { setTimeout as pause } from 'node:timers/promises';
import { jest } from '@jest/globals';
import { WebSocket } from 'ws';
import { openWebCustomer, type WebCustomer } from '../../support/web-customer.js';
import { call, startConversation } from './calls.js';
import { type House, openHouse } from './door.js';

let house: House;
const customers: WebCustomer[] = [];
beforeEach(async () => {
  house = await openHouse();
});
afterEach(async () => {
  await Promise.all(customers.splice(0).map((customer) => customer.close()));
  await house.close();
});

async function open(
  ...args: Parameters<typeof openWebCustomer> extends [string, ...infer Rest] ? Rest : never
) {
  const customer = await openWebCustomer(house.baseUrl, ...args);
  customers.push(customer);
  return customer;
}
const positions = (customer: WebCustomer) => customer.activities().map(({ id }) => Number(id.split('|')[1]));
const numbers = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, at) => from + at);

async function until(condition: () => boolean): Promise<void> {
  for (let tries = 0; tries < 300 && !condition(); tries += 1) await pause(10);
  expect(condition()).toBe(true);
}

test('entries committed while the catch-up query runs come after it, in order, each once', async () => {
  const { conversationId, token } = await startConversation(house);
  house.door.commit(conversationId, ...numbers(2, 300).map((n) => ({ text: `n${n}` })));
  const release = house.door.holdReads();
  const customer = await open({ token });
  await until(() => house.door.reads > 0);
  for (const n of numbers(301, 320)) house.door.commit(conversationId, { text: `n${n}` });
  release();
  await until(() => positions(customer).length >= 319);
  house.door.commit(conversationId, { text: 'n321' }, { text: 'n322' });
  await until(() => positions(customer).at(-1) === 322);
  expect(positions(customer)).toEqual(numbers(2, 322));
});

test('an entry that the query saw before its commit was announced is sent once', async () => {
  const customer = await open();
  const { conversationId } = customer;
  await pause(20);
  // The log hears of it late: as if the commit were announced while the catch-up already held the entry.
  const announce = house.door.pauseAnnouncements();
  house.door.commit(conversationId, { text: 'a' }, { text: 'b' });
  await customer.reconnects();
  await until(() => positions(customer).length === 2);
  announce();
  house.door.commit(conversationId, { text: 'c' });
  await until(() => positions(customer).length >= 3);
  expect(positions(customer)).toEqual([2, 3, 4]);
});

test('what is said in a tunnel is heard once after it, and an old watermark repeats from there', async () => {
  const customer = await open();
  house.door.commit(customer.conversationId, { text: 'antes' });
  await customer.hears('antes');
  await customer.loses();
  house.door.commit(customer.conversationId, { text: 'no túnel' });
  house.door.commit('another', { text: 'alheio' });
  await customer.reconnects();
  house.door.commit(customer.conversationId, { text: 'depois' });
  await customer.hears('no túnel');
  await customer.hears('depois');
  await customer.hearsNothing(50);
  expect(positions(customer)).toEqual([2, 3, 5]);
});

test('a commit costs no query and one frame for all sockets; other conversations cost nothing', async () => {
  const first = await open();
  const second = await open({ token: first.token });
  await pause(50);
  const { reads } = house.door;
  const stringify = jest.spyOn(JSON, 'stringify');
  house.door.commit(first.conversationId, { text: 'um' }, { text: 'dois' });
  for (let n = 0; n < 100; n += 1) house.door.commit('nobody', { text: 'x' });
  expect(stringify).toHaveBeenCalledTimes(1);
  stringify.mockRestore();
  await first.hears('um');
  await first.hears('dois');
  await second.hears('um');
  expect(house.door.reads).toBe(reads);
});

test('an event wakes nobody, and the position moves on past it', async () => {
  const customer = await open();
  house.door.commit(customer.conversationId, { text: 'routing', kind: 'event' });
  house.door.commit(customer.conversationId, { text: 'Olá' });
  await customer.hears('Olá');
  expect(positions(customer)).toEqual([3]);
});

describe('the stream opens', () => {
  const refusal = (url: string) =>
    new Promise<string>((resolve) => {
      const socket = new WebSocket(url);
      socket.once('open', () => resolve('open'));
      socket.once('error', (error) => resolve(error.message));
      socket.once('open', () => socket.terminate());
    });

  test('only with its own short-lived token', async () => {
    const mine = await startConversation(house);
    const other = await startConversation(house);
    expect(await refusal(mine.streamUrl)).toBe('open');
    expect(await refusal(mine.streamUrl.replace(/t=.*/, `t=${mine.token}`))).toMatch(/401/);
    expect(await refusal(mine.streamUrl.replace(/t=.*/, ''))).toMatch(/401/);
    expect(await refusal(mine.streamUrl.replace(mine.conversationId, other.conversationId))).toMatch(/403/);
    expect(await refusal(mine.streamUrl.replace('watermark=', 'watermark=x'))).toMatch(/400/);
    expect(await refusal(mine.streamUrl.replace('/stream', '/stream/more'))).toMatch(/404/);
    house.passMinutes(2);
    expect(await refusal(mine.streamUrl)).toMatch(/403/);
    const again = await call(house, 'GET', mine.path, { token: mine.token });
    expect(await refusal(again.body.streamUrl)).toBe('open');
  });
});

test('a socket that no longer answers pings is let go; one that does stays', async () => {
  await house.close();
  house = await openHouse({ pingMs: 40 });
  const { streamUrl } = await startConversation(house);
  const dead = new WebSocket(streamUrl, { autoPong: false });
  const alive = await open();
  await new Promise((closed) => dead.once('close', closed));
  house.door.commit(alive.conversationId, { text: 'Olá' });
  await alive.hears('Olá');
});

test('closing the channel closes its sockets', async () => {
  const { streamUrl } = await startConversation(house);
  const socket = new WebSocket(streamUrl);
  await new Promise((opened) => socket.once('open', opened));
  const closed = new Promise<number>((resolve) => socket.once('close', resolve));
  await house.close();
  expect(await closed).toBe(1001);
  house = await openHouse();
});
