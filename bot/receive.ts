import type { Incoming, Outcome, Receive, Received } from '../channels/channel.js';
import type { Agent } from '../routing/desk-definition.js';
import { answerAgent } from './agent-turn.js';
import { settled, type BurstDeps } from './burst.js';
import { apologize } from './apology.js';
import { answerCustomer, type Answering } from './customer-turn.js';
import { Lanes } from './lanes.js';
import { answerPhone } from './phone-turn.js';
import { ConcurrentChange, type Kept, type Situation } from './store.js';

/** What the door needs besides what a turn needs. */
export interface DoorDeps extends Answering, BurstDeps {
  /** A bug met while answering; ids only. */
  readonly onBug: (error: unknown, conversationId: string) => void;
}

/** The one door for every message, and the way back in for what a crash left unanswered. */
export interface Door {
  readonly receive: Receive;
  /** Goes on from a message that a channel has kept in a commit of its own. */
  arrived(kept: Kept): Received;
  /** Takes up everything that is kept and not answered. Resolves when it is under way. */
  resume(): Promise<void>;
  /** Resolves when nothing is being answered any more. */
  idle(): Promise<void>;
}

/**
 * What was refused lately, by position: one run of a lane may deal with messages that others wait for, and who missed
 * the answer may ask again.
 */
class Refusals extends Map<number, Outcome> {
  override set(position: number, outcome: Outcome): this {
    if (this.size >= REMEMBERED_REFUSALS) this.delete(this.keys().next().value ?? 0);
    return super.set(position, outcome);
  }
}

const REMEMBERED_REFUSALS = 1000;
const DONE: Outcome = { status: 'done' };
const ATTEMPTS = 8;

export function openDoor(deps: DoorDeps): Door {
  const lanes = new Lanes();
  const refused = new Refusals();
  const answer = (conversationId: string) =>
    lanes.run(conversationId, () => answerAll(deps, conversationId, refused));
  deps.store.onToldBot((conversationId) => void answer(conversationId));

  const arrived = ({ conversationId, id, position, repeat }: Kept): Received => {
    // Also for a repeat: it may be one that could not be answered when it came first.
    const outcome = answer(conversationId).then(() => refused.get(position) ?? DONE);
    return { status: repeat ? 'repeat' : 'kept', id, position, outcome };
  };

  return {
    receive: async (incoming: Incoming) => arrived(await deps.store.keep(incoming)),
    arrived,
    resume: async () => {
      for (const conversationId of await deps.store.unansweredConversations()) void answer(conversationId);
    },
    idle: () => lanes.idle(),
  };
}

/** Answers what waits in one conversation. Never rejects. */
async function answerAll(deps: DoorDeps, conversationId: string, refused: Refusals): Promise<void> {
  for (let attempt = 1; ;) {
    try {
      const isAgents = (situation: Situation) => agentIn(deps, situation) !== undefined;
      const situation = await settled(deps, conversationId, isAgents);
      if (!situation) return;
      await answerOnce(deps, situation, refused);
      attempt = 1;
      // Whatever came meanwhile has its own turn in the lane.
      if (situation.unanswered.length === 1) return;
    } catch (error) {
      if (error instanceof ConcurrentChange && attempt++ < ATTEMPTS) continue;
      deps.onBug(error, conversationId);
      if (!(await giveUp(deps, conversationId, refused))) return;
      attempt = 1;
    }
  }
}

/** Apologizes for what could not be answered. False: even that failed, and it stays unanswered for the next start. */
async function giveUp(deps: DoorDeps, conversationId: string, refused: Refusals): Promise<boolean> {
  for (let attempt = 1; ;) {
    try {
      const { positions, text } = await apologize(deps, conversationId);
      for (const position of positions) refused.set(position, { status: 'refused', reason: text });
      return positions.length > 0;
    } catch (again) {
      if (again instanceof ConcurrentChange && attempt++ < ATTEMPTS) continue;
      deps.onBug(again, conversationId);
      return false;
    }
  }
}

/** Computes the whole answer first, then commits it at once: until then nobody has heard anything. */
async function answerOnce(deps: DoorDeps, situation: Situation, refused: Refusals): Promise<void> {
  const typed = situation.unanswered.find(({ author }) => author !== undefined);
  if (typed) return answerPhone(deps, situation, typed);
  const agent = agentIn(deps, situation);
  if (!agent) return answerTogether(deps, situation);
  const [message] = situation.unanswered;
  if (!message) return;
  const outcome = await answerAgent(deps, { agent, situation, message });
  if (outcome.status === 'refused') refused.set(message.position, outcome);
}

/** What an agent cannot be told takes nothing else that they are to hear with it: then each goes alone. */
async function answerTogether(deps: DoorDeps, situation: Situation): Promise<void> {
  try {
    await answerCustomer(deps, situation);
  } catch (error) {
    const [first, ...more] = situation.unanswered;
    const isRelayed = situation.ticket?.status === 'active' && first && more.length > 0;
    if (error instanceof ConcurrentChange || !isRelayed) throw error;
    await answerCustomer(deps, { ...situation, unanswered: [first] });
  }
}

const agentIn = (deps: DoorDeps, { conversation }: Situation): Agent | undefined =>
  deps.agentAt(conversation);
