import { leave, obey, openTicket, ruleText, type Desk } from '../../routing/desk.js';
import { agentNamed, type Agent } from '../../routing/desk-definition.js';
import { RuleBroken } from '../../routing/reason.js';
import type { Ticket } from '../../routing/ticket.js';
import type { InMemoryRouting } from '../../store/in-memory.js';
import type { SimulatedEvent } from './input.js';
import { InputProblem } from './problem.js';

export interface World {
  readonly store: InMemoryRouting;
  readonly desk: Desk;
}

type Of<Type extends SimulatedEvent['type']> = Extract<SimulatedEvent, { type: Type }>;
type Field = 'ticket' | 'agent' | 'customer' | 'department';

/** Why an event cannot happen: the field of it that is wrong, and what is wrong with it. */
class Impossible extends Error {
  constructor(
    readonly field: Field,
    what: string,
  ) {
    super(what);
  }
}

/** Lets an event happen at the desk. Throws InputProblem where it cannot. `position`: its place in the file. */
export async function happen(world: World, event: SimulatedEvent, position: number): Promise<void> {
  try {
    await carryOut(world, event);
  } catch (error) {
    const { field, message } = impossible(world.desk, event, error);
    throw new InputProblem(['events', position, field], message);
  }
}

async function carryOut(world: World, event: SimulatedEvent): Promise<void> {
  const { store, desk } = world;
  switch (event.type) {
    case 'ticket.opened':
      return open(world, event);
    case 'ticket.accepted':
    case 'ticket.refused': {
      const { id: ticketId } = await ticketOf(world, event.ticket);
      const type = event.type === 'ticket.accepted' ? 'accept' : 'refuse';
      return obey(store, desk, { agent: agentOf(world, event.agent), command: { type, ticketId } }, event.at);
    }
    case 'ticket.transferred':
      return transfer(world, event);
    case 'ticket.closed':
      return close(world, event);
    case 'agent.away':
    case 'agent.available': {
      const command = { type: 'presence', available: event.type === 'agent.available' } as const;
      return obey(store, desk, { agent: agentOf(world, event.agent), command }, event.at);
    }
  }
}

async function open({ store, desk }: World, event: Of<'ticket.opened'>): Promise<void> {
  const { ticket: id, customer, department, skills, language, urgency, level, at } = event;
  if (await store.ticket(id)) throw new Impossible('ticket', `the ticket "${id}" has been opened before`);
  const other = store.openTicketOf(customer);
  if (other)
    throw new Impossible('customer', `"${customer}" still has a ticket that is not closed: "${other.id}"`);
  const draft = {
    ...{ id, conversationId: customer, customerId: customer, department, skills, urgency, level },
    ...(language !== undefined && { language }),
    ...{ problem: department, reasons: [] },
    brief: { said: [], tried: [], lastWords: '', channel: 'simulation', previous: [] },
  };
  await openTicket(store, desk, draft, at);
}

async function close(world: World, { ticket: id, at }: Of<'ticket.closed'>): Promise<void> {
  const { store, desk } = world;
  const ticket = await ticketOf(world, id);
  if (ticket.status !== 'active') return leave(store, desk, { ticketId: id, to: 'nowhere' }, at);
  const agent = agentOf(world, ticket.agentId);
  const command = { type: 'close', ticketId: id, told: '-', solved: '-' } as const;
  await obey(store, desk, { agent, command }, at);
}

async function transfer(world: World, event: Of<'ticket.transferred'>): Promise<void> {
  const { ticket: ticketId, agent: to, department, at } = event;
  const ticket = await ticketOf(world, ticketId);
  if (to !== undefined) agentOf(world, to);
  if (ticket.status === 'closed') throw new RuleBroken('rule.alreadyClosed');
  if (ticket.status !== 'active') throw new RuleBroken('rule.nobodyHolds');
  const whom = to === undefined ? { department } : { agent: to };
  const command = { type: 'transfer', ticketId, note: 'transferência simulada', ...whom } as const;
  await obey(world.store, world.desk, { agent: agentOf(world, ticket.agentId), command }, at);
}

async function ticketOf({ store }: World, id: string): Promise<Ticket> {
  const ticket = await store.ticket(id);
  if (!ticket) throw new Impossible('ticket', `no ticket "${id}" has been opened by then`);
  return ticket;
}

function agentOf({ desk }: World, id: string): Agent {
  const agent = agentNamed(desk.definition, id);
  if (!agent) throw new Impossible('agent', `there is no agent "${id}"`);
  return agent;
}

type Names = Readonly<Record<'ticket' | 'agent', string>>;
interface Broken {
  readonly field: Field;
  readonly says: (names: Names) => string;
}

const notOffered: Broken = {
  field: 'agent',
  says: ({ ticket, agent }) => `at this moment the ticket "${ticket}" is not offered to "${agent}"`,
};

/** The desk's rules in the words of the file, which knows ids and no ticket numbers. */
const BROKEN: Readonly<Record<string, Broken>> = {
  'rule.notOffered': notOffered,
  'rule.heldBy': notOffered,
  'rule.tooLate': notOffered,
  'rule.offShift': { field: 'agent', says: ({ agent }) => `"${agent}" is off shift at this moment` },
  'rule.agentAway': { field: 'agent', says: ({ agent }) => `"${agent}" is away at this moment` },
  'rule.toHolder': { field: 'agent', says: ({ agent, ticket }) => `"${agent}" holds "${ticket}" already` },
  'rule.nobodyHolds': { field: 'ticket', says: ({ ticket }) => `nobody holds "${ticket}" at this moment` },
  'rule.transferPending': {
    field: 'ticket',
    says: ({ ticket }) => `a transfer of "${ticket}" has not been answered yet`,
  },
  'rule.alreadyClosed': { field: 'ticket', says: ({ ticket }) => `"${ticket}" is closed already` },
};

/** What is wrong with an event; anything that is not about the event is thrown on. */
function impossible(desk: Desk, event: SimulatedEvent, error: unknown): { field: Field; message: string } {
  if (error instanceof Impossible) return error;
  if (!(error instanceof RuleBroken)) throw error;
  const known = BROKEN[error.rule];
  if (!known) return { field: 'ticket' in event ? 'ticket' : 'agent', message: ruleText(desk, 'en', error) };
  const names = {
    ticket: 'ticket' in event ? event.ticket : '',
    agent: ('agent' in event && event.agent) || '',
  };
  return { field: known.field, message: known.says(names) };
}
