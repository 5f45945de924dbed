import { openTicket, type Desk, type TicketDraft } from '../routing/desk.js';
import { catchUp } from '../routing/timers.js';
import type { AgentDeps } from './agent-turn.js';
import type { Fact } from '../routing/request.js';
import type { Caller } from './caller.js';
import type { FactsDeps } from './facts.js';
import type { BotTx, Situation, Unanswered } from './store.js';
import type { Facts, HandoffRequest } from './turn.js';

interface DraftDeps extends Pick<AgentDeps, 'store' | 'desk'>, Pick<FactsDeps, 'routeOf'> {
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

interface DraftOf {
  readonly situation: Situation;
  readonly facts: Pick<Facts, 'language'>;
  readonly handoff: HandoffRequest;
  readonly brief: TicketDraft['brief'];
  /** What is known of the caller after this turn. */
  readonly caller?: Caller;
}

/** What the bot asks a person for. A department the desk does not know is its default one. */
export function draftOf(
  deps: DraftDeps,
  { situation, facts, handoff, brief, caller = {} }: DraftOf,
): TicketDraft {
  const { conversation } = situation;
  const { reasons, level, urgency } = handoff.decision;
  const name = caller.name ?? conversation.name;
  return {
    id: deps.newId(),
    conversationId: conversation.id,
    customerId: caller.customerId ?? conversation.customerId,
    ...(name !== undefined && { customerName: name }),
    department: departmentFor(deps, handoff),
    skills: handoff.skills,
    language: facts.language,
    urgency,
    level,
    problem: handoff.problem,
    kind: deps.routeOf(handoff.problem)?.request ?? 'other',
    brief: { ...brief, facts: together(handoff.facts ?? [], brief.facts ?? []) },
    reasons,
  };
}

/** What the dialogs found out first; what the customer said of the same is not told twice. */
function together(found: readonly Fact[], said: readonly Fact[]): Fact[] {
  const known = new Set(found.map(({ kind }) => kind));
  const isProved = known.has('verified');
  const isTold = ({ kind, value }: Fact) =>
    (isProved && (kind === 'document' || kind === 'contract')) ||
    found.some((one) => one.kind === kind && one.value === value);
  return [...found, ...said.filter((one) => !isTold(one))];
}

function departmentFor(deps: DraftDeps, { department }: HandoffRequest): string {
  const { departments, defaultDepartment } = deps.desk().definition;
  const known = departments.some(({ id }) => id === department);
  return (known ? department : defaultDepartment) ?? departments[0]?.id ?? '';
}
