/** Words of an agent that wait until it is clear whom they are for: our ids of the messages, oldest first. */
export interface WhomQuestion {
  readonly kind: 'whom';
  readonly messages: readonly string[];
  /** The tickets it may be for, by id. */
  readonly among: readonly string[];
}

/** What the desk asks before it closes a ticket; `proposed` is taken if the agent confirms it. */
export interface ClosingQuestion {
  readonly kind: 'told' | 'solved';
  readonly ticketId: string;
  /** Cut out of what was said; empty if nothing there would do. */
  readonly proposed: string;
  /** The answer to the first question, once it is given. */
  readonly told?: string;
}

/** A question of the desk that an agent has not answered yet. */
export type Question = (WhomQuestion | ClosingQuestion) & {
  /** The message that asks it. */
  readonly messageId: string;
  readonly position: number;
  readonly askedAt: string;
};

/** What the desk remembers of one agent's chat. */
export interface AgentChat {
  readonly question?: Question;
  /**
   * Numbers of the tickets that left the agent's hands without their doing and since when nothing was said to a named
   * customer: until then unnamed words may be meant for one of these.
   */
  readonly lost?: readonly number[];
}

/** So long a question can be answered; after that nobody remembers what was asked. */
const QUESTION_LASTS_MS = 15 * 60_000;

/** The question that something said at this moment may answer. */
export const openQuestion = ({ question }: AgentChat, saidAt: Date): Question | undefined =>
  question && saidAt.getTime() - Date.parse(question.askedAt) < QUESTION_LASTS_MS ? question : undefined;

export const isClosing = (question: Question): question is Question & ClosingQuestion =>
  question.kind !== 'whom';

/** The chat without its question. */
export const withoutQuestion = ({ lost }: AgentChat): AgentChat => (lost ? { lost } : {});

/**
 * What is left once a ticket is out of the agent's hands: nothing is asked about it any more. `isLost`: it went without
 * their doing.
 */
export function withoutTicket(
  { question, lost = [] }: AgentChat,
  ticket: { readonly id: string; readonly number: number },
  isLost: boolean,
): AgentChat {
  const others = lost.filter((number) => number !== ticket.number);
  const left = question && questionWithout(question, ticket.id);
  return { ...(left && { question: left }), lost: isLost ? [...others, ticket.number] : others };
}

function questionWithout(question: Question, ticketId: string): Question | undefined {
  if (isClosing(question)) return question.ticketId === ticketId ? undefined : question;
  const among = question.among.filter((id) => id !== ticketId);
  return among.length > 0 ? { ...question, among } : undefined;
}
