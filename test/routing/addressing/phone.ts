import type { Question } from '../../../routing/agent-chat.js';
import type { QuotedThing } from '../../../routing/addressing/meant.js';

/** A message that the agent's phone shows. */
export interface Shown {
  readonly seenAt: number;
  readonly quotes: QuotedThing;
  readonly ticket?: number;
  readonly change?: 'offered' | 'gone' | 'held';
  readonly question?: Question;
  /** The question that is off. */
  readonly dropped?: string;
}

/** A question before it is sent. */
export type Unasked = Question extends infer One
  ? One extends Question
    ? Omit<One, 'messageId' | 'position' | 'askedAt'>
    : never
  : never;

/** What an agent knows. */
export interface Seen {
  readonly held: readonly number[];
  readonly offers: readonly number[];
  readonly messages: readonly Shown[];
  readonly question: Question | undefined;
}

/** What reaches an agent, in order and later than it was said. */
export class Phone {
  private readonly shown: Shown[] = [];

  show(at: number, what: Omit<Shown, 'seenAt'>): void {
    this.shown.push({ ...what, seenAt: Math.max(this.last()?.seenAt ?? 0, at) });
  }

  last(): Shown | undefined {
    return this.shown.at(-1);
  }

  /** `closed`: what the agent has closed without waiting for the answer. */
  seen(now: number, closed: ReadonlySet<number>): Seen {
    const messages = this.shown.filter(({ seenAt }) => seenAt <= now);
    const changes = new Map<number, Shown['change']>();
    for (const { ticket, change } of messages)
      if (ticket !== undefined && change) changes.set(ticket, change);
    const of = (state: Shown['change']) =>
      [...changes].flatMap(([one, change]) => (change === state && !closed.has(one) ? [one] : []));
    const asked = messages.findLast((one) => one.question)?.question;
    const question = messages.some(({ dropped }) => dropped === asked?.messageId) ? undefined : asked;
    return { held: of('held'), offers: of('offered'), messages, question };
  }
}
