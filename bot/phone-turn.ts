import { isPhone, handsBackToBot } from '../routing/phone.js';
import { handBackByPhone, takeByPhone } from '../routing/phone-taking.js';
import type { TicketDraft } from '../routing/desk.js';
import { reason } from '../routing/reason.js';
import { nearestLanguage } from '../texts/texts.js';
import { asMeant } from './asides.js';
import type { Answering } from './customer-turn.js';
import { draftOf, linesBefore } from './draft.js';
import type { TakenOver } from './handoff.js';
import { ConcurrentChange, type BotTx, type Situation, type Unanswered } from './store.js';
import { briefOf } from './summary.js';
import { TALK_OVER } from './topic.js';

/**
 * Somebody of the house has typed to this person on the company's own phone. They have the customer from now on, what
 * the customer wrote before is answered, and what the bot has not said yet stays unsaid; or, by command, the bot goes
 * on. In the chat of an agent it means nothing: nobody is taken over there.
 */
export async function answerPhone(deps: Answering, situation: Situation, typed: Unanswered): Promise<void> {
  const { conversation, unanswered } = situation;
  const words = typed.content.kind === 'text' ? typed.content.text : undefined;
  const isAgents = deps.agentAt(conversation) !== undefined;
  if (words === undefined || isAgents || !isPhone(typed.author?.id ?? '')) {
    const after = conversation.wakeAt ? { wakeAt: conversation.wakeAt } : {};
    return deps.store.answer({ conversation, after, positions: [typed.position], sayings: [] });
  }
  if (handsBackToBot(words)) return handBack(deps, situation, typed);
  const before = unanswered.filter(({ position }) => position <= typed.position);
  return takeOver(deps, situation, { typed, before });
}

async function handBack(
  deps: Answering,
  { conversation, ticket }: Situation,
  typed: Unanswered,
): Promise<void> {
  const before = await linesBefore(deps, conversation.id, [typed]);
  const wasHeard = before.some(({ author }) => author === 'customer');
  await deps.store.commit('command', async (tx) => {
    await tx.answered(conversation, {}, [typed.position]);
    const current = ticket && (await openNow(tx, ticket.id));
    const phone = typed.author?.id ?? '';
    if (current) await handBackByPhone(tx, deps.desk(), { ticket: current, phone, wasHeard }, deps.now());
  });
}

async function takeOver(
  deps: Answering,
  situation: Situation,
  { typed, before }: { typed: Unanswered; before: readonly Unanswered[] },
): Promise<void> {
  const { conversation } = situation;
  const draft = situation.ticket ? undefined : await draftFor(deps, situation, before);
  const positions = before.map(({ position }) => position);
  await deps.store.commit('relay', async (tx) => {
    await tx.answered(conversation, { misses: 0, dialogState: {}, choices: [], ...TALK_OVER }, positions);
    await tx.takeBackWords(conversation.id);
    const about = draft ? { draft } : { ticket: await openNow(tx, situation.ticket?.id ?? '') };
    const words = { phone: typed.author?.id ?? '', typedAt: typed.sentAt, about };
    await takeByPhone(tx, deps.desk(), words, deps.now());
  });
}

/** The ticket as it is in this transaction, behind every other decision. */
async function openNow(tx: BotTx, ticketId: string) {
  await tx.lockRouting();
  const ticket = await tx.ticket(ticketId);
  if (!ticket || ticket.status === 'closed') throw new ConcurrentChange(`ticket ${ticketId}`);
  return ticket;
}

/** What the phone's ticket tells of the conversation. What it is about nobody has said. */
async function draftFor(
  deps: Answering,
  situation: Situation,
  before: readonly Unanswered[],
): Promise<TicketDraft> {
  const { conversation } = situation;
  const asked = asMeant(before.filter(({ author }) => author === undefined));
  const last = asked.flatMap(({ content }) => (content.kind === 'text' ? [content.text] : [])).join('\n');
  const lines = await linesBefore(deps, conversation.id, before);
  const brief = briefOf(lines, last, { channel: conversation.address.channel });
  const language =
    nearestLanguage(conversation.language ?? conversation.locale) ?? deps.desk().definition.language;
  const handoff = { problem: '', skills: [], decision: TAKEN };
  const { kind: _unknown, ...draft } = draftOf(deps, {
    ...{ situation, facts: { language }, handoff, brief },
    ...(conversation.caller && { caller: conversation.caller }),
  });
  return draft;
}

const TAKEN: TakenOver = {
  handOff: true,
  reasons: [reason('phone')],
  level: 'technician',
  urgency: 'normal',
};
