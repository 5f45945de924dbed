import type { CannedReply } from '../channels/console/api.js';

/** Who and what a canned reply speaks of. */
export interface ReplyFacts {
  /** Absent while nobody knows it: then the sentence does without. */
  readonly customer?: string;
  readonly agent: string;
  readonly protocol: string;
}

const firstName = (name: string) => name.trim().split(/\s+/)[0] ?? '';

/** The reply as it goes into the box, people by their first names. */
export function fillReply(text: string, facts: ReplyFacts): string {
  const customer = firstName(facts.customer ?? '');
  const addressed = customer ? text : text.replace(/,?\s*\{\{customer\}\}(,(?=\s))?/g, '$1');
  const values: Readonly<Record<string, string>> = {
    ...{ customer, agent: firstName(facts.agent), protocol: facts.protocol },
  };
  return addressed.replace(/\{\{(\w+)\}\}/g, (place, name: string) => values[name] ?? place).trim();
}

const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** The replies in which every word occurs; `words` of a reply are its text and the name of its step. */
export function matchReplies<Reply extends Pick<CannedReply, 'text'> & { readonly title: string }>(
  replies: readonly Reply[],
  words: string,
): readonly Reply[] {
  const wanted = plain(words).split(/\s+/).filter(Boolean);
  return replies.filter(({ title, text }) =>
    wanted.every((word) => plain(`${title} ${text}`).includes(word)),
  );
}
