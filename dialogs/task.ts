import type { TurnContext } from 'botbuilder';
import type { CustomerChange } from '../bot/store.js';
import { factsOf, type Facts, type Reply } from '../bot/turn.js';
import { localDay } from '../routing/hours.js';
import type { Reason } from '../routing/reason.js';
import type { Fact } from '../routing/request.js';
import type { Language } from '../texts/texts.js';
import type { DialogDeps } from './dialog-deps.js';
import { customerOf, textOf } from './who.js';

/** What a task may know of the turn it is in. */
export interface TaskTurn {
  /** The customer's words; a burst arrives as one. */
  readonly text: string;
  /** How many files came with them. */
  readonly files: number;
  readonly language: Language;
  readonly facts: Facts;
  readonly now: Date;
  /** The desk's local date, YYYY-MM-DD. */
  readonly today: string;
  /** Who the caller proved to be; absent until then. */
  readonly customerId?: string;
  /** A sentence in the customer's language, `visit.askDay`. */
  readonly say: (key: string, parameters?: Readonly<Record<string, string | number>>) => string;
}

/** How much of a message was an answer to what the task asked: all there is to it, something in it, or nothing. */
export type Took = 'all' | 'part' | 'nothing';

export interface Hearing<State> {
  readonly state: State;
  readonly took: Took;
}

/** What a task does next. */
export type Move<State> =
  /** Says this and waits for the customer. */
  | { readonly do: 'ask'; readonly state: State; readonly replies: readonly Reply[] }
  /** Needs to know whose account it is about; goes on with `TaskTurn.customerId`, or with `unidentified`. */
  | { readonly do: 'identify'; readonly state: State }
  /** Is over. `changes` are kept in the same commit as the words. */
  | {
      readonly do: 'end';
      readonly replies: readonly Reply[];
      readonly changes?: readonly CustomerChange[];
    }
  /** Gives way to another task, which begins with these options. */
  | {
      readonly do: 'turn-to';
      readonly dialog: string;
      readonly options: object;
      readonly replies?: readonly Reply[];
    }
  /** Calls a person, who reads `facts` in the brief. */
  | {
      readonly do: 'hand-over';
      readonly replies?: readonly Reply[];
      readonly reasons: readonly Reason[];
      readonly facts?: readonly Fact[];
      /** The intent it is about; that of the conversation if left out. */
      readonly problem?: string;
    };

/** Why the account stayed closed: they do not have it at hand, it did not fit, too many attempts, or no answer. */
export type Unidentified = 'unknown' | 'mismatch' | 'locked' | 'no-answer';

export function taskTurn(deps: DialogDeps, context: TurnContext): TaskTurn {
  const facts = factsOf(context);
  const { language, now } = facts;
  // Another task may have settled in this very turn who is calling.
  const customerId = customerOf(context);
  const texts = deps.texts();
  return {
    text: textOf(context),
    ...{ language, facts, now },
    files: context.activity.attachments?.length ?? 0,
    today: localDay(now, deps.timeZone()).date,
    ...(customerId !== undefined && { customerId }),
    say: (key, parameters) => texts.say(language, key, parameters),
  };
}
