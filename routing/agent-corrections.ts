import { meaningOf } from './addressing/addressing.js';
import type { Meant } from './addressing/meant.js';
import { atHandOf } from './agent-at-hand.js';
import { withoutQuestion, type Question, type WhomQuestion } from './agent-chat.js';
import { sayThere, type AgentThere } from './agent-telling.js';
import { sayOn } from './agent-words.js';
import { carryDeed, type Did } from './crossing.js';
import { languageOfAgent } from './desk-definition.js';
import { ruleText } from './desk.js';
import { RuleBroken } from './reason.js';
import type { PastMessage, RoutingTx } from './store.js';
import type { Desk } from './telling.js';

type Doing = AgentThere & { readonly did: Did; readonly sentAt: Date };

/**
 * Carries out what an agent does to an earlier message: on the customer's side if it went there; words that still wait
 * for their customer wait as they now are, or no longer. Throws RuleBroken, with nothing changed, for what cannot be.
 */
export async function hearCorrection(tx: RoutingTx, desk: Desk, doing: Doing, now: Date): Promise<void> {
  const { did, conversationId } = doing;
  const message = await tx.messageNamed(conversationId, did.of);
  const { question } = await tx.agentChat(conversationId);
  if (message && question?.kind === 'whom' && question.messages.includes(message.id))
    return correctWaiting(tx, desk, { ...doing, message, question }, now);
  const { agent } = doing;
  return carryDeed(tx, desk, { agent, conversationId, did }, now);
}

type Correction = Doing & { readonly message: PastMessage; readonly question: Question & WhomQuestion };

async function correctWaiting(tx: RoutingTx, desk: Desk, doing: Correction, now: Date): Promise<void> {
  const { did, agent, conversationId, message, question } = doing;
  if (did.kind === 'react') return;
  if (did.kind === 'delete') return stopWaiting(tx, doing);
  const meant = await meantNow(tx, desk, doing, did.text);
  if (meant instanceof RuleBroken) {
    // What was sent as words is no command now; and words that have become one must not reach a customer.
    await stopWaiting(tx, doing);
    const text = ruleText(desk, languageOfAgent(desk.definition, agent), meant);
    return void (await sayThere(tx, doing, { text }, now));
  }
  if (meant.kind !== 'say' || !meant.isNamed) return;
  const { id, attachments } = message;
  const corrected = { id, attachments, text: did.text, sentAt: doing.sentAt };
  await sayOn(tx, desk, { agent, conversationId, message: corrected, meant }, now);
  // The others go on waiting.
  const chat = await tx.agentChat(conversationId);
  await tx.rememberAgentChat(conversationId, { ...chat, question });
  await stopWaiting(tx, doing);
}

/** Whom the new words are for; any other meaning is a broken rule. The question itself is not answered by them. */
async function meantNow(
  tx: RoutingTx,
  desk: Desk,
  { sentAt, message, ...there }: Correction,
  text: string,
): Promise<Extract<Meant, { kind: 'say' | 'ask-whom' }> | RuleBroken> {
  try {
    const said = { text, sentAt, hasFiles: message.attachments.length > 0 };
    const { question: _, ...atHand } = await atHandOf(tx, there, said);
    const meant = meaningOf(said, { ...atHand, isQuestionLast: false }, desk.definition);
    return meant.kind === 'say' || meant.kind === 'ask-whom' ? meant : new RuleBroken('rule.editedCommand');
  } catch (error) {
    if (error instanceof RuleBroken) return error;
    throw error;
  }
}

async function stopWaiting(tx: RoutingTx, { conversationId, message, question }: Correction): Promise<void> {
  const chat = await tx.agentChat(conversationId);
  const messages = question.messages.filter((id) => id !== message.id);
  const rest = messages.length > 0 && { question: { ...question, messages } };
  await tx.rememberAgentChat(conversationId, { ...withoutQuestion(chat), ...rest });
}
