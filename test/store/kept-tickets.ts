import type { BotTx } from '../../bot/store.js';
import { decide } from '../../routing/decide.js';
import { evolve } from '../../routing/evolve.js';
import { reason } from '../../routing/reason.js';
import type { Ticket, TicketCommand } from '../../routing/ticket.js';
import { NOW, type KeptWorld } from './kept.js';

export const at = (time: string): Date => new Date(`2026-11-23T${time}Z`);
export const RESOLUTION = { outcome: 'resolved', told: 'reboot', solved: 'rebooted' } as const;

type Waiting = Ticket & { status: 'waiting' };
type More = Partial<Waiting>;

/** A ticket of Joana's that has just been opened. */
export function ticketNumbered(number: number, more: More = {}): Waiting {
  return {
    ...{ id: `t${number}`, version: 0, number, protocol: `20261123-000${number}` },
    ...{ conversationId: `web:${number}`, customerId: 'joana' },
    ...{ department: 'support', skills: [], urgency: 'normal', level: 'technician', problem: 'p' },
    ...{ brief: { said: [], tried: [], lastWords: '', channel: 'web', previous: [] } },
    ...{ reasons: [reason('customer-asked')], openedAt: NOW },
    ...{ sameDay: reason('same-day.none'), passedOver: [], involved: [] },
    ...{ status: 'waiting', since: NOW, sought: true },
    ...more,
  };
}

export const offering = (agentId: string, answerBy = at('23:00:00')): TicketCommand => ({
  type: 'offer',
  offer: { agentId, rule: 'skill', reasons: [], offeredAt: NOW, answerBy },
});
export const handing = (
  agentId: string,
  more: { department?: string; answerBy?: Date } = {},
): TicketCommand => {
  const { answerBy = at('23:00:00'), ...department } = more;
  const offer = { agentId, rule: 'transfer', reasons: [], offeredAt: NOW, answerBy } as const;
  return { type: 'hand-over', handover: { type: 'internal', note: 'n', by: 'ana', offer, ...department } };
};

/** What is done to the tickets of a world, each step in a transaction of its own. */
export function ticketsOf(world: () => KeptWorld) {
  const inTx = <T>(work: (tx: BotTx) => Promise<T>): Promise<T> => world().store.commit('command', work);
  const opens = async (number: number, more: More = {}): Promise<Ticket> => {
    const ticket = ticketNumbered(number, more);
    await inTx((tx) => tx.addTicket(ticket, NOW));
    return ticket;
  };
  const changes = (tx: BotTx, ticket: Ticket, command: TicketCommand, now: Date): Promise<Ticket> => {
    const events = decide(ticket, command, now);
    return tx.saveTicket(events.reduce(evolve, ticket), events, now);
  };
  const doing = (ticket: Ticket, command: TicketCommand, now = NOW) =>
    inTx((tx) => changes(tx, ticket, command, now));
  const held = async (number: number, agentId: string, more: More = {}, now = NOW) =>
    doing(await doing(await opens(number, more), offering(agentId)), { type: 'accept', agentId }, now);
  const finished = async (number: number, agentId: string, closedAt: Date, customerId = 'joana') =>
    doing(
      await held(number, agentId, { customerId }),
      { type: 'close', agentId, resolution: RESOLUTION },
      closedAt,
    );
  return { inTx, opens, changes, doing, held, finished };
}
