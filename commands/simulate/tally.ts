import type { Ticket, TicketEvent } from '../../routing/ticket.js';

/** Counts what the summary tells. */
export class Tally {
  readonly #waits = new Map<string, number>();
  readonly #load: Map<string, number>;
  #returns = 0;
  #hits = 0;

  constructor(agentIds: readonly string[]) {
    this.#load = new Map(agentIds.map((id) => [id, 0]));
  }

  /** A ticket was opened (without events) or changed. */
  count(ticket: Ticket, events: readonly TicketEvent[]): void {
    if (events.length === 0 && ticket.version === 0 && ticket.follows !== undefined) this.#returns += 1;
    for (const event of events) {
      if (event.type === 'offered' && event.offer.rule === 'same-day') this.#hits += 1;
      if (event.type !== 'accepted') continue;
      this.#load.set(event.agentId, (this.#load.get(event.agentId) ?? 0) + 1);
      if (this.#waits.has(ticket.id)) continue;
      this.#waits.set(ticket.id, (event.acceptedAt.getTime() - ticket.openedAt.getTime()) / 1000);
    }
  }

  /** The summary as JSON, the agents in the order of the file whatever their ids look like. */
  line(): string {
    const waits = [...this.#waits.values()].sort((a, b) => a - b);
    const sum = waits.reduce((total, wait) => total + wait, 0);
    const waitSeconds = {
      mean: waits.length === 0 ? null : sum / waits.length,
      p50: nearestRank(waits, 50),
      p95: nearestRank(waits, 95),
    };
    const sameDay = { returns: this.#returns, hits: this.#hits };
    const load = [...this.#load].map(([id, accepted]) => `${JSON.stringify(id)}:${accepted}`);
    const head = JSON.stringify({ waitSeconds, sameDay }).slice(0, -1);
    return `{"summary":${head},"load":{${load.join(',')}}}}`;
  }
}

/** The smallest value that so many per cent of all do not exceed; null of none. */
export const nearestRank = (sorted: readonly number[], percent: number): number | null =>
  sorted[Math.ceil((percent / 100) * sorted.length) - 1] ?? null;
