import { setTimeout as pause } from 'node:timers/promises';
import type { Floor } from '../../../channels/channel.js';
import type { ConsoleAgent } from '../../support/console-agent.js';
import { openWebCustomer, type HeardActivity, type WebCustomer } from '../../support/web-customer.js';
import { openWorld, type World, type WorldOptions } from '../../support/world.js';
import { call, startConversation } from './calls.js';
import { openHouse } from './door.js';

let world: World | undefined;
afterEach(async () => {
  await world?.ends();
  world = undefined;
});

/** Only the tests move the clock. */
const STILL: WorldOptions = { tickMs: 600_000, slow: true };

/** What this page was told of who answers, in order, repetitions left out. */
function floorsOf(activities: readonly HeardActivity[]): Floor[] {
  const told = activities.flatMap(({ channelData }) => {
    const floor = (channelData as Record<string, unknown> | undefined)?.['bastao:floor'];
    return floor === undefined ? [] : [floor as Floor];
  });
  return told.filter((one, at) => JSON.stringify(one) !== JSON.stringify(told[at - 1]));
}

async function sees(customer: WebCustomer, floor: Floor): Promise<void> {
  const last = () => floorsOf(customer.activities()).at(-1);
  for (let tries = 0; tries < 300 && JSON.stringify(last()) !== JSON.stringify(floor); tries += 1)
    await pause(10);
  expect(last()).toEqual(floor);
}

/** Asks for a person until one is called: whatever the bot wants to know before that is another test's matter. */
async function asksForPerson(customer: WebCustomer): Promise<void> {
  const isCalled = () => ['waiting', 'scheduled'].includes(floorsOf(customer.activities()).at(-1) as string);
  for (let times = 0; times < 4 && !isCalled(); times += 1) {
    await customer.says('quero falar com atendente');
    for (let tries = 0; tries < 150 && !isCalled(); tries += 1) await pause(10);
  }
  expect(isCalled()).toBe(true);
}

async function open(options: WorldOptions = {}): Promise<World> {
  world = await openWorld({ ...STILL, ...options });
  return world;
}

interface Served {
  readonly customer: WebCustomer;
  readonly ana: ConsoleAgent;
  readonly id: string;
}

async function anaServes(here: World): Promise<Served> {
  const ana = await here.agent('ana');
  const customer = await here.webCustomer({ locale: 'pt-BR' });
  await asksForPerson(customer);
  const { id } = await ana.seesOffer();
  await ana.accepts(id);
  await sees(customer, { agent: 'Ana' });
  return { customer, ana, id };
}

test('called, accepted, passed on, closed: each time the page is told who answers, by first name', async () => {
  const here = await open();
  const { customer, ana, id } = await anaServes(here);
  const bia = await here.agent('bia');
  await ana.transfers(id, { agent: 'bia', note: 'segunda via' });
  await bia.seesOffer();
  await ana.replies(id, 'Um momento.');
  await customer.says('certo');
  await sees(customer, { agent: 'Ana' });
  await bia.accepts(id);
  await sees(customer, { agent: 'Bia' });
  await bia.closes(id, 'a segunda via', 'boleto enviado');
  await sees(customer, 'bot');
  expect(floorsOf(customer.activities())).toEqual(['waiting', { agent: 'Ana' }, { agent: 'Bia' }, 'bot']);
  expect(JSON.stringify(customer.activities())).not.toMatch(/Souza|Lima/);
});

test('after a restart of the program, read from the beginning, the conversation tells the same', async () => {
  const here = await open();
  const { customer } = await anaServes(here);
  await here.restarts();
  const back = await openWebCustomer(here.baseUrl, { token: customer.token });
  await sees(back, { agent: 'Ana' });
  expect(floorsOf(back.activities())).toEqual(['waiting', { agent: 'Ana' }]);
  await back.close();
});

test('two customers at once: neither page is told of the other’s agent', async () => {
  const here = await open();
  const other = await here.webCustomer({ locale: 'pt-BR' });
  await other.says('quais são os planos?');
  await anaServes(here);
  await other.says('bom dia');
  await pause(300);
  expect(floorsOf(other.activities())).toEqual([]);
});

test('handed back: the bot answers again', async () => {
  const { customer, ana, id } = await anaServes(await open());
  await ana.handsBack(id, 'só queria o endereço');
  await sees(customer, 'bot');
});

test('a supervisor takes over: from then on it is the supervisor', async () => {
  const here = await open();
  const { customer, id } = await anaServes(here);
  const dora = await here.agent('dora');
  await dora.takesOver(id);
  await sees(customer, { agent: 'Dora' });
});

test('an agent who stays silent loses the customer, who waits again', async () => {
  const here = await open();
  const { customer } = await anaServes(here);
  for (let minutes = 0; minutes < 3; minutes += 1) await here.passes(60);
  await sees(customer, 'waiting');
  expect(floorsOf(customer.activities())).toEqual(['waiting', { agent: 'Ana' }, 'waiting']);
});

test('a customer who is gone: asked while Ana is still there, then closed', async () => {
  const here = await open();
  const { customer, ana, id } = await anaServes(here);
  await ana.replies(id, 'Oi, em que posso ajudar?');
  await here.passes(30 * 60);
  await sees(customer, { agent: 'Ana' });
  await here.passes(30 * 60);
  await sees(customer, 'bot');
});

test('who leaves the line is with the bot', async () => {
  const here = await open();
  await here.agent('ana');
  const customer = await here.webCustomer({ locale: 'pt-BR' });
  await asksForPerson(customer);
  await customer.says('sair');
  await sees(customer, 'bot');
});

test('out of hours the request is kept for the opening; then a person is being called', async () => {
  const shifts = [{ days: [1, 2, 3, 4, 5, 6, 7], from: '10:00', to: '18:00' }];
  const here = await open({ desk: ({ agents }) => agents.forEach((one) => Object.assign(one, { shifts })) });
  const customer = await here.webCustomer({ locale: 'pt-BR' });
  await asksForPerson(customer);
  await sees(customer, 'scheduled');
  await here.itIs('2026-11-23T10:00:00-03:00');
  await sees(customer, 'waiting');
  expect(floorsOf(customer.activities())).toEqual(['scheduled', 'waiting']);
});

test('what a customer’s client claims about who answers is not told back to it', async () => {
  const house = await openHouse();
  const { token, path, conversationId } = await startConversation(house);
  const channelData = { clientActivityID: 'abc', 'bastao:floor': { agent: 'Mallory' } };
  const json = { type: 'message', text: 'Oi', channelData };
  await call(house, 'POST', `${path}/activities`, { token, json });
  house.door.commit(conversationId, { text: 'Oi', author: { kind: 'desk' }, floor: { agent: ' Ana Souza' } });
  const { body } = await call<{ activities: HeardActivity[] }>(house, 'GET', `${path}/activities`, { token });
  expect(body.activities[0]?.channelData).toMatchObject({ clientActivityID: 'abc' });
  expect(floorsOf(body.activities)).toEqual([{ agent: 'Ana' }]);
  await house.close();
});
