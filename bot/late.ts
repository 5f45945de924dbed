import { joinBrief } from '../routing/desk.js';
import { isWithMachine } from '../routing/machine.js';
import { reason, type Reason } from '../routing/reason.js';
import type { AgentDeps } from './agent-turn.js';
import { draftOf, handOver, linesBefore } from './draft.js';
import { factsFor, type FactsDeps } from './facts.js';
import type { Situation, Unanswered } from './store.js';
import { briefOf } from './summary.js';
import { TALK_OVER } from './topic.js';

/**
 * Why the bot leaves this question to people; undefined if it answers. Late words beside young ones are part of the
 * young question. Where a machine seems to write nothing is answered, also not what looks like a person in between.
 */
export function leftToPeople(
  { ticket }: Pick<Situation, 'ticket'>,
  question: readonly Unanswered[],
): Reason | undefined {
  if ((ticket && isWithMachine(ticket)) || question.some(({ forPeople }) => forPeople === 'loop'))
    return reason('loop');
  const isLate = question.length > 0 && question.every(({ forPeople }) => forPeople === 'late');
  return isLate ? reason('late') : undefined;
}

interface LateDeps extends AgentDeps, FactsDeps {
  readonly newId: () => string;
}

interface Left {
  readonly question: readonly Unanswered[];
  /** The question's words and how many files came with them. */
  readonly text: string;
  readonly files: number;
  readonly because: Reason;
}

/** Gives a question to people, without a word of the bot: it joins the open ticket, or opens one. */
export async function leaveToPeople(deps: LateDeps, situation: Situation, left: Left): Promise<void> {
  const { conversation, ticket } = situation;
  const { question, text, because } = left;
  const positions = question.map(({ position }) => position);
  const isWords = question.some(({ content }) => content.kind === 'text');
  const draft = ticket || !isWords ? undefined : await draftFor(deps, situation, left);
  await deps.store.commit('answer', async (tx) => {
    const now = deps.now();
    await tx.answered(
      conversation,
      draft ? { misses: 0, dialogState: {}, choices: [], ...TALK_OVER } : {},
      positions,
    );
    const joining = { words: text, ...(because.code === 'loop' && { because }) };
    if (draft) await handOver(tx, deps.desk(), draft, now);
    else if (ticket && isWords) await joinBrief(tx, ticket.id, joining, now);
  });
}

async function draftFor(deps: LateDeps, situation: Situation, { question, text, files, because }: Left) {
  const { conversation } = situation;
  const { language, topic, caller } = factsFor(deps, situation, text, deps.now());
  const lines = await linesBefore(deps, conversation.id, question);
  const upsetFrom = deps.desk().definition.thresholds.upset;
  const brief = briefOf(lines, text, { channel: conversation.address.channel, upsetFrom, files });
  const { department, skills = [] } = topic?.route ?? {};
  const decision = { handOff: true, reasons: [because], level: 'technician', urgency: 'normal' } as const;
  const handoff = {
    ...{ problem: topic?.intent ?? '', skills, decision },
    ...(department !== undefined && { department }),
  };
  return draftOf(deps, { situation, facts: { language }, handoff, brief, caller });
}
