import { withoutTicket } from './agent-chat.js';
import type { Agent } from './desk-definition.js';
import type { RoutingTx } from './store.js';
import type { Ticket } from './ticket.js';

interface Gone {
  readonly agent: Agent | undefined;
  readonly ticket: Pick<Ticket, 'id' | 'number'>;
}

/**
 * A ticket has left the agent's hands without their doing: words they were writing meanwhile may be meant for it, so
 * that in none of their chats unnamed words go to somebody else before they have named a customer again.
 */
export const lostTicket = (tx: RoutingTx, gone: Gone): Promise<void> => takeOut(tx, gone, true);

/** The agent has closed the ticket or given it back: nothing is asked about it any more. */
export const gaveUpTicket = (tx: RoutingTx, gone: Gone): Promise<void> => takeOut(tx, gone, false);

async function takeOut(tx: RoutingTx, { agent, ticket }: Gone, isLost: boolean): Promise<void> {
  for (const conversationId of agent ? await tx.conversationsOf(agent.accounts) : []) {
    const before = await tx.agentChat(conversationId);
    const after = withoutTicket(before, ticket, isLost);
    if (isLost || before.question !== after.question || after.lost?.length !== (before.lost ?? []).length)
      await tx.rememberAgentChat(conversationId, after);
  }
}
