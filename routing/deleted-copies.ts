import { withoutWords } from './brief/forgetting.js';
import { earlierOf, isCustomers } from './counterpart.js';
import type { PastMessage, RoutingTx, Saying } from './store.js';
import type { Desk } from './telling.js';
import type { Ticket } from './ticket.js';

/** What a customer has deleted. */
interface Deleted {
  readonly conversationId: string;
  /** The network's id of it there; without one nothing is known of it. */
  readonly about: string | undefined;
  /** In this chat of an agent it is told otherwise. */
  readonly but?: string | undefined;
}

/** What a customer deletes is deleted also for the agents who have it and serve them no longer. */
export async function deleteCopies(tx: RoutingTx, desk: Desk, deleted: Deleted, now: Date): Promise<void> {
  const { conversationId, about, but } = deleted;
  const own = about === undefined ? undefined : await tx.messageNamed(conversationId, about);
  if (!own || !isCustomers(own)) return;
  for (const copy of await tx.copiesOf(own.id))
    if (copy.conversationId !== but && !copy.isGone && !(await tx.takeBack(copy.id)))
      await tx.say(await deletionOf(tx, desk, copy), now);
}

/** Whoever is asked to take the ticket next does not read what was deleted in its brief. */
export async function forgetDeleted(
  tx: RoutingTx,
  { ticketId, conversationId, about }: Deleted & { readonly ticketId: string },
  now: Date,
): Promise<void> {
  const own = about === undefined ? undefined : await tx.messageNamed(conversationId, about);
  const ticket = await tx.ticket(ticketId);
  if (!own?.was || !isCustomers(own) || !ticket || ticket.status === 'closed') return;
  const brief = own.was.reduce<Ticket['brief']>(withoutWords, ticket.brief);
  await tx.saveTicket({ ...ticket, brief }, [], now);
}

async function deletionOf(tx: RoutingTx, { texts, definition }: Desk, copy: PastMessage): Promise<Saying> {
  const { conversationId, ticketId, name } = copy;
  const { language } = definition;
  const ticket = ticketId === undefined ? undefined : await tx.ticket(ticketId);
  const text = texts.say(language, 'did.deleted');
  const facts = { number: ticket?.number ?? '', customer: name ?? '', text };
  return {
    ...{ conversationId, author: { kind: 'customer', ...(name !== undefined && { name }) } },
    ...{ text: texts.say(language, 'agent.relay', facts), deed: { kind: 'delete', target: earlierOf(copy) } },
    ...(ticketId !== undefined && { ticketId }),
  };
}
