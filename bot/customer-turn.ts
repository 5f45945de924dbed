import type { Attachment, Incoming } from '../channels/channel.js';
import type { Agent } from '../routing/desk-definition.js';
import { joinBrief, leave, relayToAgent, tellHowLong, type TicketDraft } from '../routing/desk.js';
import type { Saying } from '../routing/store.js';
import type { ActiveTicket, Ticket } from '../routing/ticket.js';
import type { AgentDeps } from './agent-turn.js';
import { answerAsides } from './aside-turn.js';
import { asidesIn, asMeant, relayedOf } from './asides.js';
import { asChosen } from './choice.js';
import { asksHowLong, wishWhileWaiting, type WaitingWish } from './classifier/waiting.js';
import { draftOf, handOver, linesBefore } from './draft.js';
import { factsFor, type FactsDeps, type TurnFacts } from './facts.js';
import { leaveToPeople, leftToPeople } from './late.js';
import {
  ConcurrentChange,
  type AnsweredTurn,
  type Conversation,
  type ConversationChange,
  type Situation,
  type Unanswered,
} from './store.js';
import { briefOf } from './summary.js';
import { TALK_OVER, talkInDialog } from './topic.js';
import type { Facts, Notes, Reply, RunTurn, TurnResult } from './turn.js';

/** What a turn of a conversation is computed with. */
export interface Answering extends AgentDeps, FactsDeps {
  readonly runTurn: RunTurn;
  /** The agent who writes in this conversation, if it is one. */
  readonly agentAt: (conversation: Conversation) => Agent | undefined;
  readonly newId: () => string;
  /** For the metrics. */
  readonly onTurn?: (turn: { channel: string; handoff: boolean }) => void;
}

/** Answers a customer: the agent who holds the ticket hears it, else the bot replies. */
export async function answerCustomer(deps: Answering, situation: Situation): Promise<void> {
  const { ticket } = situation;
  if (ticket?.status === 'active') return relay(deps, situation, ticket);
  return botTurn(deps, situation);
}

async function relay(deps: Answering, situation: Situation, ticket: ActiveTicket): Promise<void> {
  const { conversation, unanswered } = situation;
  await deps.store.commit('relay', async (tx) => {
    await tx.answered(
      conversation,
      { choices: [] },
      unanswered.map(({ position }) => position),
    );
    const current = await tx.ticket(ticket.id);
    if (current?.status !== 'active') throw new ConcurrentChange(`ticket ${ticket.number}`);
    const words = relayedOf(unanswered);
    if (words.length > 0) await relayToAgent(tx, deps.desk(), { ticket: current, words }, deps.now());
  });
}

async function botTurn(deps: Answering, situation: Situation): Promise<void> {
  const { ticket } = situation;
  if (asidesIn(situation.unanswered).asides.length > 0) return answerAsides(deps, situation);
  const question = nextQuestion(situation.unanswered);
  const { content, at } = together(asMeant(question));
  const said = { content: asChosen(content, situation.conversation), at };
  const text = said.content.kind === 'text' ? said.content.text : '';
  const because = leftToPeople(situation, question);
  if (because) return leaveToPeople(deps, situation, { question, text, files: filesIn(said), because });
  const wish = ticket && wishWhileWaiting(text);
  if (ticket && wish) return letGo(deps, situation, { question, ticket, wish });
  if (ticket?.status === 'waiting' && asksHowLong(text))
    return howLong(deps, situation, { question, ticket });
  return dialogTurn(deps, situation, { question, said, text });
}

interface Question {
  readonly question: readonly Unanswered[];
  /** All of it as one message. */
  readonly said: { readonly content: Incoming['content']; readonly at: Date };
  readonly text: string;
}

async function dialogTurn(
  deps: Answering,
  situation: Situation,
  { question, said, text }: Question,
): Promise<void> {
  const { conversation, dialogState, ticket } = situation;
  const facts = factsFor(deps, situation, text, deps.now());
  const turn = await deps.runTurn(conversation, said, dialogState, facts);
  const handoff = ticket ? undefined : turn.handoff;
  const { notes } = turn;
  const draft =
    handoff &&
    draftOf(deps, {
      ...{ situation, facts, handoff, caller: notes.caller ?? facts.caller },
      brief: await briefFor(deps, conversation, { question, said, text }),
    });
  const answer = {
    conversation,
    after: { ...changeAfter(situation, facts, turn), dialogState: turn.dialogState },
    positions: question.map(({ position }) => position),
    sayings: turn.replies.map((reply) => sayingOf(conversation.id, reply)),
  };
  const joins = text === '' ? undefined : ticket?.id;
  await commitTurn(deps, answer, { draft, joins, text, notes });
  deps.onTurn?.({ channel: conversation.address.channel, handoff: draft !== undefined });
}

async function briefFor(deps: Answering, conversation: Conversation, { question, said, text }: Question) {
  const lines = await linesBefore(deps, conversation.id, question);
  return briefOf(lines, text, {
    channel: conversation.address.channel,
    upsetFrom: deps.desk().definition.thresholds.upset,
    files: filesIn(said),
  });
}

const filesIn = ({ content }: Question['said']): number =>
  content.kind === 'text' ? (content.attachments ?? []).length : 0;

/** An answer to a dialog names no matter of its own, whatever the classifier makes of a bare "sim". */
function topicAfter({ topic }: TurnFacts, { took, topic: turnedTo }: Notes): { topic?: string } {
  const about = took ? turnedTo : topic?.intent;
  return about === undefined ? {} : { topic: about };
}

/** A turn that says nothing leaves standing what was offered before it. */
const offeredBy = ({ replies }: TurnResult): Pick<ConversationChange, 'choices'> =>
  replies.length === 0 ? {} : { choices: replies.at(-1)?.suggestions ?? [] };

/** What a turn leaves of the conversation. While somebody waits for an agent, what the bot would remember for a handoff stands still. */
export function changeAfter(situation: Situation, facts: TurnFacts, turn: TurnResult): ConversationChange {
  const { took = false, caller, wakeAt } = turn.notes;
  const over = !situation.ticket && turn.handoff !== undefined;
  return {
    misses: over || took || facts.understood ? 0 : missesOf(situation, facts),
    failures: 0,
    language: facts.language,
    ...offeredBy(turn),
    ...topicAfter(facts, turn.notes),
    ...(over ? TALK_OVER : situation.ticket ? {} : took ? talkInDialog(facts.talk) : facts.talk),
    ...(caller && { caller }),
    ...(wakeAt && { wakeAt }),
  };
}

interface Together {
  readonly draft: TicketDraft | undefined;
  readonly joins: string | undefined;
  readonly text: string;
  readonly notes: Notes;
}

/** A turn that concerns a ticket or the customer system has a commit of its own; what only answers is kept together with others. */
async function commitTurn(
  deps: Answering,
  answer: AnsweredTurn,
  { draft, joins, text, notes }: Together,
): Promise<void> {
  const { conversation } = answer;
  const known = notes.caller?.customerId;
  const identified = known !== conversation.customerId ? known : undefined;
  if (!draft && joins === undefined && identified === undefined && notes.changes.length === 0)
    return deps.store.answer(answer);
  return deps.store.commit('answer', async (tx) => {
    const now = deps.now();
    await tx.answered(conversation, answer.after, answer.positions);
    if (identified !== undefined) await tx.identified(conversation, identified);
    for (const change of notes.changes) await tx.changeCustomer(change, now);
    await tx.sayAll(answer.sayings, now);
    if (joins !== undefined) await joinBrief(tx, joins, joining(text, notes), now);
    if (draft) await handOver(tx, deps.desk(), draft, now);
  });
}

/** What is new for the ticket of somebody who waits: their words, and who they turned out to be. */
const joining = (words: string, { caller, facts }: Notes) => ({
  words,
  ...(caller?.name !== undefined && { customerName: caller.name }),
  ...(facts && { facts }),
});

/** The customer no longer wants to wait: the desk lets them go, and the bot starts afresh. */
async function letGo(
  deps: Answering,
  { conversation }: Situation,
  going: { question: readonly Unanswered[]; ticket: Ticket; wish: WaitingWish },
): Promise<void> {
  const positions = going.question.map(({ position }) => position);
  const to = going.wish === 'bot' ? 'bot' : 'nowhere';
  await deps.store.commit('answer', async (tx) => {
    await tx.answered(conversation, { misses: 0, dialogState: {}, choices: [] }, positions);
    await leave(tx, deps.desk(), { ticketId: going.ticket.id, to }, deps.now());
  });
}

/** What the desk knows of the wait is said at once; nobody else could say it. */
async function howLong(
  deps: Answering,
  { conversation }: Situation,
  { question, ticket }: { question: readonly Unanswered[]; ticket: Ticket },
): Promise<void> {
  const positions = question.map(({ position }) => position);
  await deps.store.commit('answer', async (tx) => {
    await tx.answered(conversation, {}, positions);
    const current = await tx.ticket(ticket.id);
    if (current?.status !== 'waiting') throw new ConcurrentChange(`ticket ${ticket.number}`);
    await tellHowLong(tx, deps.desk(), ticket.id, deps.now());
  });
}

/** What one turn answers: an event by itself, or the words up to the next event. A burst is one question. */
function nextQuestion(unanswered: readonly Unanswered[]): readonly Unanswered[] {
  if (unanswered[0]?.content.kind === 'event') return unanswered.slice(0, 1);
  const event = unanswered.findIndex(({ content }) => content.kind === 'event');
  return event < 0 ? unanswered : unanswered.slice(0, event);
}

/** The question as one message. */
function together(question: readonly Unanswered[]): { content: Incoming['content']; at: Date } {
  const last = question.at(-1) as Unanswered;
  if (last.content.kind === 'event') return { content: last.content, at: last.sentAt };
  const texts = question.flatMap(({ content }) => (content.kind === 'text' ? [content] : []));
  const attachments: Attachment[] = texts.flatMap((one) => one.attachments ?? []);
  const value = texts.find((one) => one.value !== undefined)?.value;
  const text = texts.map((one) => one.text).join('\n');
  return {
    content: { kind: 'text', text, attachments, ...(value !== undefined && { value }) },
    at: last.sentAt,
  };
}

const missesOf = ({ conversation, ticket }: Situation, { understood }: Facts): number =>
  understood || ticket ? conversation.misses : conversation.misses + 1;

const sayingOf = (conversationId: string, { text, suggestions, attachments }: Reply): Saying => ({
  conversationId,
  author: { kind: 'bot' },
  text,
  ...(suggestions && { suggestions }),
  ...(attachments && { attachments }),
});
