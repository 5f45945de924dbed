import type { Facts } from '../bot/turn.js';
import { flat } from '../routing/brief/flat.js';
import { asksToWait, doesNotKnow, isBack, wantsToStop } from './reading/control.js';
import type { Took } from './task.js';

/** What becomes of a message while a task waits for an answer. */
export type Interruption =
  /** It is for the task. */
  | { readonly kind: 'none' }
  /** A person takes over at once. */
  | { readonly kind: 'hand-over' }
  /** The customer drops the task. `goodbye`: and leaves. */
  | { readonly kind: 'stop'; readonly goodbye: boolean }
  /** The customer needs a moment. */
  | { readonly kind: 'wait' }
  /** The customer is there again, or has dealt with something: the task asks once more. */
  | { readonly kind: 'back' }
  /** Something else is answered in passing, then the task goes on. */
  | { readonly kind: 'answer'; readonly intent: string }
  /** Another task comes first; this one goes on afterwards. */
  | { readonly kind: 'begin'; readonly dialog: string; readonly intent: string }
  /** Back to a task that was put aside. */
  | { readonly kind: 'return'; readonly dialog: string };

/** What the knowledge says of an intent, as far as it matters here. */
export interface Known {
  readonly dialog?: string;
  readonly department?: string;
  readonly request?: string;
  readonly needsPerson: boolean;
  readonly hasAnswer: boolean;
}

interface Situation {
  readonly text: string;
  readonly took: Took;
  readonly facts: Facts;
  readonly known: (intent: string) => Known | undefined;
  /** The ids of the running tasks, the active one last. */
  readonly stack: readonly string[];
}

/** What a running task cannot settle: it gives way at once. What merely takes long it settles itself. */
const STRONG: ReadonlySet<string> = new Set([
  'customer-asked',
  'keyword',
  'upset',
  'upset-twice',
  'bot-failed',
]);
/** A change of subject is a claim about what somebody wants: guessing it wrong is worse than asking again. */
const SURE_OF_ANOTHER = 0.6;
const SURE_OF_A_PERSON = 0.75;
const COURTESY_OF_THE_TASK: ReadonlySet<string> = new Set(['sim', 'nao']);
const GOODBYE = 'despedida';

const NONE: Interruption = { kind: 'none' };

/** Whether the message is for the active task, or for something else. Pure. */
export function interruptionOf(situation: Situation): Interruption {
  const { text, took, facts } = situation;
  if (isStrong(facts)) return { kind: 'hand-over' };
  // "não sei de cabeça, vou pegar" asks for a moment, although the first half is an answer.
  if (asksToWait(text) && (took === 'nothing' || doesNotKnow(text))) return { kind: 'wait' };
  if (took === 'all' || text.trim() === '') return NONE;
  if (wantsToStop(text)) return { kind: 'stop', goodbye: false };
  // Before greetings: "voltei, oi?" says that they are there again.
  if (took === 'nothing' && isBack(text)) return { kind: 'back' };
  return anotherSubject(situation);
}

/** The decision for a person stands, whatever the bot is in the middle of. */
export const isStrong = ({ decision }: Facts): boolean =>
  decision.handOff && decision.reasons.some(({ code }) => STRONG.has(code));

function anotherSubject({ facts, known, stack }: Situation): Interruption {
  const { intent, confidence } = facts.understanding;
  const about = intent === undefined || confidence < SURE_OF_ANOTHER ? undefined : known(intent);
  if (intent === undefined || !about || COURTESY_OF_THE_TASK.has(intent)) return NONE;
  if (about.dialog !== undefined) return anotherTask(about.dialog, intent, stack);
  if (about.needsPerson)
    return confidence >= SURE_OF_A_PERSON && facts.decision.handOff ? { kind: 'hand-over' } : NONE;
  if (intent === GOODBYE) return { kind: 'stop', goodbye: true };
  return about.hasAnswer ? { kind: 'answer', intent } : NONE;
}

function anotherTask(dialog: string, intent: string, stack: readonly string[]): Interruption {
  if (stack.at(-1) === dialog) return NONE;
  return stack.includes(dialog) ? { kind: 'return', dialog } : { kind: 'begin', dialog, intent };
}

/** Reads like a question of the customer's own. */
export const isQuestion = (text: string): boolean =>
  /\?\s*$/.test(text) ||
  /^(?:e |mas |ah |entao )*(?:quanto|quando|quem|qual|quais|onde|como|por ?que|pq|tem como|vcs?|voces?|what|when|where|how|who|do you|can you|cuanto|cuando|donde|ustedes)\b/.test(
    flat(text.trim()),
  );
