import { asChosen } from '../../bot/choice.js';
import { changeAfter } from '../../bot/customer-turn.js';
import { factsFor } from '../../bot/facts.js';
import type { Conversation, ConversationChange, DialogState, Situation } from '../../bot/store.js';
import { turnsOf, type HandoffRequest, type TurnResult } from '../../bot/turn.js';
import type { Incoming } from '../../channels/channel.js';
import { guarded } from '../../dialogs/customers.js';
import { RootDialog } from '../../dialogs/root-dialog.js';
import { tasksOf } from '../../dialogs/tasks.js';
import { deskSchema } from '../../routing/desk-definition.js';
import { reason } from '../../routing/reason.js';
import type { Ticket } from '../../routing/ticket.js';
import { openTexts } from '../../texts/texts.js';
import { customerSystem, type TestSystem } from './customer-system.js';
import { classifyDemo, demoKnowledge } from './trained.js';

/** A Monday, ten in the morning in São Paulo. */
const AT = '2026-11-23T10:00:00-03:00';
export const knowledge = demoKnowledge();
const texts = openTexts();
const agent = {
  ...{ id: 'ana', name: 'Ana', level: 'technician', departments: ['d'], skills: [], languages: ['pt-BR'] },
  ...{ capacity: 1, shifts: [] },
};
const definition = deskSchema.parse({
  ...{ name: 'Clara', timeZone: 'America/Sao_Paulo', departments: [{ id: 'd', name: 'D' }], agents: [agent] },
});

export interface TalkOptions {
  readonly at?: string;
  readonly system?: TestSystem;
  /** Ask who is calling before a handoff; false unless given. */
  readonly asksWho?: boolean;
  readonly conversation?: Partial<Conversation>;
  /** Already proved to be this customer. */
  readonly verified?: string;
  /** All there are, by protocol. */
  readonly tickets?: readonly Ticket[];
  /** The newest of this person, as the store finds them. */
  readonly pastTickets?: readonly Ticket[];
  /** Dialog state kept earlier. */
  readonly saved?: DialogState;
}

/**
 * A customer who talks with the bot alone: every turn goes through the classifier, the handoff decision and the
 * dialogs, and is kept as the store would keep it, as JSON. No database, no network.
 */
export function openTalk(options: TalkOptions = {}) {
  const system = options.system ?? customerSystem();
  const tickets = options.tickets ?? [];
  let now = new Date(options.at ?? AT);
  let ids = 0;
  const deps = {
    ...{ texts: () => texts, knowledge, deskName: () => 'Clara', timeZone: () => definition.timeZone },
    ...{ newId: () => `00000000-0000-4000-8000-${String(++ids).padStart(12, '0')}` },
    customers: guarded(system, 500),
    ticketByProtocol: async (protocol: string) => tickets.find((one) => one.protocol === protocol),
    notUnderstood: () => definition.thresholds.notUnderstood,
    asksWho: () => options.asksWho ?? false,
  };
  const runTurn = turnsOf(new RootDialog(deps, tasksOf(deps)));
  const caller = options.verified && {
    ...{ customerId: options.verified, verifiedAt: now.toISOString(), known: true as const },
  };
  let conversation: Conversation = {
    ...{ id: 'web:1', address: { channel: 'web', id: '1' }, person: 'p', customerId: 'someone' },
    ...{ version: 0, misses: 0, failures: 0 },
    ...(caller && { caller }),
    ...options.conversation,
  };
  let saved = JSON.stringify(options.saved ?? {});
  let ticket: Ticket | undefined;
  let last: TurnResult | undefined;

  async function takes(written: Incoming['content']): Promise<string> {
    const content = asChosen(written, conversation);
    const situation: Situation = {
      conversation,
      dialogState: {},
      unanswered: [],
      pastTickets: options.pastTickets ?? [],
      ...(ticket && { ticket }),
    };
    const text = content.kind === 'text' ? content.text : '';
    const facts = factsFor(
      {
        desk: () => ({ definition, texts }),
        classify: classifyDemo,
        routeOf: (intent: string) => knowledge.routeOf(intent),
      },
      situation,
      text,
      now,
    );
    last = await runTurn(conversation, { content, at: now }, JSON.parse(saved) as DialogState, facts);
    saved = JSON.stringify(last.dialogState);
    const { notes, handoff } = last;
    const after = JSON.parse(
      JSON.stringify(changeAfter(situation, facts, last)),
      revive,
    ) as ConversationChange;
    conversation = { ...conversation, ...after, version: conversation.version + 1 };
    for (const change of notes.changes) system.apply(change);
    if (handoff && !ticket) ticket = TICKET;
    return last.replies.map((reply) => reply.text).join('\n');
  }

  return {
    system,
    /** Says it and gives all the bot answers, a line each. */
    says: (text: string) => takes({ kind: 'text', text }),
    sends: takes,
    event: (name: string, value = {}) => takes({ kind: 'event', name, value }),
    passes: (seconds: number) => void (now = new Date(now.getTime() + seconds * 1000)),
    ticketEnds: () => void (ticket = undefined),
    get last(): TurnResult {
      if (!last) throw new Error('Nobody has said anything yet.');
      return last;
    },
    /** What a person was called with in the last turn. */
    get handoff(): HandoffRequest | undefined {
      return last?.handoff;
    },
    get suggestions(): readonly string[] {
      return last?.replies.at(-1)?.suggestions ?? [];
    },
    get conversation() {
      return conversation;
    },
  };
}

const DATES = new Set(['topicSince', 'topicHeardAt', 'wakeAt']);
const revive = (key: string, value: unknown): unknown =>
  DATES.has(key) && typeof value === 'string' ? new Date(value) : value;

export const TICKET: Ticket = {
  ...{
    id: 't1',
    version: 1,
    number: 1,
    protocol: '20261123-0001',
    conversationId: 'web:1',
    customerId: 'c1',
  },
  ...{ department: 'd', skills: [], urgency: 'normal', level: 'technician', problem: '', reasons: [] },
  ...{ brief: { said: [], tried: [], lastWords: '', channel: 'web', previous: [] }, openedAt: new Date(AT) },
  ...{ sameDay: reason('same-day.none'), passedOver: [], involved: [] },
  ...{ status: 'waiting', since: new Date(AT), sought: true },
};
