// Who answers the customer, as the conversation itself tells it: every notice of the desk carries it.

const FLOOR = 'bastao:floor';
const POSITION = 'webchat:sequence-id';

/** Nothing is known of this conversation yet. */
export const unknownFloor = (conversation) => ({ conversation, position: 0, floor: undefined });

/**
 * What is known after this activity. The highest position wins, however often and in whatever order the past is told
 * again; other conversations, and what the customer's own side writes, change nothing. A conversation in which
 * nothing was said of it is the bot's.
 */
export function floorAfter(known, { from, conversation, channelData }) {
  if (conversation?.id !== known.conversation) return known;
  const floor = from?.role === 'bot' ? channelData?.[FLOOR] : undefined;
  const position = channelData?.[POSITION] ?? 0;
  if (floor !== undefined && position > known.position) return { ...known, position, floor };
  return known.floor === undefined ? { ...known, floor: 'bot' } : known;
}

/** `bot`, `waiting`, `scheduled` or `agent`; what a newer server may say beyond that is told as the bot's. */
export function holderOf(floor) {
  if (typeof floor?.agent === 'string' && floor.agent !== '') return 'agent';
  return floor === 'waiting' || floor === 'scheduled' ? floor : 'bot';
}

/** The line for the header. */
export function floorText(floor, texts) {
  const holder = holderOf(floor);
  return holder === 'agent' ? texts.agent(floor.agent) : texts[holder];
}
