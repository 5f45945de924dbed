import type { ClosingQuestion, Left, WhomQuestion } from '../../../routing/agent-chat.js';
import { meaningOf } from '../../../routing/addressing/addressing.js';
import { RuleBroken } from '../../../routing/reason.js';
import type { AtHand, Meant, Names, QuotedThing, Said } from '../../../routing/addressing/meant.js';

export const NOW = new Date('2026-11-23T12:00:00Z');
export const at = (seconds: number): Date => new Date(NOW.getTime() + seconds * 1000);

const ticket = (number: number) => ({ id: `t${number}`, number });

export const hand = (offered: number[], held: number[], more: Partial<AtHand> = {}): AtHand => ({
  offered: offered.map(ticket),
  held: held.map((number) => ({ ...ticket(number), acceptedAt: at(-60) })),
  ...{ isQuestionLast: false, ...more },
});

/** A ticket that left so many seconds ago: not by the agent's doing, unless they know it since then. */
export const left = (number: number, secondsAgo: number, knownSecondsAgo?: number): Left => ({
  ...{ number, leftAt: at(-secondsAgo).toISOString() },
  ...(knownSecondsAgo !== undefined && { knownAt: at(-knownSecondsAgo).toISOString() }),
});

const asked = { messageId: 'question', position: 5, askedAt: at(-30).toISOString() };

export const whom = (among: number[], more: Partial<AtHand> = {}): Partial<AtHand> => {
  const question: WhomQuestion = { kind: 'whom', messages: ['m1'], among: among.map((one) => `t${one}`) };
  return { question: { ...question, ...asked }, isQuestionLast: true, ...more };
};

/** `droppedAt`: that many seconds from now the question was called off. */
export const closing = (
  number: number,
  proposed: string,
  { droppedAt, ...more }: Partial<AtHand> & { droppedAt?: number } = {},
): Partial<AtHand> => {
  const question: ClosingQuestion = { kind: 'told', ticketId: `t${number}`, proposed };
  const dropped = droppedAt !== undefined && { droppedAt: at(droppedAt).toISOString() };
  return { question: { ...question, ...asked, ...dropped }, isQuestionLast: true, ...more };
};

export const TEAM: Names = {
  agents: [
    { id: 'bia', name: 'Bia Ramos' },
    { id: 'bia2', name: 'Bianca Reis' },
    { id: 'joao', name: 'João Silva' },
    { id: 'vendas-ana', name: 'Ana' },
  ],
  departments: [
    { id: 'vendas', name: 'Vendas' },
    { id: 'financeiro', name: 'Financeiro e cobrança' },
  ],
};

export const byCustomer = (number: number): QuotedThing => ({ by: 'customer', ticketId: `t${number}` });
export const bySelf = (number: number): QuotedThing => ({ by: 'self', ticketId: `t${number}` });
export const byDesk = (number?: number, messageId = 'notice'): QuotedThing => ({
  ...{ by: 'desk', messageId },
  ...(number !== undefined && { ticketId: `t${number}` }),
});
export const UNKNOWN: QuotedThing = { by: 'unknown' };
export const OWN: QuotedThing = { by: 'self' };
export const QUESTION = byDesk(undefined, 'question');

/** What these words mean, and if they are asked about, the rule and its facts. */
export function heard(
  text: string,
  atHand: AtHand,
  more: Partial<Said> = {},
): Meant | { readonly rule: string; readonly facts: object } {
  try {
    return meaningOf({ text, sentAt: NOW, ...more }, atHand, TEAM);
  } catch (error) {
    if (!(error instanceof RuleBroken)) throw error;
    return { rule: error.rule, facts: error.facts };
  }
}

export const say = (number: number, text: string, isNamed = true): Meant => ({
  ...{ kind: 'say', ticketId: `t${number}`, text, isNamed },
});
