import { z } from 'zod';
import { RuleBroken } from './reason.js';

const ticketId = z.string().min(1).max(100);
const sentence = z.string().trim().min(1).max(2000);

/** What an agent does at the desk, by a button of the console. */
export const deskCommand = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('accept'), ticketId }),
  z.strictObject({ type: z.literal('refuse'), ticketId, reason: z.string().trim().max(2000).optional() }),
  z.strictObject({ type: z.literal('say'), ticketId, text: z.string().min(1).max(8000) }),
  z.strictObject({ type: z.literal('close'), ticketId, told: sentence, solved: sentence }),
  z.strictObject({ type: z.literal('presence'), available: z.boolean() }),
]);

export type DeskCommand = z.infer<typeof deskCommand>;

/** A ticket as far as an agent's words may mean it. */
export interface Named {
  readonly id: string;
  readonly number: number;
}

/** The agent's tickets at this moment: what words without a number can refer to. */
export interface AtHand {
  readonly offered: readonly Named[];
  readonly held: readonly Named[];
}

const ACCEPT = /^(?:1|\/?aceitar|\/?accept|\/?aceptar)(?:\s+#?(\d+))?$/i;
const REFUSE = /^(?:2|\/?recusar|\/?refuse|\/?rechazar)(?:\s+#?(\d+))?$/i;
const CLOSE = /^\/(?:encerrar|fechar|close|cerrar)(?:\s+#(\d+))?(?:\s+([\s\S]+))?$/i;
const AWAY = /^\/(?:ausente|away)$/i;
const AVAILABLE = /^\/(?:dispon[ií]vel|available|disponible)$/i;
const TO_TICKET = /^#(\d+)\s+([\s\S]+)$/;

/**
 * What an agent's words in a chat mean. Never guesses whom they are for: where more than one ticket could be meant
 * it throws RuleBroken with the question to ask. Without a slash, words are a command only if the agent holds no
 * ticket.
 */
export function parseWords(text: string, atHand: AtHand): DeskCommand {
  const words = text.trim();
  const bare = atHand.held.length === 0 || words.startsWith('/');
  const accept = bare ? ACCEPT.exec(words) : null;
  if (accept) return { type: 'accept', ticketId: offered(atHand, accept[1]).id };
  const refuse = bare ? REFUSE.exec(words) : null;
  if (refuse) return { type: 'refuse', ticketId: offered(atHand, refuse[1]).id };
  if (AWAY.test(words)) return { type: 'presence', available: false };
  if (AVAILABLE.test(words)) return { type: 'presence', available: true };
  const close = CLOSE.exec(words);
  if (close) return closing(atHand, close[1], close[2]);
  if (words.startsWith('/')) throw new RuleBroken('rule.badCommand');
  const named = TO_TICKET.exec(words);
  if (named) return { type: 'say', ticketId: held(atHand, named[1]).id, text: named[2] ?? '' };
  return { type: 'say', ticketId: held(atHand, undefined).id, text };
}

function closing(atHand: AtHand, number: string | undefined, rest = ''): DeskCommand {
  const [told = '', ...solved] = rest.split(';').map((part) => part.trim());
  if (told === '' || solved.join('; ') === '') throw new RuleBroken('rule.closeNeeds');
  return { type: 'close', ticketId: held(atHand, number).id, told, solved: solved.join('; ') };
}

function held(atHand: AtHand, number: string | undefined): Named {
  const first = atHand.offered[0];
  if (atHand.held.length === 0 && first && number === undefined)
    throw new RuleBroken('rule.acceptFirst', { number: first.number });
  return pick(atHand.held, number, { none: 'rule.noTicket', several: 'rule.whichTicket' });
}

const offered = (atHand: AtHand, number: string | undefined): Named =>
  pick(atHand.offered, number, { none: 'rule.noOffer', several: 'rule.whichOffer' });

function pick(
  among: readonly Named[],
  number: string | undefined,
  ask: { none: string; several: string },
): Named {
  if (number !== undefined) {
    const named = among.find((ticket) => ticket.number === Number(number));
    if (!named) throw new RuleBroken('rule.notYours', { number });
    return named;
  }
  const [only, second] = among;
  if (!only) throw new RuleBroken(ask.none);
  if (second) throw new RuleBroken(ask.several, { numbers: among.map((one) => `#${one.number}`).join(', ') });
  return only;
}
