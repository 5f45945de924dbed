import { withoutTicket } from './agent-chat.js';
import type { Agent } from './desk-definition.js';
import type { RoutingTx } from './store.js';
import type { Ticket } from './ticket.js';

interface Leaving {
  readonly agent: Agent | undefined;
  readonly ticket: Pick<Ticket, 'id' | 'number'>;
}

/**
 * A ticket has left the agent's hands by no doing of theirs. In none of their chats do words that may be meant for it
 * go to somebody else, and nothing is asked about it any more.
 */
export const lostTicket = (tx: RoutingTx, leaving: Leaving, now: Date): Promise<void> =>
  takeOut(tx, leaving, { at: now, isLost: true });

/** The agent has closed the ticket or given it back. Words that were under way still go to nobody else. */
export const gaveUpTicket = (tx: RoutingTx, leaving: Leaving, now: Date): Promise<void> =>
  takeOut(tx, leaving, { at: now, isLost: false });

async function takeOut(
  tx: RoutingTx,
  { agent, ticket }: Leaving,
  how: Parameters<typeof withoutTicket>[2],
): Promise<void> {
  for (const conversationId of agent ? await tx.conversationsOf(agent.accounts) : [])
    await tx.rememberAgentChat(
      conversationId,
      withoutTicket(await tx.agentChat(conversationId), ticket, how),
    );
}
