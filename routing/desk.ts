import type { Attachment } from '../channels/channel.js';
import { customerWrote } from './agent-closing.js';
import { gaveUpTicket } from './agent-lost.js';
import { correctionOf } from './closing.js';
import type { DeskCommand } from './commands.js';
import { agentNamed, type Agent } from './desk-definition.js';
import { addToBrief, heardCustomer, heardCustomerOnPhone } from './evolve.js';
import { escalate, reassign, transfer } from './handovers.js';
import { localDay } from './hours.js';
import { tellLine } from './line.js';
import { isWithMachine } from './machine.js';
import { addTicket, type TicketDraft } from './new-ticket.js';
import { addNote } from './notes.js';
import { firstName } from './notices.js';
import { isPhone } from './phone.js';
import { phoneIdleAt } from './phone-taking.js';
import { RuleBroken, type Reason } from './reason.js';
import { relay, type Relayed } from './relay.js';
import type { Fact } from './request.js';
import { sayToCustomer, type Source } from './saying.js';
import { change, search, settle } from './search.js';
import type { RoutingTx } from './store.js';
import { accept, refuse, takeOver } from './taking.js';
import { teamNow } from './team.js';
import { nameOf, tellAgent, tellCustomer, timeText, type Desk } from './telling.js';
import { openOffer, type ActiveTicket, type Resolution, type Ticket } from './ticket.js';
import { maySupervise } from './visibility.js';

export type { Desk } from './telling.js';

export type { TicketDraft } from './new-ticket.js';

/** Opens a ticket, decides the same-day rule once, looks for an agent, and tells the customer. */
export async function openTicket(tx: RoutingTx, desk: Desk, draft: TicketDraft, now: Date): Promise<Ticket> {
  await tx.lockRouting();
  const team = teamNow(tx, desk.definition, now);
  const ticket = await addTicket(tx, desk, { draft, team }, now);
  await search(tx, desk, { ticket, team }, now);
  await tellLine(tx, desk, { team }, now);
  return (await tx.ticket(ticket.id)) ?? ticket;
}

/** What a customer writes while an agent holds the conversation: it goes to that agent, who now owes an answer. */
export async function relayToAgent(
  tx: RoutingTx,
  desk: Desk,
  said: { ticket: ActiveTicket; words: readonly Relayed[] },
  now: Date,
): Promise<void> {
  const { ticket, words } = said;
  for (const one of words) await relay(tx, desk, { ticket, ...one }, now);
  if (words.every(isNoWord)) return;
  await customerWrote(tx, desk, ticket, now);
  if (isPhone(ticket.agentId)) {
    const heard = heardCustomerOnPhone(ticket, now, phoneIdleAt(desk, now, now));
    // Nobody reads these words in a chat of ours: whoever takes the ticket later finds them in the brief.
    const texts = words.flatMap(({ as, text }) => (text !== '' && as !== 'unreadable' ? [text] : []));
    return void (await tx.saveTicket(texts.reduce<Ticket>(addToBrief, heard), [], now));
  }
  const { silenceBudgetSeconds } = desk.definition.rules;
  const heard = heardCustomer(ticket, now, new Date(now.getTime() + silenceBudgetSeconds * 1000));
  if (heard.owedSince !== ticket.owedSince) await tx.saveTicket(heard, [], now);
}

/** What asks for no answer. */
const isNoWord = ({ as }: Relayed): boolean =>
  as === 'deleted' || as === 'reaction' || as === 'reaction-removed';

/** What came while a customer waits. */
interface Joining {
  readonly words: string;
  /** Told only now. */
  readonly customerName?: string;
  readonly facts?: readonly Fact[];
  /** Another reason why a person is needed. */
  readonly because?: Reason;
}

/** What a customer writes while nobody serves them yet: it joins the brief. */
export async function joinBrief(tx: RoutingTx, ticketId: string, said: Joining, now: Date): Promise<void> {
  const ticket = await tx.ticket(ticketId);
  if (!ticket || ticket.status === 'active' || ticket.status === 'closed') return;
  const { words, customerName, facts = [], because } = said;
  const isNew = because && !ticket.reasons.some(({ code }) => code === because.code);
  const named: Ticket = {
    ...ticket,
    ...(customerName !== undefined && { customerName }),
    ...(isNew && { reasons: [...ticket.reasons, because] }),
  };
  const { brief } = named;
  const known: Ticket = { ...named, brief: { ...brief, facts: [...facts, ...(brief.facts ?? [])] } };
  await tx.saveTicket(addToBrief(facts.length > 0 ? known : named, words), [], now);
}

/** Somebody who waits asks how long yet: their place and, where it is known, the expected wait. */
export async function tellHowLong(tx: RoutingTx, desk: Desk, ticketId: string, now: Date): Promise<void> {
  await tx.lockRouting();
  await tellLine(tx, desk, { team: teamNow(tx, desk.definition, now), only: ticketId, asked: true }, now);
}

/** The customer no longer wants a person, or wants the bot back. Only while nobody serves them. */
export async function leave(
  tx: RoutingTx,
  desk: Desk,
  wish: { ticketId: string; to: 'bot' | 'nowhere' },
  now: Date,
): Promise<void> {
  await tx.lockRouting();
  const ticket = await tx.ticket(wish.ticketId);
  if (!ticket) throw new RuleBroken('rule.unknownTicket');
  const outcome = wish.to === 'bot' ? 'returned-to-bot' : 'abandoned';
  const closed = await change(tx, ticket, { type: 'leave', resolution: { outcome } }, now);
  await tx.passTheFloor(ticket.conversationId);
  const key = wish.to === 'bot' ? 'notice.toBot' : 'notice.left';
  await tellCustomer(tx, desk, { ticket: closed, key, facts: { protocol: ticket.protocol } }, now);
  const asked = agentNamed(desk.definition, openOffer(ticket)?.agentId ?? '');
  await tellAgent(tx, desk, { agent: asked, key: 'agent.customerLeft', about: ticket }, now);
  await settle(tx, desk, now);
}

/**
 * Carries out what an agent wants. Throws RuleBroken, with nothing changed, when they may not.
 * `attachments` go with the words of a `say`; `source` is the message of the agent's chat that brought them.
 */
export async function obey(
  tx: RoutingTx,
  desk: Desk,
  order: { agent: Agent; command: DeskCommand; attachments?: readonly Attachment[]; source?: Source },
  now: Date,
): Promise<void> {
  const { agent, command } = order;
  if (command.type !== 'say') await tx.lockRouting();
  if (command.type === 'presence') return setPresence(tx, desk, { agent, ...command }, now);
  const ticket = await tx.ticket(command.ticketId);
  if (!ticket) throw new RuleBroken('rule.unknownTicket');
  switch (command.type) {
    case 'accept':
      return accept(tx, desk, { ticket, agent }, now);
    case 'refuse':
      return refuse(tx, desk, { ticket, agent, ...(command.reason && { why: command.reason }) }, now);
    case 'say': {
      const words = { text: command.text, attachments: order.attachments ?? [] };
      const { source } = order;
      return sayToCustomer(tx, desk, { ticket, agent, words, ...(source && { source }) }, now);
    }
    case 'close': {
      const { told, solved, problem } = command;
      const resolution = { outcome: 'resolved', told, solved } as const;
      return close(tx, desk, { ticket, agent, resolution, ...(problem !== undefined && { problem }) }, now);
    }
    case 'note':
      return addNote(tx, desk, { ticket, agent, text: command.text }, now);
    case 'hand-back': {
      const note = command.note === undefined ? {} : { note: command.note };
      return close(tx, desk, { ticket, agent, resolution: { outcome: 'returned-to-bot', ...note } }, now);
    }
    case 'transfer':
      return transfer(tx, desk, { ticket, agent, command }, now);
    case 'escalate':
      return escalate(tx, desk, { ticket, agent, command }, now);
    case 'take-over':
      return takeOver(tx, desk, { ticket, agent }, now);
    case 'reassign':
      return reassign(tx, desk, { ticket, agent, command }, now);
  }
}

async function setPresence(
  tx: RoutingTx,
  desk: Desk,
  wish: { agent: Agent; available: boolean; signedOut?: true | undefined },
  now: Date,
) {
  const { agent, available, signedOut } = wish;
  if (signedOut && (await worksInChat(tx, desk, agent, now))) return;
  await tx.setPresence(agent.id, available, now);
  if (!available) await withdrawOffers(tx, desk, agent, now);
  await settle(tx, desk, now);
}

/** Heard in a chat of their own today: closing the console is no farewell. */
async function worksInChat(tx: RoutingTx, desk: Desk, agent: Agent, now: Date): Promise<boolean> {
  const heardAt = await tx.heardAt(agent.accounts);
  return heardAt !== undefined && heardAt >= localDay(now, desk.definition.timeZone).begins;
}

/** Going away withdraws the agent's open offers at once: they count as lapsed. */
async function withdrawOffers(tx: RoutingTx, desk: Desk, agent: Agent, now: Date): Promise<void> {
  const asked = (await tx.ticketsOfAgent(agent.id)).filter((one) => openOffer(one)?.agentId === agent.id);
  for (const ticket of asked) await lapse(tx, desk, ticket, now);
}

/** Takes back an offer nobody answered. Whoever holds the ticket keeps it; one without a holder must be settled. */
export async function lapse(tx: RoutingTx, desk: Desk, ticket: Ticket, now: Date): Promise<void> {
  const offer = openOffer(ticket);
  if (!offer) return;
  await change(tx, ticket, { type: 'lapse' }, now);
  const { definition } = desk;
  const agent = agentNamed(definition, offer.agentId);
  await tellAgent(tx, desk, { agent, key: 'agent.lapsed', about: ticket }, now);
  if (ticket.status !== 'active') return;
  const holder = agentNamed(definition, ticket.agentId);
  const facts = { agent: nameOf(desk, offer.agentId) };
  await tellAgent(tx, desk, { agent: holder, key: 'agent.transferLapsed', about: ticket, facts }, now);
}

async function close(
  tx: RoutingTx,
  desk: Desk,
  closing: { ticket: Ticket; agent: Agent; resolution: Resolution; problem?: string },
  now: Date,
): Promise<void> {
  const { ticket, agent, resolution, problem } = closing;
  const correction = correctionOf(desk, ticket, problem);
  const { protocol, conversationId } = ticket;
  const by = isHandedBackFor(agent, ticket, resolution) ? { agentId: ticket.agentId, by: agent.id } : {};
  const command = { type: 'close', agentId: agent.id, resolution, ...correction, ...by } as const;
  const closed = await change(tx, ticket, command, now);
  await tx.passTheFloor(conversationId);
  const back = resolution.outcome === 'returned-to-bot';
  const facts = { protocol, agent: firstName(agent.name) };
  const key = back ? 'notice.handedBack' : 'notice.closed';
  await tellCustomer(tx, desk, { ticket: closed, key, facts }, now);
  const done = back ? 'agent.handedBack' : 'agent.closed';
  await tellAgent(tx, desk, { agent, key: done, about: ticket }, now);
  await gaveUpTicket(tx, { agent, ticket }, now);
  const asked = agentNamed(desk.definition, openOffer(ticket)?.agentId ?? '');
  await tellAgent(tx, desk, { agent: asked, key: 'agent.withdrawn', about: ticket }, now);
  if (!isWithMachine(ticket)) await tx.tellBot(conversationId, 'handoff.status', { state: 'completed' }, now);
  await settle(tx, desk, now);
}

/** A chat on the company's phone has nobody here who could give it back: a supervisor may. */
const isHandedBackFor = (agent: Agent, ticket: Ticket, { outcome }: Resolution): ticket is ActiveTicket =>
  ticket.status === 'active' &&
  isPhone(ticket.agentId) &&
  outcome === 'returned-to-bot' &&
  maySupervise(agent, ticket);

/** The sentence for the agent who broke a rule: names and times instead of ids. */
export function ruleText(desk: Desk, language: 'pt-BR' | 'en' | 'es', broken: RuleBroken): string {
  const { agentId, at, ...rest } = broken.facts;
  const agent = typeof agentId === 'string' ? nameOf(desk, agentId, language) : '';
  const time = at === undefined ? '' : timeText(at, desk.definition);
  return desk.texts.say(language, broken.rule, { ...rest, agent, time });
}
