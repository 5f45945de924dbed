import { departmentName, agentNamed, type Agent } from './desk-definition.js';
import type { DeskCommand } from './commands.js';
import { chooseAgent, type Wanted } from './policy.js';
import { reason, RuleBroken } from './reason.js';
import { change, choiceRules, makeOffer, named, offerOf, settle } from './search.js';
import type { RoutingTx } from './store.js';
import { teamNow } from './team.js';
import { briefAgent, nameOf, tellAgent, type Desk } from './telling.js';
import { openOffer, type ActiveTicket, type Handover, type Ticket, type TransferType } from './ticket.js';
import { maySupervise } from './visibility.js';

type Of<Type extends DeskCommand['type']> = Extract<DeskCommand, { type: Type }>;
interface Order<Command> {
  readonly ticket: Ticket;
  readonly agent: Agent;
  readonly command: Command;
}

/** Passes the holder's ticket to a named agent or to another department; they keep the customer until it is accepted. */
export async function transfer(
  tx: RoutingTx,
  desk: Desk,
  { ticket, agent, command }: Order<Of<'transfer'>>,
  now: Date,
): Promise<void> {
  const held = heldBy(ticket, agent);
  const { note } = command;
  if (command.agent !== undefined)
    return offerToNamed(tx, desk, { ticket: held, by: agent, to: command.agent, note }, now);
  const department = command.department ?? '';
  if (!desk.definition.departments.some(({ id }) => id === department))
    throw new RuleBroken('rule.unknownDepartment', { name: department });
  const type = department === ticket.department ? 'internal' : 'external';
  const wanted: Wanted = { ...requestTo(held, department), level: 'technician' };
  await offerToBest(tx, desk, { ticket: held, by: agent, wanted, type, note }, now);
}

/** Asks a specialist (functional) or a supervisor (hierarchical) of the ticket's department to take it. */
export async function escalate(
  tx: RoutingTx,
  desk: Desk,
  { ticket, agent, command }: Order<Of<'escalate'>>,
  now: Date,
): Promise<void> {
  const held = heldBy(ticket, agent);
  const { to, note } = command;
  const type = to === 'specialist' ? 'functional' : 'hierarchical';
  const wanted: Wanted = { ...requestTo(held, ticket.department), level: to };
  await offerToBest(tx, desk, { ticket: held, by: agent, wanted, type, note }, now);
}

/** A supervisor gives the ticket to a named agent. One that somebody holds stays with them until it is accepted. */
export async function reassign(
  tx: RoutingTx,
  desk: Desk,
  { ticket, agent, command }: Order<Of<'reassign'>>,
  now: Date,
): Promise<void> {
  if (!maySupervise(agent, ticket)) throw new RuleBroken('rule.notSupervisor', { number: ticket.number });
  const note = command.note ?? '-';
  if (ticket.status === 'active')
    return offerToNamed(tx, desk, { ticket, by: agent, to: command.agent, note }, now);
  const to = await reachableAgent(tx, desk, command.agent, now);
  const free = await withdraw(tx, desk, ticket, now);
  const reasons = [reason('reassigned', { by: agent.name, note })];
  const offer = offerOf(desk, ticket, { agentId: to.id, rule: 'transfer', reasons }, now);
  await makeOffer(tx, desk, { ticket: free, offer }, now);
  await settle(tx, desk, now);
}

function heldBy(ticket: Ticket, agent: Agent): ActiveTicket {
  const { number } = ticket;
  if (ticket.status === 'closed') throw new RuleBroken('rule.alreadyClosed', { number });
  if (ticket.status !== 'active') throw new RuleBroken('rule.nobodyHolds', { number });
  if (ticket.agentId !== agent.id) throw new RuleBroken('rule.notYours', { number });
  return ticket;
}

const requestTo = ({ skills, language, urgency, passedOver }: Ticket, department: string) => ({
  ...{ department, skills, urgency, passedOver },
  ...(language !== undefined && { language }),
});

async function reachableAgent(tx: RoutingTx, desk: Desk, agentId: string, now: Date): Promise<Agent> {
  const candidates = await teamNow(tx, desk.definition, now).candidates();
  const found = candidates.find(({ agent }) => agent.id === agentId);
  if (!found) throw new RuleBroken('rule.unknownAgent', { name: agentId });
  if (!found.onShift) throw new RuleBroken('rule.offShift', { agentId });
  if (found.away) throw new RuleBroken('rule.agentAway', { agentId });
  return found.agent;
}

interface Passing {
  readonly ticket: ActiveTicket;
  readonly by: Agent;
  readonly note: string;
}

/** To a named agent, who may be full but neither off shift nor away. The ticket keeps its department. */
async function offerToNamed(
  tx: RoutingTx,
  desk: Desk,
  { ticket, by, to, note }: Passing & { to: string },
  now: Date,
): Promise<void> {
  if (to === ticket.agentId) throw new RuleBroken('rule.toHolder', { number: ticket.number, agentId: to });
  const agent = await reachableAgent(tx, desk, to, now);
  const reasons = [reason('transfer', { by: by.name, note })];
  const offer = offerOf(desk, ticket, { agentId: to, rule: 'transfer', reasons }, now);
  const type = agent.departments.includes(ticket.department) ? 'internal' : 'external';
  await handOver(tx, desk, { ticket, handover: { type, note, by: by.id, offer } }, now);
}

/** To whoever the ladder finds at once. Nobody found: the holder keeps it and is told. */
async function offerToBest(
  tx: RoutingTx,
  desk: Desk,
  { ticket, by, wanted, type, note }: Passing & { wanted: Wanted; type: TransferType },
  now: Date,
): Promise<void> {
  if (ticket.handover) throw pending(ticket, ticket.handover);
  const team = await teamNow(tx, desk.definition, now).candidates();
  const others = team.filter(({ agent }) => agent.id !== ticket.agentId);
  const choice = chooseAgent(wanted, others, choiceRules(desk.definition), now);
  // A callback is what a waiting ticket would get; this one stays where it is.
  const reasons = named(choice.reasons, desk.definition).filter(({ code }) => code !== 'callback');
  if (choice.kind !== 'offer') {
    const { department } = wanted;
    await change(tx, ticket, { type: 'find-nobody', by: by.id, department, note, reasons }, now);
    const facts = { department: departmentName(desk.definition, department) };
    await tellAgent(tx, desk, { agent: by, key: 'agent.transferNobody', about: ticket, facts }, now);
    return;
  }
  const why = [reason('transfer', { by: by.name, note }), ...reasons];
  const offer = offerOf(desk, ticket, { ...choice, reasons: why }, now);
  const moves = wanted.department !== ticket.department && { department: wanted.department };
  await handOver(tx, desk, { ticket, handover: { type, note, by: by.id, offer, ...moves } }, now);
}

async function handOver(
  tx: RoutingTx,
  desk: Desk,
  { ticket, handover: wanted }: { ticket: ActiveTicket; handover: Handover },
  now: Date,
): Promise<void> {
  const offer = { ...wanted.offer, heardUpTo: await tx.heardUpTo(ticket.conversationId) };
  const handover = { ...wanted, offer };
  const passing = await change(tx, ticket, { type: 'hand-over', handover }, now);
  await briefAgent(tx, desk, { ticket: passing, offer, handover }, now);
  const by = agentNamed(desk.definition, handover.by);
  const facts = { agent: nameOf(desk, offer.agentId) };
  await tellAgent(tx, desk, { agent: by, key: 'agent.transferSent', about: ticket, facts }, now);
}

/** Takes an unanswered offer back without blaming anybody. */
async function withdraw(tx: RoutingTx, desk: Desk, ticket: Ticket, now: Date): Promise<Ticket> {
  const asked = agentNamed(desk.definition, openOffer(ticket)?.agentId ?? '');
  await tellAgent(tx, desk, { agent: asked, key: 'agent.withdrawn', about: ticket }, now);
  return change(tx, ticket, { type: 'withdraw' }, now);
}

const pending = ({ number }: Ticket, { offer }: Handover) =>
  new RuleBroken('rule.transferPending', {
    number,
    agentId: offer.agentId,
    at: offer.offeredAt.toISOString(),
  });
