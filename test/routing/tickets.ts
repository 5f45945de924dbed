import { decide } from '../../routing/decide.js';
import { evolve } from '../../routing/evolve.js';
import { reason, RuleBroken } from '../../routing/reason.js';
import type { Request } from '../../routing/request.js';
import type {
  ActiveTicket,
  Handover,
  Hold,
  Offer,
  Ticket,
  TicketCommand,
  TicketEvent,
  Told,
} from '../../routing/ticket.js';

const OPENED = new Date('2026-11-23T13:00:00Z');
export const at = (seconds: number): Date => new Date(OPENED.getTime() + seconds * 1000);

export const REQUEST: Request = {
  ...{
    id: 't1',
    version: 0,
    number: 7,
    protocol: '20261123-0007',
    conversationId: 'web:1',
    customerId: 'c1',
  },
  ...{
    customerName: 'Joana',
    department: 'support',
    skills: ['fiber'],
    language: 'pt-BR',
    urgency: 'normal',
  },
  ...{ level: 'technician', problem: 'sem-internet', reasons: [reason('customer-asked')], openedAt: OPENED },
  brief: { said: ['caiu'], tried: [], lastWords: 'caiu', channel: 'web', previous: [] },
  follows: 't0',
};
export const COURSE = { ...REQUEST, sameDay: reason('same-day.none'), passedOver: [], involved: [] };
/** As it is opened: no search has been made. */
export const NEW: Ticket = { ...COURSE, status: 'waiting', since: OPENED, sought: false };
export const TOLD: Told = { toldAt: at(0), text: 'Um momento.', reminders: 0, remindAt: at(60), position: 2 };
export const SAME_DAY = reason('same-day', { agent: 'Ana', agentId: 'ana', time: '09:30' });

export const offer = (agentId: string, more: Partial<Offer> = {}): Offer => ({
  ...{ agentId, rule: 'skill', reasons: [reason('skill')], offeredAt: at(0), answerBy: at(60) },
  ...more,
});
export const offering = (agentId: string, more: Partial<Offer> = {}): TicketCommand => ({
  type: 'offer',
  offer: offer(agentId, more),
});
export const handover = (agentId: string, more: Partial<Handover> = {}): Handover => ({
  ...{ type: 'internal', note: 'sabe de fibra', by: 'ana' },
  offer: offer(agentId, { rule: 'transfer', reasons: [reason('transfer')], answerBy: at(90) }),
  ...more,
});
export const handing = (agentId: string, more: Partial<Handover> = {}): TicketCommand => ({
  type: 'hand-over',
  handover: handover(agentId, more),
});
export const accept = (agentId: string, answerDue?: Date): TicketCommand => ({
  ...{ type: 'accept', agentId },
  ...(answerDue && { answerDue }),
});
export const refuse = (agentId: string, why?: string): TicketCommand => ({
  ...{ type: 'refuse', agentId },
  ...(why !== undefined && { why }),
});
export const takeOver = (agentId: string, answerDue?: Date): TicketCommand => ({
  ...{ type: 'take-over', agentId },
  ...(answerDue && { answerDue }),
});
export const RESOLUTION = { outcome: 'resolved', told: 'reboot', solved: 'rebooted' } as const;
export const close = (agentId: string): TicketCommand => ({ type: 'close', agentId, resolution: RESOLUTION });
export const LEAVE: TicketCommand = { type: 'leave', resolution: { outcome: 'abandoned' } };
export const LAPSE: TicketCommand = { type: 'lapse' };
export const RETRY: TicketCommand = { type: 'retry' };
export const RESUME: TicketCommand = { type: 'resume' };
export const WITHDRAW: TicketCommand = { type: 'withdraw' };
export const REQUEUE: TicketCommand = { type: 'requeue' };
export const ABANDON: TicketCommand = { type: 'abandon' };
export const FULL = [reason('skill.full')];
export const wait = (hold: Hold = {}): TicketCommand => ({ type: 'wait', reasons: FULL, hold });
export const CALLBACK = [reason('callback')];
export const schedule = (callbackAt: Date): TicketCommand => ({
  ...{ type: 'schedule', reasons: CALLBACK, callbackAt },
});
export const reproach = (next: Date): TicketCommand => ({ type: 'reproach', next });
export const ask = (next: Date): TicketCommand => ({ type: 'ask', next });

export const after = (ticket: Ticket, command: TicketCommand, seconds: number): Ticket =>
  decide(ticket, command, at(seconds)).reduce(evolve, ticket);
/** The ticket after these commands, ten seconds apart. */
export const given = (...commands: TicketCommand[]): Ticket => from(NEW, ...commands);
export const from = (ticket: Ticket, ...commands: TicketCommand[]): Ticket =>
  commands.reduce<Ticket>((before, command, i) => after(before, command, i * 10), ticket);

/** Held by ana, unless another is named. */
export function held(more: Partial<ActiveTicket> = {}): ActiveTicket {
  const ticket = given(offering('ana'), accept('ana'));
  if (ticket.status !== 'active') throw new Error('It is held by nobody.');
  return { ...ticket, ...more };
}

export const decided = (ticket: Ticket, command: TicketCommand, seconds: number): TicketEvent[] =>
  decide(ticket, command, at(seconds));

/** The rule that a command breaks; undefined if it is allowed. */
export function broken(ticket: Ticket, command: TicketCommand, seconds: number): RuleBroken | undefined {
  try {
    decide(ticket, command, at(seconds));
    return undefined;
  } catch (error) {
    if (error instanceof RuleBroken) return error;
    throw error;
  }
}
