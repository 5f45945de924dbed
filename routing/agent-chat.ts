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

/** What the desk asked an agent last, unless they have answered or cancelled it. */
export type Question = (WhomQuestion | ClosingQuestion) & {
  /** The message that asks it. */
  readonly messageId: string;
  readonly position: number;
  readonly askedAt: string;
  /** Since when it can be answered no more, by no doing of the agent: they may be writing the answer. */
  readonly droppedAt?: string;
};

/** A ticket that is no longer in an agent's hands. Words without a name that were sent until `knownAt` may be for it. */
export interface Left {
  readonly number: number;
  readonly leftAt: string;
  /** When the agent knew: at once if it was their doing. Absent: nothing has shown yet that they do. */
  readonly knownAt?: string;
}

/** What the desk remembers of one agent's chat. */
export interface AgentChat {
  readonly question?: Question;
  /** What left within the last day. */
  readonly left?: readonly Left[];
}

/** After this long nobody remembers what was asked, or writes to somebody who is gone. */
const REMEMBERED_S = 15 * 60;
/** Words come no later than this after they were sent. */
const UNDER_WAY_S = 24 * 60 * 60;
/** So long after something happened nobody is sure to have read of it. */
const READ_AFTER_S = 10;

/** Networks tell when something was sent in whole seconds. */
export const secondsOf = (moment: Date | string): number => Math.floor(new Date(moment).getTime() / 1000);

/** The question that something sent at this moment can answer. */
export const openQuestion = ({ question }: AgentChat, sentAt: Date): Question | undefined =>
  question && !question.droppedAt && !isForgotten(question.askedAt, sentAt) ? question : undefined;

const isForgotten = (since: string, at: Date): boolean => secondsOf(at) - secondsOf(since) >= REMEMBERED_S;

export const isClosing = (question: Question): question is Question & ClosingQuestion =>
  question.kind !== 'whom';

/** Whether something sent at this moment may be the answer to a question that nobody could know to be dropped. */
export const mayAnswerDropped = ({ question }: AgentChat, sentAt: Date): boolean =>
  question?.droppedAt !== undefined && secondsOf(sentAt) <= secondsOf(question.droppedAt) + READ_AFTER_S;

/** The tickets that words without a name may be for, sent at this moment, though they have left. */
export const leftInDoubt = ({ left = [] }: AgentChat, sentAt: Date): readonly Left[] =>
  left.filter(({ leftAt, knownAt }) =>
    knownAt === undefined ? !isForgotten(leftAt, sentAt) : secondsOf(sentAt) <= secondsOf(knownAt),
  );

/** The chat without its question. */
export const withoutQuestion = ({ left }: AgentChat): AgentChat => (left ? { left } : {});

/** The question is off, by no doing of the agent. */
export const withQuestionDropped = ({ question, ...chat }: AgentChat, at: Date): AgentChat =>
  question ? { ...chat, question: dropped(question, at) } : chat;

const dropped = (question: Question, at: Date): Question => ({ droppedAt: at.toISOString(), ...question });

/**
 * The agent has said by its number, a quote or a digit which customer they mean: if they sent that after a ticket left,
 * they know that it has, as soon as they can have read of it.
 */
export function withCustomerNamed(chat: AgentChat, sentAt: Date): AgentChat {
  const { left = [] } = chat;
  const isNews = ({ leftAt, knownAt }: Left) =>
    knownAt === undefined && secondsOf(sentAt) >= secondsOf(leftAt);
  if (!left.some(isNews)) return chat;
  const known = (one: Left): Left => {
    const readAt = Date.parse(one.leftAt) + READ_AFTER_S * 1000;
    // They knew before they wrote: what they sent in the same second is for nobody else.
    const knownAt = new Date(Math.max(sentAt.getTime() - 1000, readAt));
    return { ...one, knownAt: knownAt.toISOString() };
  };
  return { ...chat, left: left.map((one) => (isNews(one) ? known(one) : one)) };
}

/** A ticket is out of the agent's hands: nothing is asked about it any more. `isLost`: by no doing of theirs. */
export function withoutTicket(
  { question, left = [] }: AgentChat,
  { id, number }: { readonly id: string; readonly number: number },
  { at, isLost }: { readonly at: Date; readonly isLost: boolean },
): AgentChat {
  const leftAt = at.toISOString();
  const others = left.filter(
    (one) => one.number !== number && secondsOf(at) - secondsOf(one.leftAt) < UNDER_WAY_S,
  );
  const open = question && questionWithout(question, id);
  const asked = open ?? (question && isLost ? dropped(question, at) : undefined);
  return {
    ...(asked && { question: asked }),
    left: [...others, { number, leftAt, ...(!isLost && { knownAt: leftAt }) }],
  };
}

function questionWithout(question: Question, ticketId: string): Question | undefined {
  if (isClosing(question)) return question.ticketId === ticketId ? undefined : question;
  const among = question.among.filter((id) => id !== ticketId);
  return among.length > 0 ? { ...question, among } : undefined;
}
