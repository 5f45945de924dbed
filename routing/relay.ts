import type { Attachment, Deed, Earlier } from '../channels/channel.js';
import { counterpart, earlierOf, isCustomers } from './counterpart.js';
import { deleteCopies } from './deleted-copies.js';
import { agentNamed, languageOfAgent } from './desk-definition.js';
import type { PastMessage, RoutingTx, Saying } from './store.js';
import { customerName, type Desk } from './telling.js';
import type { ActiveTicket } from './ticket.js';

/** Something of a customer's for the agent's chat: words, or what they did instead of writing. */
export interface Relayed {
  /** Our id of the message; without one nothing that is done to it later finds its copy. */
  readonly id?: string;
  readonly text: string;
  readonly attachments: readonly Attachment[];
  /** Absent: words. Of a reaction the text is its emoji; of what is deleted or cannot be read there is none. */
  readonly as?: 'correction' | 'deleted' | 'reaction' | 'reaction-removed' | 'unreadable';
  /** The network's id of the message that was corrected, deleted or reacted to. */
  readonly about?: string;
  /** The network's id of the message that the words answer. */
  readonly quotes?: string;
}

/** Where the agent reads of this customer, and how. */
interface Reading {
  readonly conversationId: string;
  /** The form in which the agent's chat shows what this customer says. */
  readonly line: (text: string) => string;
  /** A sentence about what the customer did, in the agent's language. */
  readonly did: (what: string, facts: Readonly<Record<string, string>>) => string;
  readonly said: Pick<Saying, 'conversationId' | 'author' | 'ticketId'>;
}

/**
 * Brings a customer's words, and what the customer does to a message, to the agent's own chat. What is done to a message
 * that stands there is done to it there; else it is told in words. An agent who only uses the console reads it there.
 */
export async function relay(
  tx: RoutingTx,
  desk: Desk,
  said: Relayed & { ticket: ActiveTicket },
  now: Date,
): Promise<void> {
  const { ticket, about } = said;
  const { conversationId } = ticket;
  const reading = await readingOf(tx, desk, ticket);
  if (said.as === 'deleted')
    await deleteCopies(tx, desk, { conversationId, about, but: reading?.conversationId }, now);
  if (!reading) return;
  const target = about === undefined ? undefined : await tx.messageNamed(conversationId, about);
  if (said.as === 'correction') return relayCorrection(tx, reading, { said, target }, now);
  if (said.as === 'deleted') return relayDeletion(tx, reading, target, now);
  if (said.as === 'reaction' || said.as === 'reaction-removed')
    return relayReaction(tx, reading, { said, target }, now);
  if (said.as) return void (await tx.say({ ...reading.said, text: inWords(reading, said) }, now));
  const { answers, text } = await withQuote(tx, reading, said);
  await tx.say(
    {
      ...{ ...reading.said, text: reading.line(text), attachments: said.attachments },
      ...(said.id !== undefined && { copyOf: said.id }),
      ...(answers && { answers }),
    },
    now,
  );
}

async function readingOf(tx: RoutingTx, desk: Desk, ticket: ActiveTicket): Promise<Reading | undefined> {
  const { texts, definition } = desk;
  const agent = agentNamed(definition, ticket.agentId);
  const conversationId = agent && (await tx.conversationOf(agent.accounts));
  if (!agent || conversationId === undefined) return undefined;
  const name = customerName(desk, agent, ticket);
  const language = languageOfAgent(definition, agent);
  return {
    conversationId,
    line: (text) =>
      texts.say(language, 'agent.relay', { number: ticket.number, customer: name, text }).trimEnd(),
    did: (what, facts) => texts.say(language, `did.${what}`, facts),
    said: { conversationId, author: { kind: 'customer', name }, ticketId: ticket.id },
  };
}

/** What was done, for an agent who does not see it done. */
const inWords = ({ line, did }: Reading, { as = 'unreadable', text }: Pick<Relayed, 'as' | 'text'>): string =>
  line(did(as, { text }));

type Said = Relayed & { readonly ticket: ActiveTicket };

/**
 * The words with what they answer: as a quote where that stands in the agent's chat, else in a line before them. The
 * quoted words are ours, never what the network claims them to be.
 */
async function withQuote(
  tx: RoutingTx,
  { conversationId, did }: Reading,
  { text, quotes, ticket }: Pick<Said, 'text' | 'quotes' | 'ticket'>,
): Promise<{ answers?: Earlier; text: string }> {
  const quoted = quotes === undefined ? undefined : await tx.messageNamed(ticket.conversationId, quotes);
  if (!quoted || quoted.isGone) return { text };
  const answers = await counterpart(tx, quoted, conversationId);
  if (answers) return { answers, text };
  const line = shortened(quoted.text);
  return { text: line === '' ? text : did('quoted', { quoted: line, text }) };
}

const LONGEST_QUOTE = 80;

/** All in one line, and no more of it than one needs to know again what was said. */
function shortened(text: string): string {
  const letters = [...text.replace(/\s+/g, ' ').trim()];
  return letters.length > LONGEST_QUOTE
    ? `${letters.slice(0, LONGEST_QUOTE - 1).join('')}…`
    : letters.join('');
}

async function relayCorrection(
  tx: RoutingTx,
  reading: Reading,
  { said, target }: { said: Said; target: PastMessage | undefined },
  now: Date,
): Promise<void> {
  const own = target && isCustomers(target) ? target : undefined;
  // Meanwhile it was deleted, too: that is told next, and its words no more.
  if (own?.isGone) return;
  const copy = await counterpart(tx, own, reading.conversationId);
  const words = { ...reading.said, text: inWords(reading, said) };
  if (copy) {
    const quotes = own?.quotes ?? said.quotes;
    const { text } = await withQuote(tx, reading, { ...said, ...(quotes !== undefined && { quotes }) });
    const deed = { kind: 'edit', target: copy, text: reading.line(text) } as const;
    return void (await tx.say({ ...words, deed }, now));
  }
  // From here on these words are how the agent knows the message.
  const copyOf = own?.id ?? said.id;
  const { attachments } = said;
  await tx.say({ ...words, attachments, ...(copyOf !== undefined && { copyOf }) }, now);
}

/** Words that the agent's network was not given yet are not told at all, nor that they were deleted. */
async function relayDeletion(
  tx: RoutingTx,
  reading: Reading,
  target: PastMessage | undefined,
  now: Date,
): Promise<void> {
  const own = target && isCustomers(target) ? target : undefined;
  const copy = own && (await tx.counterpartOf(own.id, reading.conversationId));
  if (copy?.isGone || (copy && (await tx.takeBack(copy.id)))) return;
  const deed: Deed | undefined = copy && { kind: 'delete', target: earlierOf(copy) };
  const text = inWords(reading, { as: 'deleted', text: '' });
  await tx.say({ ...reading.said, text, ...(deed && { deed }) }, now);
}

async function relayReaction(
  tx: RoutingTx,
  reading: Reading,
  { said, target }: { said: Said; target: PastMessage | undefined },
  now: Date,
): Promise<void> {
  const there = await counterpart(tx, target, reading.conversationId);
  const deed: Deed | undefined = there && { kind: 'react', target: there, emoji: said.text };
  await tx.say({ ...reading.said, text: inWords(reading, said), ...(deed && { deed }) }, now);
}
