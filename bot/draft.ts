import { openTicket, type Desk, type TicketDraft } from '../routing/desk.js';
import { catchUp } from '../routing/timers.js';
import type { AgentDeps } from './agent-turn.js';
import type { HandoffDecision } from './handoff.js';
import type { BotTx, Situation, Unanswered } from './store.js';
import type { Facts, HandoffRequest } from './turn.js';

interface DraftDeps extends Pick<AgentDeps, 'store' | 'desk'> {
  readonly newId: () => string;
}

const LINES_OF_BRIEF = 200;

/** What was said before the question, as far as the brief looks back. */
export const linesBefore = (deps: DraftDeps, conversationId: string, question: readonly Unanswered[]) =>
  deps.store.lines(conversationId, { before: question[0]?.position ?? 0, limit: LINES_OF_BRIEF });

/** Opens the ticket, after everything that is due by now. */
export async function handOver(tx: BotTx, desk: Desk, draft: TicketDraft, now: Date): Promise<void> {
  await catchUp(tx, desk, now);
  await openTicket(tx, desk, draft, now);
}

/** What the bot asks a person for. A department the desk does not know is its default one. */
export function draftOf(
  deps: DraftDeps,
  from: { situation: Situation; facts: Facts; handoff: HandoffRequest; brief: TicketDraft['brief'] },
): TicketDraft {
  const { situation, facts, handoff, brief } = from;
  const { conversation } = situation;
  const { definition } = deps.desk();
  const first = definition.departments[0]?.id ?? '';
  const known = definition.departments.some(({ id }) => id === handoff.department);
  const { reasons, level, urgency } = decided(facts.decision);
  return {
    id: deps.newId(),
    conversationId: conversation.id,
    customerId: conversation.customerId,
    ...(conversation.name !== undefined && { customerName: conversation.name }),
    department: (known ? handoff.department : definition.defaultDepartment) ?? first,
    skills: handoff.skills,
    language: facts.language,
    urgency,
    level,
    problem: handoff.problem,
    brief,
    reasons,
  };
}

const decided = (decision: HandoffDecision): Pick<TicketDraft, 'reasons' | 'level' | 'urgency'> =>
  decision.handOff ? decision : { reasons: [], level: 'technician', urgency: 'normal' };
