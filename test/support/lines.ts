import type { ConsoleAgent } from './console-agent.js';
import type { WebCustomer } from './web-customer.js';

/** What the customer writes, and every message that answers it, in order. */
export type Line = readonly [says: string, ...hears: RegExp[]];

/** Plays a conversation line by line; anything said beside what is expected fails at the next line, or at the end. */
export async function goes(customer: WebCustomer, lines: readonly Line[]): Promise<void> {
  for (const [says, ...replies] of lines) {
    await customer.says(says);
    for (const reply of replies) await customer.hears(reply);
  }
  await customer.hearsNothing(150);
}

/** The brief of the ticket that is offered to this agent, a line for each part. */
export async function briefOffered(agent: ConsoleAgent) {
  const offer = await agent.seesOffer();
  const { brief, problemId } = await agent.ticket(offer.id);
  const parts = new Map(brief.map(({ label, text }) => [label, text]));
  return { customer: offer.customer, problem: problemId, facts: parts.get('Dados') ?? '', parts };
}
