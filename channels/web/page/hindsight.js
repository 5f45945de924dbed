// What is done to a message after it was said: Web Chat knows nothing of that, so the message is shown anew.
import { withLinks } from './plain.js';

const EDITED = 'bastao:edited';
const QUOTE = 'bastao:quote';
const INCOMING = 'DIRECT_LINE/INCOMING_ACTIVITY';
/** The past is told at once; whoever opens the page hears of it when the page is read, not as news. */
const QUIET_MS = 1000;

/** What is known of a message from the activity that first brought it. */
const recordOf = (activity) => ({
  activity,
  text: activity.text ?? '',
  isEdited: activity.channelData?.[EDITED] === true,
  isGone: false,
  quote: activity.from?.role === 'bot' ? activity.channelData?.[QUOTE] : undefined,
  reactions: new Map(),
});

const nameIn = ({ from }) => from?.name ?? '';
const oneLine = (text) => text.replace(/\s+/g, ' ').trim();
const slanted = (text) => `*${withLinks(text)}*`;

/** The words of a quote, and whose they are if they are the reader's. */
function quotedWords({ text, own }, texts) {
  const words = typeof text === 'string' && text.trim() !== '' ? oneLine(text) : texts.noWords;
  return own ? `${texts.you}: ${words}` : words;
}

/** The message as it stands, as an activity that Web Chat can draw and read aloud. */
export function shownAs({ activity, text, isEdited, isGone, quote, reactions }, texts) {
  if (isGone) return dressed(activity, [slanted(texts.deleted)], texts.deleted, { isBare: true });
  if (!quote && !isEdited && reactions.size === 0) return activity;
  const faces = [...reactions].map(([name, emoji]) => (name ? `${emoji} ${name}` : emoji)).join(' · ');
  const parts = [
    quote && `> ${withLinks(quotedWords(quote, texts))}`,
    text && withLinks(text),
    isEdited && slanted(texts.edited),
    faces && withLinks(faces),
  ];
  const spoken = [
    quote && `${texts.inAnswerTo} ${quotedWords(quote, texts)}.`,
    text,
    isEdited && texts.edited,
    faces && `${texts.reactions} ${faces}`,
  ];
  return dressed(activity, parts.filter(Boolean), spoken.filter(Boolean).join(' '), { isBare: false });
}

function dressed({ attachments, suggestedActions, ...activity }, parts, spoken, { isBare }) {
  return {
    ...activity,
    text: parts.join('\n\n'),
    textFormat: 'markdown',
    channelData: { ...activity.channelData, 'webchat:fallback-text': spoken },
    ...(!isBare && attachments && { attachments }),
    ...(!isBare && suggestedActions && { suggestedActions }),
  };
}

/** The messages of a conversation with what has been done to them since. */
class Messages {
  #known = new Map();
  #texts;

  constructor(texts) {
    this.#texts = texts;
  }

  /** Which messages look otherwise now, and the sentence for that if it is news; undefined for other activities. */
  after(activity) {
    switch (activity.type) {
      case 'message':
        return this.#isNew(activity) ? this.#said(activity) : this.#reworded(activity);
      case 'messageDelete':
        return this.#takenBack(activity);
      case 'messageReaction':
        return this.#reacted(activity);
      default:
        return undefined;
    }
  }

  /** A message that comes again under its id has new words, or is told again after the line was down. */
  #isNew({ id, channelData, text = '' }) {
    const record = this.#known.get(id);
    return record === undefined || channelData?.[EDITED] !== true || record.text === text;
  }

  #said(activity) {
    const record = recordOf(activity);
    // Told again after the line was down: what was done to it is not.
    record.reactions = this.#known.get(activity.id)?.reactions ?? record.reactions;
    this.#known.set(activity.id, record);
    return { changed: [record] };
  }

  #reworded(activity) {
    const record = this.#known.get(activity.id);
    if (record.isGone) return { changed: [] };
    record.text = activity.text ?? '';
    record.isEdited = true;
    return {
      changed: [record, ...this.#quoting(activity.id, record.text)],
      told: this.#texts.corrected(nameIn(activity), record.text),
    };
  }

  #takenBack(activity) {
    const record = this.#known.get(activity.id) ?? recordOf({ ...activity, type: 'message' });
    const told = record.isGone ? '' : this.#texts.tookBack(nameIn(activity));
    record.isGone = true;
    record.text = '';
    this.#known.set(activity.id, record);
    return { changed: [record, ...this.#quoting(activity.id, '')], told };
  }

  #reacted(activity) {
    const record = this.#known.get(activity.replyToId);
    if (!record || record.isGone) return { changed: [] };
    const emoji = activity.reactionsAdded?.at(-1)?.type;
    const name = nameIn(activity);
    if (emoji) record.reactions.set(name, emoji);
    else record.reactions.delete(name);
    return { changed: [record], told: this.#texts.reacted(name, emoji, oneLine(record.text)) };
  }

  /** The messages that quote this one, with its newest words. */
  #quoting(id, text) {
    const all = [...this.#known.values()].filter((one) => one.quote && one.activity.replyToId === id);
    for (const one of all) one.quote = { ...one.quote, text };
    return all;
  }
}

/**
 * A store middleware that shows each message as it stands. `tell` gets in a sentence what changes before the reader's
 * eyes, for those who do not see it.
 */
export function followHindsight(texts, tell) {
  const messages = new Messages(texts);
  let isPast = true;
  let heard = 0;
  return () => (next) => (action) => {
    const { activity } = action.type === INCOMING ? action.payload : {};
    const what = activity && messages.after(activity);
    if (!what) return next(action);
    const now = ++heard;
    if (isPast) setTimeout(() => (isPast &&= now !== heard), QUIET_MS);
    else if (what.told) tell(what.told);
    const results = what.changed.map((record) =>
      next({ ...action, payload: { ...action.payload, activity: shownAs(record, texts) } }),
    );
    return results[0] ?? action;
  };
}
