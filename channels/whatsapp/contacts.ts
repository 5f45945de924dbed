import type { Contact, Seen } from './ports.js';

/** Who a chat belongs to, and what that changes in what was known. */
export interface Meeting {
  readonly contact: Contact;
  /** The contact is new or has learned something. */
  readonly changed: boolean;
  /** Turned out to be the same person: from now on `contact` is meant. */
  readonly absorbed?: Contact;
  /** Had the number before it was given to somebody else; goes on without it. */
  readonly released?: Contact;
}

/**
 * Tells who a chat belongs to. The hidden id is the person; a number is an attribute that may be learned late, change,
 * or go to somebody else, and then the newer hidden id has it. Of two contacts that turn out to be one person the one
 * that comes first in `known` stays. `seen.phone` must be in the one form that contacts have.
 */
export function meet(known: readonly Contact[], seen: Seen): Meeting {
  const { lid, phone } = seen;
  const byLid = lid === undefined ? undefined : known.find((contact) => contact.lid === lid);
  const byPhone = phone === undefined ? undefined : known.find((contact) => contact.phone === phone);
  if (byLid && byPhone && byLid !== byPhone) return sameOrMoved(byLid, byPhone, known);
  if (byLid) return learned(byLid, { ...byLid, ...(phone !== undefined && { phone }) });
  if (!byPhone) return { contact: stranger(seen), changed: true };
  if (lid === undefined || byPhone.lid === lid) return { contact: byPhone, changed: false };
  if (byPhone.lid === undefined) return { contact: { ...byPhone, lid }, changed: true };
  return { contact: stranger(seen), changed: true, released: withoutPhone(byPhone) };
}

function sameOrMoved(byLid: Contact, byPhone: Contact, known: readonly Contact[]): Meeting {
  const { lid } = byLid;
  const { phone } = byPhone;
  const whole = { ...(lid !== undefined && { lid }), ...(phone !== undefined && { phone }) };
  // Two hidden ids are two people: the number went from one to the other.
  if (byPhone.lid !== undefined)
    return { contact: { id: byLid.id, ...whole }, changed: true, released: withoutPhone(byPhone) };
  const [stays, goes] = known.indexOf(byLid) < known.indexOf(byPhone) ? [byLid, byPhone] : [byPhone, byLid];
  return { contact: { id: stays.id, ...whole }, changed: true, absorbed: goes };
}

const learned = (before: Contact, contact: Contact): Meeting =>
  before.phone === contact.phone ? { contact: before, changed: false } : { contact, changed: true };

function stranger({ lid, phone }: Seen): Contact {
  if (lid !== undefined) return { id: `l${lid}`, lid, ...(phone !== undefined && { phone }) };
  if (phone !== undefined) return { id: `p${phone}`, phone };
  throw new Error('A chat without hidden id and number is nobody.');
}

const withoutPhone = ({ id, lid }: Contact): Contact => ({ id, ...(lid !== undefined && { lid }) });
