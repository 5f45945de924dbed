import type { Incoming, Outcome, Receive } from '../channels/channel.js';
import type { Agent } from '../routing/desk-definition.js';
import { answerAgent } from './agent-turn.js';
import { answerCustomer, apologize, type Answering } from './customer-turn.js';
import { Lanes } from './lanes.js';
import { ConcurrentChange, type Situation } from './store.js';

/** What the door needs besides what a turn needs. */
export interface DoorDeps extends Answering {
  /** How long a conversation must be quiet before the bot answers: a burst is one question. Milliseconds. */
  readonly burstQuietMs: (channel: string) => number;
  readonly sleep: (ms: number) => Promise<void>;
  /** A bug met while answering; ids only. */
  readonly onBug: (error: unknown, conversationId: string) => void;
}

/** The one door for every message, and the way back in for what a crash left unanswered. */
export interface Door {
  readonly receive: Receive;
  /** Takes up everything that is kept and not answered. Resolves when it is under way. */
  resume(): Promise<void>;
  /** Resolves when nothing is being answered any more. */
  idle(): Promise<void>;
}

const DONE: Outcome = { status: 'done' };
const ATTEMPTS = 8;

export function openDoor(deps: DoorDeps): Door {
  const lanes = new Lanes();
  // One run of a lane may answer messages that others wait for: what was refused is left here for them.
  const refused = new Map<number, Outcome>();
  const answer = (conversationId: string) =>
    lanes.run(conversationId, () => answerAll(deps, conversationId, refused));
  deps.store.onToldBot((conversationId) => void answer(conversationId));

  return {
    receive: async (incoming: Incoming) => {
      const kept = await deps.store.keep(incoming);
      if (kept.repeat) return { status: 'repeat', ...at(kept), outcome: Promise.resolve(DONE) };
      const outcome = answer(kept.conversationId).then(() => {
        const told = refused.get(kept.position) ?? DONE;
        refused.delete(kept.position);
        return told;
      });
      return { status: 'kept', ...at(kept), outcome };
    },
    resume: async () => {
      for (const conversationId of await deps.store.unansweredConversations()) void answer(conversationId);
    },
    idle: () => lanes.idle(),
  };
}

const at = ({ id, position }: { id: string; position: number }) => ({ id, position });

/** Answers what waits in one conversation. Never rejects. */
async function answerAll(
  deps: DoorDeps,
  conversationId: string,
  refused: Map<number, Outcome>,
): Promise<void> {
  try {
    for (let attempt = 1; ;) {
      const situation = await settled(deps, conversationId);
      if (!situation) return;
      try {
        await answerOnce(deps, situation, refused);
        attempt = 1;
      } catch (error) {
        if (!(error instanceof ConcurrentChange) || attempt++ === ATTEMPTS) throw error;
      }
    }
  } catch (error) {
    deps.onBug(error, conversationId);
    for (const [position, outcome] of await apologies(deps, conversationId)) refused.set(position, outcome);
  }
}

/** Apologizes for what could not be answered. Should even that fail, it stays unanswered for the next start. */
async function apologies(deps: DoorDeps, conversationId: string): Promise<[number, Outcome][]> {
  try {
    const { positions, text } = await apologize(deps, conversationId);
    return positions.map((position) => [position, { status: 'refused', reason: text }]);
  } catch (again) {
    deps.onBug(again, conversationId);
    return [];
  }
}

/** The situation once the customer has stopped typing. While an agent listens nobody waits for that. */
async function settled(deps: DoorDeps, conversationId: string): Promise<Situation | undefined> {
  for (;;) {
    const situation = await deps.store.situation(conversationId);
    if (!situation || agentIn(deps, situation) || situation.ticket?.status === 'active') return situation;
    const [first, ...rest] = situation.unanswered;
    const last = rest.at(-1) ?? first;
    if (!last || first?.content.kind === 'event') return situation;
    const quietMs = deps.burstQuietMs(situation.conversation.address.channel);
    const waitMs = last.keptAt.getTime() + quietMs - deps.now().getTime();
    if (waitMs <= 0) return situation;
    await deps.sleep(waitMs);
  }
}

/** Computes the whole answer first, then commits it at once: until then nobody has heard anything. */
async function answerOnce(
  deps: DoorDeps,
  situation: Situation,
  refused: Map<number, Outcome>,
): Promise<void> {
  const agent = agentIn(deps, situation);
  if (!agent) return answerCustomer(deps, situation);
  const [message] = situation.unanswered;
  if (!message) return;
  const outcome = await answerAgent(deps, { agent, situation, message });
  if (outcome.status === 'refused') refused.set(message.position, outcome);
}

const agentIn = (deps: DoorDeps, { conversation }: Situation): Agent | undefined =>
  deps.agentAt(conversation.address.channel, conversation.person);
