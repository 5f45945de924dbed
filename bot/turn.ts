import {
  ActivityTypes,
  BotAdapter,
  ConversationState,
  TurnContext,
  type Activity,
  type ResourceResponse,
  type Storage,
  type StoreItems,
} from 'botbuilder';
import { DialogSet, DialogTurnStatus, type Dialog } from 'botbuilder-dialogs';
import type { Attachment, Incoming, Json } from '../channels/channel.js';
import type { Fact } from '../routing/request.js';
import type { Ticket } from '../routing/ticket.js';
import type { Language } from '../texts/texts.js';
import type { Understanding } from './classifier/classifier.js';
import type { Caller } from './caller.js';
import type { HandoffDecision, IntentRoute, TakenOver } from './handoff.js';
import type { Conversation, CustomerChange, DialogState } from './store.js';

/** One reply of the bot, not yet said. */
export interface Reply {
  readonly text: string;
  readonly suggestions?: readonly string[];
  readonly attachments?: readonly Attachment[];
}

/** The value of a `handoff.initiate` event: what the dialog asks a human for. */
export interface HandoffRequest {
  readonly problem: string;
  readonly department?: string;
  readonly skills: readonly string[];
  /** Why, who and how soon, as it was decided; the words between that and the handoff may be about something else. */
  readonly decision: TakenOver;
  /** What the dialogs found out, for the brief. */
  readonly facts?: readonly Fact[];
}

/** What a dialog leaves for the commit beside its words. */
export interface Notes {
  readonly changes: CustomerChange[];
  /** What is known of the caller from now on. */
  caller?: Caller;
  /** What is now known of the account, for the ticket of somebody who waits already. */
  facts?: readonly Fact[];
  /** A dialog took the message as an answer, whatever the classifier made of it. */
  took?: boolean;
  /** The matter that the dialogs turned to; without it what they took as an answer is about the one before. */
  topic?: string;
  /** The caller could or would not say who they are: in this turn no other dialog asks for it. */
  unidentified?: boolean;
  /** When to go on without an answer. */
  wakeAt?: Date;
}

/** Everything a turn brings about. Nothing has happened yet: the caller commits it, or throws it away. */
export interface TurnResult {
  readonly replies: readonly Reply[];
  readonly handoff?: HandoffRequest;
  readonly dialogState: DialogState;
  readonly notes: Notes;
}

/** What any dialog may know about this turn: `factsOf(context)`. */
export interface Facts {
  readonly language: Language;
  readonly understanding: Understanding;
  readonly decision: HandoffDecision;
  readonly understood: boolean;
  /** Other matters that the message states beside its main one. */
  readonly also?: readonly string[];
  /** The intent this turn is about: the one just understood, else the last one; and who looks after it. */
  readonly topic?: { readonly intent: string; readonly route: IntentRoute };
  /** The open ticket, while no agent has accepted it. */
  readonly ticket?: Ticket;
  readonly caller: Caller;
  /** Who the caller lately proved to be. */
  readonly customerId?: string;
  /** The newest few tickets that whoever writes may hear about, newest first. */
  readonly tickets: readonly Ticket[];
  readonly now: Date;
}

/** One turn of the whole bot, without side effects. */
export type RunTurn = (
  conversation: Conversation,
  said: { readonly content: Incoming['content']; readonly at: Date },
  saved: DialogState,
  facts: Facts,
) => Promise<TurnResult>;

const FACTS = Symbol('facts of the turn');
export const factsOf = (context: TurnContext): Facts => context.turnState.get<Facts>(FACTS);

const NOTES = Symbol('notes of the turn');
/** Where the dialogs of this turn write what must be committed with it. */
export const notesOf = (context: TurnContext): Notes => context.turnState.get<Notes>(NOTES);

const HANDOFF_INITIATE = 'handoff.initiate';

/**
 * Turns over a Bot Framework dialog. The dialog runs against a storage that lives as long as the turn, because
 * BotState writes with eTag `*`, which switches off every store's optimistic check: ours is the conversation's version.
 */
export const turnsOf =
  (dialog: Dialog): RunTurn =>
  async (conversation, said, saved, facts) => {
    const outgoing: Partial<Activity>[] = [];
    const storage = new TurnStorage(saved);
    const state = new ConversationState(storage);
    const context = new TurnContext(new CollectingAdapter(outgoing), activityOf(conversation, said));
    const notes: Notes = { changes: [] };
    context.turnState.set(FACTS, facts);
    context.turnState.set(NOTES, notes);
    const dialogs = new DialogSet(state.createProperty('DialogState')).add(dialog);
    const dc = await dialogs.createContext(context);
    const { status } = await dc.continueDialog();
    if (status === DialogTurnStatus.empty) await dc.beginDialog(dialog.id);
    await state.saveChanges(context);
    const handoff = outgoing.find(
      ({ type, name }) => type === ActivityTypes.Event && name === HANDOFF_INITIATE,
    );
    return {
      replies: outgoing.filter(({ type }) => type === ActivityTypes.Message).map(replyOf),
      ...(handoff && { handoff: handoff.value as HandoffRequest }),
      dialogState: storage.items,
      notes,
    };
  };

function replyOf({ text, suggestedActions, attachments = [] }: Partial<Activity>): Reply {
  const suggestions = suggestedActions?.actions.map(({ value, title }) => String(value ?? title)) ?? [];
  return {
    text: text ?? '',
    ...(suggestions.length > 0 && { suggestions }),
    ...(attachments.length > 0 && {
      attachments: attachments.map(({ contentType, content }) => ({ contentType, content: content as Json })),
    }),
  };
}

function activityOf(
  { address, person, name, locale }: Conversation,
  said: Parameters<RunTurn>[1],
): Partial<Activity> {
  const { content, at } = said;
  const event = content.kind === 'event';
  return {
    type: event ? ActivityTypes.Event : ActivityTypes.Message,
    ...(event
      ? { name: content.name }
      : {
          text: content.text,
          attachments: (content.attachments ?? []).map(({ contentType, url }) => ({
            ...{ contentType, contentUrl: url ?? '' },
          })),
        }),
    value: content.value,
    timestamp: at,
    channelId: address.channel,
    serviceUrl: '',
    from: { id: person, name: name ?? '' },
    recipient: { id: 'bot', name: 'bot' },
    conversation: { id: address.id, isGroup: false, conversationType: 'personal', name: '' },
    ...(locale !== undefined && { locale }),
  };
}

/** Keeps what the dialog says instead of sending it. */
class CollectingAdapter extends BotAdapter {
  readonly #outgoing: Partial<Activity>[];

  constructor(outgoing: Partial<Activity>[]) {
    super();
    this.#outgoing = outgoing;
  }

  override async sendActivities(
    _context: TurnContext,
    activities: Partial<Activity>[],
  ): Promise<ResourceResponse[]> {
    this.#outgoing.push(...activities);
    return activities.map((_, index) => ({ id: String(index) }));
  }

  override async updateActivity(): Promise<void> {
    throw new Error('A turn only adds messages.');
  }

  override async deleteActivity(): Promise<void> {
    throw new Error('A turn only adds messages.');
  }

  override async continueConversation(): Promise<void> {
    throw new Error('A turn belongs to one conversation.');
  }
}

/** Bot Framework storage for the length of one turn. */
class TurnStorage implements Storage {
  items: StoreItems;

  constructor(saved: DialogState) {
    this.items = saved;
  }

  /** Gives a copy: Bot Framework changes what it reads, and what was saved must outlive a turn that is thrown away. */
  async read(keys: string[]): Promise<StoreItems> {
    return structuredClone(this.#read(keys));
  }

  #read(keys: readonly string[]): StoreItems {
    return Object.fromEntries(keys.filter((key) => key in this.items).map((key) => [key, this.items[key]]));
  }

  async write(changes: StoreItems): Promise<void> {
    this.items = { ...this.items, ...changes };
  }

  async delete(keys: string[]): Promise<void> {
    this.items = Object.fromEntries(Object.entries(this.items).filter(([key]) => !keys.includes(key)));
  }
}
