import type { ConsoleAgent } from '../../support/console-agent.js';
import type { WebCustomer } from '../../support/web-customer.js';
import { openWorld, type World } from '../../support/world.js';

let world: World;
let customer: WebCustomer;
let ana: ConsoleAgent;
afterEach(() => world.ends());

/** Ana holds a ticket of Atendimento; Caio (Suporte) and Eva (Comercial) have nothing to do with it. */
async function anaHolds(): Promise<string> {
  world = await openWorld({
    desk: ({ agents }) => {
      const [first] = agents;
      agents.push({ ...first, id: 'eva', name: 'Eva Dias', departments: ['comercial'] });
      agents.push({ ...first, id: 'rui', name: 'Rui Sá', departments: ['comercial'], level: 'supervisor' });
    },
  });
  ana = await world.agent('ana');
  customer = await world.webCustomer();
  await customer.says('quero falar com atendente');
  const { id } = await ana.seesOffer();
  expect((await ana.accepts(id)).status).toBe(200);
  return id;
}

const sees = async (agent: ConsoleAgent, id: string) => {
  const { mine, queue, others } = await agent.board();
  const listed = [...mine, ...queue, ...others].some((ticket) => ticket.id === id);
  const read = await agent.ticket(id).then(
    () => true,
    () => false,
  );
  expect([listed, read]).toEqual([read, read]);
  return read;
};

test('who is passed a ticket sees it, also afterwards, and nobody else of their department', async () => {
  const id = await anaHolds();
  const [caio, eva, bia] = [await world.agent('caio'), await world.agent('eva'), await world.agent('bia')];
  expect([await sees(caio, id), await sees(eva, id), await sees(bia, id)]).toEqual([false, false, true]);

  const note = 'o modem dela pisca vermelho';
  expect(await ana.transfers(id, { agent: 'caio', note })).toMatchObject({ status: 200 });
  const passing = {
    ...{ type: 'external', note },
    to: { id: 'caio', name: 'Caio Reis' },
    by: { id: 'ana', name: 'Ana Souza' },
  };
  expect(await caio.seesOffer()).toMatchObject({ id, status: 'active', passing });
  expect((await ana.board()).mine).toMatchObject([{ id, passing }]);
  expect(await caio.board()).toMatchObject({ queue: [{ id }], mine: [], others: [] });
  expect([await sees(caio, id), await sees(eva, id)]).toEqual([true, false]);

  expect((await caio.refuses(id, 'estou na rua')).status).toBe(200);
  expect(await sees(caio, id)).toBe(true);
  expect((await caio.board()).others).toMatchObject([{ id, agent: { id: 'ana' } }]);
  expect((await ana.ticket(id)).events.slice(-2)).toMatchObject([
    { type: 'transfer-offered', agent: 'Caio Reis', by: 'Ana Souza', transfer: 'external', note },
    { type: 'transfer-refused', agent: 'Caio Reis', note: 'estou na rua' },
  ]);

  await ana.transfers(id, { agent: 'caio', note });
  expect((await caio.accepts(id)).status).toBe(200);
  expect((await ana.ticket(id)).events.at(-1)).toMatchObject({
    ...{ type: 'accepted', agent: 'Caio Reis', from: 'Ana Souza' },
  });
  expect((await caio.closes(id, 'a', 'b')).status).toBe(200);
  expect([await sees(caio, id), await sees(ana, id), await sees(eva, id)]).toEqual([true, true, false]);
});

test('each viewer may do what the desk would allow them, and no more', async () => {
  const id = await anaHolds();
  const [bia, dora, rui] = [await world.agent('bia'), await world.agent('dora'), await world.agent('rui')];
  const may = async (agent: ConsoleAgent) => (await agent.ticket(id)).may;
  expect(await may(ana)).toEqual(['reply', 'close', 'hand-back', 'transfer', 'escalate', 'note']);
  expect([await may(bia), await may(dora)]).toEqual([[], ['note', 'take-over', 'reassign']]);

  await ana.transfers(id, { agent: 'bia', note: 'é sobre a fatura' });
  expect(await may(ana)).toEqual(['reply', 'close', 'hand-back', 'note']);
  expect([await may(bia), await may(dora)]).toEqual([
    ['accept', 'refuse', 'note'],
    ['note', 'take-over'],
  ]);
  await bia.accepts(id);
  expect([await may(ana), await may(bia)]).toEqual([
    ['note'],
    ['reply', 'close', 'hand-back', 'transfer', 'escalate', 'note'],
  ]);

  // A supervisor of elsewhere sees it once it was passed to them, and still decides nothing.
  await bia.transfers(id, { agent: 'rui', note: 'quer cancelar' });
  await rui.refuses(id);
  expect(await may(rui)).toEqual(['note']);
  expect(await rui.takesOver(id)).toMatchObject({ status: 409 });
  expect(await ana.reassigns(id, 'ana')).toMatchObject({ status: 403 });

  expect(await dora.takesOver(id)).toMatchObject({ status: 200 });
  expect((await dora.ticket(id)).may).toContain('reply');
  expect(await dora.handsBack(id, 'só queria o horário')).toMatchObject({ status: 200 });
  const closed = await dora.ticket(id);
  expect(closed).toMatchObject({ may: [], outcome: 'returned-to-bot' });
  expect(closed.events.at(-1)).toMatchObject({ type: 'closed', note: 'só queria o horário' });
});

test('a transfer that finds nobody is no refusal: the ticket stays, and its history says why', async () => {
  const id = await anaHolds();
  await (await world.agent('bia')).available(false);
  expect(await ana.transfers(id, { department: 'financeiro', note: 'fatura' })).toMatchObject({
    status: 200,
  });
  const ticket = await ana.ticket(id);
  expect(ticket).toMatchObject({ status: 'active', agent: { id: 'ana' } });
  expect(ticket.passing).toBeUndefined();
  expect(ticket.events.at(-1)).toMatchObject({ type: 'transfer-failed', by: 'Ana Souza' });
  expect(ticket.events.at(-1)?.reasons.length).toBeGreaterThan(0);
});

test('a ticket that is accepted in another department belongs there from then on', async () => {
  const id = await anaHolds();
  const [bia, caio] = [await world.agent('bia'), await world.agent('caio')];
  const eva = await world.agent('eva');
  await ana.transfers(id, { department: 'comercial', note: 'quer trocar de plano' });
  expect((await ana.ticket(id)).passing).toMatchObject({ type: 'external' });
  const to = (await ana.ticket(id)).passing?.to.id;
  expect(['bia', 'eva']).toContain(to);
  const other = to === 'bia' ? eva : bia;
  expect([await sees(eva, id), await sees(caio, id)]).toEqual([to === 'eva', false]);
  expect((await (to === 'bia' ? bia : eva).accepts(id)).status).toBe(200);
  expect((await ana.ticket(id)).department).toBe('Comercial');
  expect([await sees(other, id), await sees(ana, id), await sees(caio, id)]).toEqual([true, true, false]);
});

test('the board shows the team with its load, and why a ticket waits', async () => {
  const id = await anaHolds();
  const member = async (name: string) => (await ana.board()).team.find((one) => one.id === name);
  expect(await member('ana')).toEqual({
    ...{ id: 'ana', name: 'Ana Souza', level: 'technician', skills: ['internet'] },
    departments: ['Atendimento', 'Suporte técnico'],
    ...{ onShift: true, available: true, open: 1, capacity: 3 },
  });
  expect(await member('bia')).toMatchObject({ available: false, open: 0 });
  await ana.available(false);
  const other = await world.webCustomer();
  await other.says('quero falar com atendente');
  const dora = await world.agent('dora');
  const offer = await dora.seesOffer();
  expect(offer.chosenBecause?.length).toBeGreaterThan(0);
  await dora.available(false);
  const waiting = (await ana.board()).queue.find((one) => one.id === offer.id);
  expect(waiting).toMatchObject({ id: offer.id });
  expect(waiting?.status).not.toBe('offered');
  expect(waiting?.chosenBecause?.length).toBeGreaterThan(0);
  expect((await ana.ticket(offer.id)).chosenBecause).toEqual(waiting?.chosenBecause);
  await dora.available(true);
  expect((await dora.reassigns(id, 'dora')).status).toBe(200);
  // While it is being passed on, it counts for both.
  expect([await member('ana'), await member('dora')]).toMatchObject([{ open: 1 }, { open: 1 }]);
});
