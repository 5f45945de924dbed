import type { proto } from '@whiskeysockets/baileys';
import type { Earlier } from '../channel.js';
import { jidOf, seenIn } from './jid.js';
import type { Seen } from './ports.js';

/** The chat that a message goes to: under which name it is written to, and the names of our own number. */
export interface Chat {
  readonly jid: string;
  readonly us: Seen;
}

/** Our own JID as this chat names people: by hidden ids or by numbers. */
export function ourJidIn({ jid, us }: Chat): string | undefined {
  const { lid, phone } = us;
  const isHidden = seenIn(jid).lid !== undefined;
  return (
    jidOf(isHidden && lid !== undefined ? { lid } : { ...(phone !== undefined && { phone }) }) ?? jidOf(us)
  );
}

/** What makes a message answer an earlier one on the person's phone. Undefined if WhatsApp does not know that one. */
export function quoteOf(quotes: Earlier | undefined, chat: Chat): proto.IContextInfo | undefined {
  if (quotes?.externalId === undefined) return undefined;
  const participant = quotes.isOurs ? ourJidIn(chat) : chat.jid;
  return {
    stanzaId: quotes.externalId,
    ...(participant !== undefined && { participant }),
    quotedMessage: { conversation: quotes.text },
  };
}
