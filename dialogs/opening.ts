import type { Facts } from '../bot/turn.js';
import { flat } from '../routing/brief/flat.js';
import type { Known } from './interruption.js';

type KnownOf = (intent: string) => Known | undefined;

/** What becomes of a message while no task runs. `pending` are the matters it names beside: they come afterwards. */
export type Opening =
  | { readonly kind: 'hand-over' }
  | {
      readonly kind: 'begin';
      readonly dialog: string;
      readonly intent: string;
      readonly pending: readonly string[];
    }
  /** Nothing sure as a whole, but something in its parts: the first of them is what it is about. */
  | { readonly kind: 'in-parts'; readonly pending: readonly string[] }
  /** The knowledge answers, or the bot says that it did not understand. */
  | { readonly kind: 'answer'; readonly pending: readonly string[] };

/** What to do with a message that begins something. Pure. */
export function openingOf(
  { decision, understanding, understood, also = [] }: Facts,
  known: KnownOf,
): Opening {
  if (decision.handOff) return { kind: 'hand-over' };
  const { intent } = understanding;
  const about = understood && intent !== undefined ? known(intent) : undefined;
  if (intent !== undefined && about?.dialog !== undefined) {
    // What the same department looks after is mostly the reason: "manda um técnico, caiu a internet".
    const pending = also.filter((one) => known(one)?.department !== about.department);
    return { kind: 'begin', dialog: about.dialog, intent, pending };
  }
  return { kind: !understood && also.length > 0 ? 'in-parts' : 'answer', pending: also };
}

/** Who waits for a person is answered by the bot only if it is very sure of the question. */
const SURE_MEANWHILE = 0.8;
/** "É sobre a fatura" tells the person something, "manda a fatura" asks for something. */
const ASKS =
  /\?|\b(?:mand[ae]|envi[ae]|pass[ae]|quer(?:o|ia)|precis[oa]|pode|consegue|tem como|gera|qual|quais|quanto|onde|quando|que horas|como|send|need|want|what|how|where|when|can|necesito|quiero|puede|cual|cuanto|donde|cuando)\b/;
const FAREWELLS: ReadonlySet<string> = new Set(['obrigado', 'despedida']);

/** What the bot may still do for somebody who waits for a person; undefined: it goes to that person. Pure. */
export function meanwhileOf(
  { understanding }: Facts,
  text: string,
  known: KnownOf,
): { readonly intent: string; readonly dialog?: string } | undefined {
  const { intent, confidence } = understanding;
  const about = intent === undefined || confidence < SURE_MEANWHILE ? undefined : known(intent);
  if (intent === undefined || !about) return undefined;
  const asks = about.request === 'information' && ASKS.test(flat(text));
  if (!asks && !FAREWELLS.has(intent)) return undefined;
  if (about.dialog !== undefined) return { intent, dialog: about.dialog };
  return about.hasAnswer && !about.needsPerson ? { intent } : undefined;
}
