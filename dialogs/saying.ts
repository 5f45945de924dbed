import { MessageFactory, type Activity, type TurnContext } from 'botbuilder';
import type { Reply } from '../bot/turn.js';

/** Says each reply as a message of its own. */
export async function say(context: TurnContext, replies: readonly Reply[]): Promise<void> {
  for (const { text, suggestions, attachments } of replies) {
    const message: Partial<Activity> = suggestions
      ? MessageFactory.suggestedActions([...suggestions], text)
      : MessageFactory.text(text);
    if (attachments)
      message.attachments = attachments.map(({ contentType, content }) => ({ contentType, content }));
    await context.sendActivity(message);
  }
}

/** The same replies, the first one after these words. */
export const beginningWith = (words: string, [first, ...rest]: readonly Reply[]): Reply[] =>
  first ? [{ ...first, text: `${words} ${first.text}` }, ...rest] : [{ text: words }];

/** The same replies, the last one with one more short answer to tap. */
export const suggesting = (replies: readonly Reply[], one: string): Reply[] =>
  replies.map((reply, i) => {
    const { suggestions = [] } = reply;
    return i < replies.length - 1 || suggestions.includes(one)
      ? reply
      : { ...reply, suggestions: [...suggestions, one] };
  });
