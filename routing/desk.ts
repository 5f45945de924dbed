import type { Attachment } from '../channels/channel.js';
import type { DeskCommand } from './commands.js';
import { agentNamed, languageOfAgent, type Agent } from './desk-definition.js';
import { localDay } from './hours.js';
import { firstName } from './notices.js';
import { decideSameDay } from './policy.js';
import { reason, RuleBroken } from './reason.js';
import {
  candidatesNow,
  change,
  search,
  searchWaiting,
  tellAgent,
  tellCustomer,
  tellPosition,
  timeText,
  type Desk,
} from './search.js';
import type { RoutingTx } from './store.js';
import { protocolOf, type Request } from './request.js';
import { type Ticket } from './ticket.js';

/** What the bot knows when it asks for a human; the desk adds the rest. */
export type TicketDraft = Omit<Request, 'version' | 'number' | 'protocol' | 'openedAt' | 'follows'>;

/** Opens a ticket, decides the same-day rule once, offers it or lets it wait, and tells the customer. */
export async function openTicket(tx: RoutingTx, desk: Desk, draft: TicketDraft, now: Date): Promise<Ticket> {
  await tx.lockRouting();
  const { definition } = desk;
  const today = localDay(now, definition.timeZone);
  const finished = await tx.lastFinished(draft.customerId, today.begins, today.ends);
  const wanted = { ...draft, passedOver: [] };
  const team = {
    candidates: await candidatesNow(tx, definition, now),
    rules: { specialHours: definition.rules.specialHours, timeZone: definition.timeZone },
  };
  const sameDay = decideSameDay(wanted, finished, team, now);
  const previous = await tx.previousTickets(draft.customerId, 3);
  const number = await tx.nextTicketNumber();
  const ticket: Ticket = {
    ...draft,
    brief: { ...draft.brief, previous: previous.map(({ protocol, solved }) => `${protocol}: ${solved}`) },
    version: 0,
    number,
    protocol: protocolOf(today.date, number),
    openedAt: now,
    ...(finished && { follows: finished.ticketId }),
    sameDay: sameDay.agentId === undefined ? sameDay.reason : withAgent(sameDay.reason, sameDay.agentId),
    passedOver: [],
    status: 'waiting',
    since: now,
  };
  await tx.addTicket(ticket, now);
  const searched = await search(tx, desk, ticket, now);
  if (searched.status === 'waiting') await tellPosition(tx, desk, searched, now);
  return searched;
}

const withAgent = ({ code, facts }: ReturnType<typeof reason>, agentId: string) =>
  reason(code, { ...facts, agentId });

/** What a customer writes while an agent holds the conversation: it goes to that agent and to nobody else. */
export async function relayToAgent(
  tx: RoutingTx,
  desk: Desk,
  relay: { ticket: Ticket & { status: 'active' }; text: string; attachments: readonly Attachment[] },
  now: Date,
): Promise<void> {
  const { ticket, text, attachments } = relay;
  const agent = agentNamed(desk.definition, ticket.agentId);
  const conversationId = agent && (await tx.conversationOf(agent.accounts));
  if (!agent || conversationId === undefined) return;
  const language = languageOfAgent(desk.definition, agent);
  const customer = ticket.customerName ?? desk.texts.say(language, 'brief.unnamed');
  const line = desk.texts.say(language, 'agent.relay', { number: ticket.number, customer, text });
  await tx.say(
    { conversationId, author: { kind: 'customer', name: customer }, text: line, attachments },
    now,
  );
}

/**
 * Carries out what an agent wants. Throws RuleBroken, with nothing changed, when they may not.
 * `attachments` go with the words of a `say`.
 */
export async function obey(
  tx: RoutingTx,
  desk: Desk,
  order: { agent: Agent; command: DeskCommand; attachments?: readonly Attachment[] },
  now: Date,
): Promise<void> {
  const { agent, command } = order;
  if (command.type === 'presence') return setPresence(tx, desk, { agent, available: command.available }, now);
  if (command.type !== 'say') await tx.lockRouting();
  const ticket = await tx.ticket(command.ticketId);
  if (!ticket) throw new RuleBroken('rule.unknownTicket');
  switch (command.type) {
    case 'accept':
      return accept(tx, desk, { ticket, agent }, now);
    case 'refuse':
      return refuse(tx, desk, { ticket, agent, ...(command.reason && { why: command.reason }) }, now);
    case 'say':
      return sayToCustomer(
        tx,
        { ticket, agent, text: command.text, attachments: order.attachments ?? [] },
        now,
      );
    case 'close':
      return close(tx, desk, { ticket, agent, told: command.told, solved: command.solved }, now);
  }
}

async function setPresence(tx: RoutingTx, desk: Desk, wish: { agent: Agent; available: boolean }, now: Date) {
  const { agent, available } = wish;
  await tx.lockRouting();
  await tx.setPresence(agent.id, available, now);
  if (!available) await withdrawOffers(tx, desk, agent, now);
  await searchWaiting(tx, desk, now);
}

/** Going away withdraws the agent's open offers at once: they count as lapsed. */
async function withdrawOffers(tx: RoutingTx, desk: Desk, agent: Agent, now: Date): Promise<void> {
  const offered = (await tx.ticketsOfAgent(agent.id)).filter(({ status }) => status === 'offered');
  for (const ticket of offered) await lapse(tx, desk, ticket, now);
}

async function accept(
  tx: RoutingTx,
  desk: Desk,
  { ticket, agent }: { ticket: Ticket; agent: Agent },
  now: Date,
) {
  const active = await change(tx, ticket, { type: 'accept', agentId: agent.id }, now);
  await tx.passTheFloor(active.conversationId);
  const facts = { agent: firstName(agent.name) };
  await tellCustomer(tx, desk, { ticket: active, key: 'notice.accepted', facts }, now);
  const language = languageOfAgent(desk.definition, agent);
  const customer = ticket.customerName ?? desk.texts.say(language, 'brief.unnamed');
  await tellAgent(
    tx,
    desk,
    { agent, key: 'agent.accepted', facts: { number: ticket.number, customer } },
    now,
  );
  if (active.status !== 'active') return;
  for (const words of await tx.customerWords(ticket.conversationId, ticket.openedAt))
    await relayToAgent(tx, desk, { ticket: active, ...words }, now);
}

async function refuse(
  tx: RoutingTx,
  desk: Desk,
  refusal: { ticket: Ticket; agent: Agent; why?: string },
  now: Date,
) {
  const { ticket, agent, why } = refusal;
  const waiting = await change(tx, ticket, { type: 'refuse', agentId: agent.id, ...(why && { why }) }, now);
  await tellAgent(tx, desk, { agent, key: 'agent.refused', facts: { number: ticket.number } }, now);
  await searchAgain(tx, desk, waiting, now);
}

/** Takes back an offer nobody answered and goes on looking without that agent. */
export async function lapse(tx: RoutingTx, desk: Desk, ticket: Ticket, now: Date): Promise<void> {
  if (ticket.status !== 'offered') return;
  const agent = agentNamed(desk.definition, ticket.offer.agentId);
  const waiting = await change(tx, ticket, { type: 'lapse' }, now);
  if (agent) await tellAgent(tx, desk, { agent, key: 'agent.lapsed', facts: { number: ticket.number } }, now);
  await searchAgain(tx, desk, waiting, now);
}

/** Forgets refusals and lapses, and starts the search anew. */
export async function retry(tx: RoutingTx, desk: Desk, ticket: Ticket, now: Date): Promise<void> {
  if (ticket.status === 'waiting')
    await search(tx, desk, await change(tx, ticket, { type: 'retry' }, now), now);
}

async function searchAgain(tx: RoutingTx, desk: Desk, ticket: Ticket, now: Date): Promise<void> {
  const searched = await search(tx, desk, ticket, now);
  if (searched.status === 'waiting')
    await tellCustomer(tx, desk, { ticket, key: 'notice.stillWaiting' }, now);
}

async function sayToCustomer(
  tx: RoutingTx,
  words: { ticket: Ticket; agent: Agent; text: string; attachments: readonly Attachment[] },
  now: Date,
): Promise<void> {
  const { ticket, agent, text, attachments } = words;
  if (ticket.status === 'offered' && ticket.offer.agentId === agent.id)
    throw new RuleBroken('rule.acceptFirst', { number: ticket.number });
  if (ticket.status !== 'active' || ticket.agentId !== agent.id)
    throw new RuleBroken('rule.notYours', { number: ticket.number });
  const author = { kind: 'agent', id: agent.id, name: firstName(agent.name) } as const;
  await tx.say({ conversationId: ticket.conversationId, author, text, attachments }, now);
}

async function close(
  tx: RoutingTx,
  desk: Desk,
  closing: { ticket: Ticket; agent: Agent; told: string; solved: string },
  now: Date,
): Promise<void> {
  const { ticket, agent, told, solved } = closing;
  const resolution = { outcome: 'resolved', told, solved } as const;
  await change(tx, ticket, { type: 'close', agentId: agent.id, resolution }, now);
  await tx.passTheFloor(ticket.conversationId);
  const facts = { protocol: ticket.protocol, agent: firstName(agent.name) };
  await tellCustomer(tx, desk, { ticket, key: 'notice.closed', facts }, now);
  await tellAgent(tx, desk, { agent, key: 'agent.closed', facts: { number: ticket.number } }, now);
  await tx.tellBot(ticket.conversationId, 'handoff.status', { state: 'completed' }, now);
  await searchWaiting(tx, desk, now);
}

/** The sentence for the agent who broke a rule: names and times instead of ids. */
export function ruleText(desk: Desk, language: 'pt-BR' | 'en' | 'es', broken: RuleBroken): string {
  const { agentId, at, ...rest } = broken.facts;
  const agent = typeof agentId === 'string' ? (agentNamed(desk.definition, agentId)?.name ?? agentId) : '';
  const time = at === undefined ? '' : timeText(at, desk.definition);
  const help = desk.texts.say(language, 'agent.help');
  return desk.texts.say(language, broken.rule, { ...rest, agent, time, help });
}
