import { DateTime } from 'luxon';
import { masked } from './brief/masking.js';
import { calledTicket, sayThere, wordsFor, type AgentThere } from './agent-telling.js';
import { languageOfAgent } from './desk-definition.js';
import { RuleBroken } from './reason.js';
import type { PastMessage, RoutingTx } from './store.js';
import { customerName, type Desk } from './telling.js';
import { openOffer, type Ticket } from './ticket.js';
import { maySee } from './visibility.js';

const LINES = 30;
/** What the desk said is left out: so many more are read. */
const READ = 3 * LINES;
const LONGEST_LINE = 300;
const EARLIER_TICKETS = 3;
/** What led to the ticket was said before it was opened. */
const BEFORE_MS = 15 * 60_000;

/**
 * Brings an agent the conversation since shortly before the ticket was opened, and how the customer's earlier ones ended.
 * `until`: only what was said up to this position.
 */
export async function tellHistory(
  tx: RoutingTx,
  desk: Desk,
  { ticketId, until = Infinity, ...there }: AgentThere & { ticketId: string; until?: number },
  now: Date,
): Promise<void> {
  const { agent } = there;
  const ticket = await tx.ticket(ticketId);
  if (!ticket) throw new RuleBroken('rule.unknownTicket');
  if (!maySee(agent, ticket) && openOffer(ticket)?.agentId !== agent.id)
    throw new RuleBroken('rule.notYours', { number: ticket.number });
  const say = wordsFor(desk, agent);
  const earlier = await tx.previousTickets(ticket.customerId, EARLIER_TICKETS);
  const since = new Date(ticket.openedAt.getTime() - BEFORE_MS);
  const said = (await tx.saidSince(ticket.conversationId, since, READ)).filter(
    ({ position, author }) => author !== 'customer' || position <= until,
  );
  const spoken = fromItsBeginning(said, ticket).slice(-LINES);
  const lines = [
    say('agent.history', { ticket: calledTicket(desk, agent, ticket) }),
    ...earlier.map((one) => say('agent.historyBefore', one)),
    ...spoken.map((one) => lineOf(desk, there, { one, ticket }, now)),
    ...(spoken.length === 0 ? [say('agent.historyEmpty')] : []),
  ];
  const text = lines.map((one) => masked(one, desk.definition.masks)).join('\n');
  await sayThere(tx, there, { text, ticketId }, now);
}

/**
 * What led to the ticket and what followed; not how another one ended just before, and nothing of the desk's. A network
 * tells when customers wrote in whole seconds: only our own words say when the ticket began.
 */
function fromItsBeginning(said: readonly PastMessage[], { openedAt }: Ticket): PastMessage[] {
  const ours = said.findIndex(({ author, at }) => author !== 'customer' && at >= openedAt);
  const opened = ours < 0 ? said.length : ours;
  const ended = said.slice(0, opened).findLastIndex(({ author }) => author === 'desk');
  const wish = said.findIndex(({ author }, n) => author === 'customer' && n > ended);
  return said.slice(wish < 0 ? opened : Math.min(wish, opened)).filter(({ author }) => author !== 'desk');
}

function lineOf(
  desk: Desk,
  { agent }: AgentThere,
  { one, ticket }: { one: PastMessage; ticket: Ticket },
  now: Date,
): string {
  const say = wordsFor(desk, agent);
  const who = {
    customer: () => customerName(desk, agent, ticket),
    agent: () => one.name ?? '',
    bot: () => say('agent.historyBot'),
    desk: () => '',
  }[one.author]();
  const files = one.attachments.length;
  const words = [
    one.text.replace(/\s+/gu, ' ').trim(),
    files > 0 ? say('agent.historyFiles', { count: files }) : '',
  ];
  return `${timeOf(desk, agent, one.at, now)} ${who}: ${short(words.join(' ').trim())}`;
}

const short = (text: string): string =>
  text.length <= LONGEST_LINE ? text : `${text.slice(0, LONGEST_LINE - 1).trimEnd()}…`;

/** The time on the desk's wall clock, with the day unless it is today. */
function timeOf(desk: Desk, agent: AgentThere['agent'], at: Date, now: Date): string {
  const { definition } = desk;
  const local = (one: Date) => DateTime.fromJSDate(one, { zone: definition.timeZone });
  const time = local(at).toFormat('HH:mm');
  if (local(at).hasSame(local(now), 'day')) return time;
  const day = { day: '2-digit', month: '2-digit' } as const;
  return `${local(at).setLocale(languageOfAgent(definition, agent)).toLocaleString(day)} ${time}`;
}
