import type { Level } from './desk-definition.js';
import type { RequestKind } from './problems.js';
import type { Reason } from './reason.js';

/** What the bot asks a human for. Once it is open only a transfer moves its department, and its brief grows. */
export interface Request {
  readonly id: string;
  /** Grows with every kept change; a change computed from an older one is refused. */
  readonly version: number;
  /** Counts up; people say it aloud. */
  readonly number: number;
  /** The number the customer is given: the local date and the number. */
  readonly protocol: string;
  readonly conversationId: string;
  readonly customerId: string;
  readonly customerName?: string;
  readonly department: string;
  readonly skills: readonly string[];
  /** Absent: none required. */
  readonly language?: string;
  readonly urgency: 'normal' | 'urgent';
  /** How hard it is, or whom the customer asked for. */
  readonly level: Level;
  /** What it is about, by id; empty while nobody knows it. */
  readonly problem: string;
  /** Follows the problem when that is corrected. Old tickets have none. */
  readonly kind?: RequestKind;
  readonly brief: Brief;
  /** Why the bot handed over. */
  readonly reasons: readonly Reason[];
  readonly openedAt: Date;
  /** The ticket of the same day whose agent the same-day rule looks at. */
  readonly follows?: string;
}

/** Something the customer named that a person would else ask again. Documents are masked. */
export interface Fact {
  readonly kind: string;
  readonly value: string;
  /** Of a moment: a day, a span of time or a month. */
  readonly form?: string;
  /** What it is about, where a word beside it tells: of two about the same only one can be true. */
  readonly role?: string;
  /** That word. */
  readonly about?: string;
}

/** How the bot's own attempt ended. */
export type Ending = 'no-answer' | 'came-back' | 'asked-person' | 'failed';

/** What the agent must know so that the customer repeats nothing. Old tickets lack what is optional. */
export interface Brief {
  /** The customer's own words that state the request, oldest first. */
  readonly said: readonly string[];
  readonly facts?: readonly Fact[];
  readonly ended?: Ending;
  readonly mood?: string;
  readonly urgency?: Request['urgency'];
  /** Files the customer sent with the last words. */
  readonly files?: number;
  /** What the bot answered before it handed over. */
  readonly tried: readonly string[];
  /** The customer's last words before the handoff. */
  readonly lastWords: string;
  readonly channel: string;
  /** Earlier tickets that matter, newest first: protocol and what solved it. */
  readonly previous: readonly string[];
}

/** The part of a ticket that was asked for: all but its course, its status and what hangs on it. */
export function requestOf(ticket: Request): Request {
  const {
    id,
    version,
    number,
    protocol,
    conversationId,
    customerId,
    customerName,
    department,
    skills,
    language,
  } = ticket;
  const { urgency, level, problem, kind, brief, reasons, openedAt, follows } = ticket;
  return {
    ...{
      id,
      version,
      number,
      protocol,
      conversationId,
      customerId,
      department,
      skills,
      urgency,
      level,
      problem,
      brief,
    },
    ...{ reasons, openedAt },
    ...(customerName !== undefined && { customerName }),
    ...(language !== undefined && { language }),
    ...(kind !== undefined && { kind }),
    ...(follows !== undefined && { follows }),
  };
}

/** The number a customer is given: date and ticket number. */
export const protocolOf = (localDate: string, number: number): string =>
  `${localDate.replaceAll('-', '')}-${String(number).padStart(4, '0')}`;
