import { lapse, retry } from '../routing/desk.js';
import { searchWaiting } from '../routing/search.js';
import { dueAt } from '../routing/ticket.js';
import type { AgentDeps } from './agent-turn.js';
import { ConcurrentChange } from './store.js';

/**
 * Runs every timer that is due: offers nobody answered lapse, searches start again, and what waits is tried anew,
 * because a shift may have begun. Each ticket has its own transaction; one that moved meanwhile is left to the next tick.
 */
export async function tick({ store, desk, now }: AgentDeps): Promise<void> {
  for (const ticketId of await store.dueTickets(now())) {
    await unlessMoved(
      store.commit('tick', async (tx) => {
        await tx.lockRouting();
        const ticket = await tx.ticket(ticketId);
        const due = ticket && dueAt(ticket);
        if (!ticket || !due || due > now()) return;
        await (ticket.status === 'offered' ? lapse : retry)(tx, desk(), ticket, now());
      }),
    );
  }
  if (!(await store.hasWaiting())) return;
  await unlessMoved(
    store.commit('tick', async (tx) => {
      await tx.lockRouting();
      await searchWaiting(tx, desk(), now());
    }),
  );
}

async function unlessMoved(work: Promise<void>): Promise<void> {
  try {
    await work;
  } catch (error) {
    if (!(error instanceof ConcurrentChange)) throw error;
  }
}
