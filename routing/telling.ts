import { DateTime } from 'luxon';
import type { Floor } from '../channels/channel.js';
import { nearestLanguage, type Language } from '../texts/texts.js';
import { masked, nameWithoutNumbers } from './brief/masking.js';
import { agentNamed, languageOfAgent, type Agent, type DeskDefinition } from './desk-definition.js';
import { toldCustomer } from './evolve.js';
import { wallClock } from './hours.js';
import { isWithMachine } from './machine.js';
import { briefText, firstName } from './notices.js';
import { isPhone } from './phone.js';
import type { Vocabulary } from './problems.js';
import type { RoutingTx } from './store.js';
import type { Handover, Offer, Ticket } from './ticket.js';

/** The desk as running code sees it: the current version of the definition and the words that go with it. */
export interface Desk extends Vocabulary {
  readonly definition: DeskDefinition;
}

type Facts = Readonly<Record<string, string | number>>;

/** The language in which the desk speaks to this customer. */
export const customerLanguage = (desk: Desk, ticket: Ticket): Language =>
  nearestLanguage(ticket.language) ?? desk.definition.language;

/**
 * Who answers this customer, as the ticket tells it; undefined when its agent is no longer in the team. The customer
 * knows an agent by first name only.
 */
function floorOf({ definition }: Desk, ticket: Ticket): Floor | undefined {
  switch (ticket.status) {
    case 'closed':
      return 'bot';
    case 'waiting':
    case 'offered':
      return 'waiting';
    case 'scheduled':
      return 'scheduled';
    case 'active': {
      const agent = agentNamed(definition, ticket.agentId);
      return agent && { agent: firstName(agent.name) };
    }
  }
}

/** What the desk says to the customer. It carries who answers from here on, so the ticket is the one after the change. */
async function sayTo(
  tx: RoutingTx,
  desk: Desk,
  said: { ticket: Ticket; text: string; suggestions?: readonly string[] },
  now: Date,
): Promise<void> {
  const { ticket, ...words } = said;
  if (isWithMachine(ticket)) return;
  const floor = floorOf(desk, ticket);
  const author = { kind: 'desk' } as const;
  await tx.say({ conversationId: ticket.conversationId, author, ...words, ...(floor && { floor }) }, now);
}

/** Says something to the customer, and who answers from here on: the ticket is the one after the change. */
export async function tellCustomer(
  tx: RoutingTx,
  desk: Desk,
  notice: { ticket: Ticket; key: string; facts?: Facts },
  now: Date,
): Promise<void> {
  const { ticket, key, facts = {} } = notice;
  const text = desk.texts.say(customerLanguage(desk, ticket), key, facts);
  await sayTo(tx, desk, { ticket, text }, now);
}

export interface News {
  readonly key: string;
  readonly facts?: Facts;
  readonly position?: number;
  /** Nothing is new: it only shows that we are still there. */
  readonly reminder?: boolean;
  readonly options?: boolean;
}

/**
 * Says something to a customer who has no person yet, and sets the time of the next word: the silence budget after
 * news, then twice as long after each reminder. Of several wordings the first that was not just said is taken; where
 * there is no other nothing is said.
 */
export async function tellWaiting(
  tx: RoutingTx,
  desk: Desk,
  told: { ticket: Ticket; news: News },
  now: Date,
): Promise<Ticket> {
  const { ticket, news } = told;
  const language = customerLanguage(desk, ticket);
  const reminders = news.reminder ? (ticket.told?.reminders ?? 0) + 1 : 0;
  const wordings = desk.texts
    .choices(language, news.key, { protocol: ticket.protocol, ...news.facts })
    .map((one) => one.replace(/ {2,}/g, ' ').trim());
  const turned = wordings.map((_, i) => wordings[(reminders + i) % wordings.length] ?? '');
  const text = turned.find((one) => one !== ticket.told?.text);
  if (text !== undefined) {
    const suggestions = news.options
      ? ['toBot', 'leave'].map((one) => desk.texts.say(language, `option.${one}`))
      : [];
    await sayTo(tx, desk, { ticket, text, suggestions }, now);
  }
  const silenceMs = desk.definition.rules.silenceBudgetSeconds * 1000 * 2 ** Math.min(reminders, 10);
  const { position } = news;
  const after = toldCustomer(ticket, {
    ...{ toldAt: now, text: text ?? ticket.told?.text ?? '', reminders },
    remindAt: new Date(now.getTime() + silenceMs),
    ...(position !== undefined && { position }),
  });
  return tx.saveTicket(after, [], now);
}

/**
 * Says something to an agent where they chat, perhaps about a ticket, by whose number it names it. An agent who only
 * uses the console sees it there instead.
 */
export async function tellAgent(
  tx: RoutingTx,
  desk: Desk,
  notice: { agent: Agent | undefined; key: string; about?: Pick<Ticket, 'id' | 'number'>; facts?: Facts },
  now: Date,
): Promise<void> {
  const { agent, key, about, facts } = notice;
  const conversationId = agent && (await tx.conversationOf(agent.accounts));
  if (!agent || conversationId === undefined) return;
  const known = { ...(about && { number: about.number }), ...facts };
  const text = desk.texts.say(languageOfAgent(desk.definition, agent), key, known);
  const ticketId = about && { ticketId: about.id };
  await tx.say({ conversationId, author: { kind: 'desk' }, text, ...ticketId }, now);
}

/** Brings the agent the brief and, with a transfer, who passes the ticket on and their note. */
export async function briefAgent(
  tx: RoutingTx,
  desk: Desk,
  made: { ticket: Ticket; offer: Offer; handover?: Handover },
  now: Date,
): Promise<void> {
  const { ticket, offer, handover } = made;
  const agent = agentNamed(desk.definition, offer.agentId);
  const conversationId = agent && (await tx.conversationOf(agent.accounts));
  if (!agent || conversationId === undefined) return;
  const language = languageOfAgent(desk.definition, agent);
  const text = desk.texts.say(language, handover ? 'agent.transferOffer' : 'agent.offer', {
    ...{ number: ticket.number, protocol: ticket.protocol },
    brief: briefText(desk, language, ticket, offer),
    ...(handover && { by: nameOf(desk, handover.by), note: masked(handover.note, desk.definition.masks) }),
  });
  await tx.say({ conversationId, author: { kind: 'desk' }, text, ticketId: ticket.id }, now);
}

/** The agent's whole name, for colleagues; the company's phone is called what it is, in the reader's language. */
export const nameOf = (desk: Desk, agentId: string, language = desk.definition.language): string =>
  agentNamed(desk.definition, agentId)?.name ??
  (isPhone(agentId) ? desk.texts.say(language, 'agent.phone') : agentId);

/** The agent's first name, for customers. */
export const calledOf = (desk: Desk, agentId: string): string => firstName(nameOf(desk, agentId));

/** How an agent reads of the customer: never by a number, also where it is all that somebody is called. */
export const customerName = (desk: Desk, agent: Agent, { customerName: name }: Ticket): string =>
  nameWithoutNumbers(name) ?? desk.texts.say(languageOfAgent(desk.definition, agent), 'brief.unnamed');

/** The wall-clock time that a sentence names. */
export const timeText = (iso: string | number | undefined, desk: DeskDefinition): string =>
  wallClock(new Date(String(iso)), desk.timeZone);

/** A day and a time in words: "segunda-feira, 23/11/2026, às 08:00". */
export function dateText(desk: Desk, language: Language, at: Date): string {
  const local = DateTime.fromJSDate(at, { zone: desk.definition.timeZone }).setLocale(language);
  return desk.texts.say(language, 'notice.when', {
    weekday: local.toFormat('cccc'),
    date: local.toLocaleString({ day: '2-digit', month: '2-digit', year: 'numeric' }),
    time: local.toFormat('HH:mm'),
  });
}
