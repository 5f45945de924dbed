import type { Seen } from './ports.js';

/** user, perhaps "_agent", perhaps ":device", at a server */
const JID = /^(?<user>\d{1,32})(?:_\d+)?(?::\d+)?@(?<server>[a-z.]+)$/;
const PHONE_SERVERS: ReadonlySet<string> = new Set(['s.whatsapp.net', 'c.us', 'hosted']);
const LID_SERVERS: ReadonlySet<string> = new Set(['lid', 'hosted.lid']);
/** Meta's own machines have phone numbers, too. */
const MACHINES = /^(?:1313555\d{4}|131655500\d{2})$/;
/** WhatsApp's own announcements. */
const ANNOUNCEMENTS = '0';

/** Whose chat a JID names; its other name may be given as well. Empty where neither is a person's. */
export function seenIn(jid: string, alt?: string | null): Seen {
  return { ...one(alt ?? ''), ...one(jid) };
}

function one(jid: string): Seen {
  if (!isPersonal(jid)) return {};
  const { user = '', server = '' } = JID.exec(jid)?.groups ?? {};
  return LID_SERVERS.has(server) ? { lid: user } : { phone: user };
}

/** Is this a chat with one person (or company), as opposed to a group, a status, a channel or a machine of Meta's? */
export function isPersonal(jid: string): boolean {
  const { user, server } = JID.exec(jid)?.groups ?? {};
  if (user === undefined || server === undefined || user === ANNOUNCEMENTS) return false;
  return LID_SERVERS.has(server) || (PHONE_SERVERS.has(server) && !MACHINES.test(user));
}

/** Where to write to: the hidden id if it is known, else the number as WhatsApp wrote it. */
export function jidOf({ lid, phone }: Seen): string | undefined {
  if (lid !== undefined) return `${lid}@lid`;
  return phone === undefined ? undefined : `${phone}@s.whatsapp.net`;
}
