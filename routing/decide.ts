import { RuleBroken } from './reason.js';
import type { Active, Offer, Ticket, TicketCommand, TicketEvent } from './ticket.js';

/** What follows from a command. Changes nothing; throws RuleBroken if the command is not allowed now. */
export function decide(ticket: Ticket, command: TicketCommand, now: Date): TicketEvent[] {
  if (ticket.status === 'closed') throw new RuleBroken('rule.alreadyClosed', { number: ticket.number });
  switch (command.type) {
    case 'offer':
    case 'wait':
    case 'schedule':
      return decideSearch(ticket, command, now);
    case 'lapse':
    case 'retry':
    case 'resume':
      return decideTime(ticket, command.type, now);
    case 'accept':
    case 'refuse':
      return decideAnswer(ticket, command, now);
    case 'reproach':
    case 'requeue':
    case 'ask':
    case 'abandon':
      return decideSilence(ticket, command, now);
    case 'close':
    case 'leave':
    case 'hand-over':
    case 'find-nobody':
    case 'withdraw':
    case 'take-over':
    case 'note':
      return decidePeople(ticket, command, now);
  }
}

type Of<Type extends TicketCommand['type']> = Extract<TicketCommand, { type: Type }>;

/** What the desk's own search may do: only to a ticket that nobody holds and nobody is asked about. */
function decideSearch(ticket: Ticket, command: Of<'offer' | 'wait' | 'schedule'>, now: Date): TicketEvent[] {
  if (ticket.status === 'active') throw new RuleBroken('rule.heldBy', heldFacts(ticket));
  if (ticket.status === 'offered') throw new RuleBroken('rule.offeredTo', offeredFacts(ticket.offer, ticket));
  const { ladder } = ticket;
  switch (command.type) {
    case 'offer':
      return [{ ...command, type: 'offered' }];
    case 'schedule':
      if (ticket.status === 'scheduled' && ticket.callbackAt.getTime() === command.callbackAt.getTime())
        return [];
      return [{ ...command, type: 'scheduled' }];
    case 'wait':
      if (ticket.status !== 'waiting' || !ticket.sought) return [{ ...command, type: 'waiting', since: now }];
      return ladder?.rung === command.hold.ladder?.rung && ladder !== undefined
        ? []
        : [{ ...command, type: 'climbed' }];
  }
}

/** What a timer brings about; nothing if the ticket is no longer where the timer was set. */
function decideTime(ticket: Ticket, type: 'lapse' | 'retry' | 'resume', now: Date): TicketEvent[] {
  if (type === 'lapse' && ticket.status === 'offered') {
    const { agentId, rule } = ticket.offer;
    return [{ type: 'lapsed', agentId, rule, since: now }];
  }
  if (type === 'lapse' && ticket.status === 'active' && ticket.handover) {
    const { agentId, rule } = ticket.handover.offer;
    return [{ type: 'transfer-lapsed', agentId, rule }];
  }
  if (type === 'retry' && ticket.status === 'waiting') return [{ type: 'retried' }];
  if (type === 'resume' && ticket.status === 'scheduled') return [{ type: 'resumed', since: now }];
  return [];
}

function decideAnswer(ticket: Ticket, command: Of<'accept' | 'refuse'>, now: Date): TicketEvent[] {
  const { agentId, rule } = offerTo(ticket, command.agentId, now);
  const held = ticket.status === 'active';
  if (command.type === 'refuse') {
    const refusal = { agentId, rule, ...(command.why && { why: command.why }) };
    return [held ? { ...refusal, type: 'transfer-refused' } : { ...refusal, type: 'refused', since: now }];
  }
  const { answerDue } = command;
  return [
    {
      ...{ type: 'accepted', agentId, acceptedAt: now },
      ...(held && { from: ticket.agentId }),
      ...(held && ticket.handover?.department && { department: ticket.handover.department }),
      ...(answerDue && { answerDue }),
    },
  ];
}

/** The open offer to this agent. Answering exactly at `answerBy` is too late. */
function offerTo(ticket: Ticket, agentId: string, now: Date): Offer {
  const { number } = ticket;
  const offer = ticket.status === 'offered' ? ticket.offer : undefined;
  const handover = ticket.status === 'active' ? ticket.handover?.offer : undefined;
  const mine = [offer, handover].find((one) => one?.agentId === agentId);
  if (!mine && ticket.status === 'active') throw new RuleBroken('rule.heldBy', heldFacts(ticket));
  if (!mine) throw new RuleBroken('rule.notOffered', { number });
  if (now >= mine.answerBy) throw new RuleBroken('rule.tooLate', { number, at: mine.answerBy.toISOString() });
  return mine;
}

/** What follows from an agent's or a customer's silence; nothing once somebody spoke or the ticket moved on. */
function decideSilence(
  ticket: Ticket,
  command: Of<'reproach' | 'requeue' | 'ask' | 'abandon'>,
  now: Date,
): TicketEvent[] {
  if (ticket.status !== 'active') return [];
  const { agentId } = ticket;
  const owes = ticket.owedSince !== undefined;
  switch (command.type) {
    case 'reproach':
      return owes
        ? [{ type: 'reproached', agentId, times: (ticket.reproaches ?? 0) + 1, next: command.next }]
        : [];
    case 'requeue':
      return owes ? [{ type: 'requeued', agentId, since: now }] : [];
    case 'ask':
      return owes ? [] : [{ type: 'asked', next: command.next }];
    case 'abandon':
      return owes ? [] : [{ type: 'closed', agentId, closedAt: now, resolution: { outcome: 'abandoned' } }];
  }
}

/** What agents and customers want of a ticket beyond answering an offer. */
function decidePeople(
  ticket: Ticket,
  command: Of<'close' | 'leave' | 'hand-over' | 'find-nobody' | 'withdraw' | 'take-over' | 'note'>,
  now: Date,
): TicketEvent[] {
  const { number } = ticket;
  switch (command.type) {
    case 'close':
      if (ticket.status !== 'active' || ticket.agentId !== command.agentId)
        throw new RuleBroken('rule.notYours', { number });
      return [{ ...command, type: 'closed', closedAt: now }];
    case 'leave':
      if (ticket.status === 'active') throw new RuleBroken('rule.heldBy', heldFacts(ticket));
      return [{ type: 'closed', closedAt: now, resolution: command.resolution }];
    case 'note':
      return [{ type: 'noted', by: command.by, text: command.text }];
    case 'hand-over':
      return [handOver(ticket, command)];
    case 'find-nobody':
      return [{ ...command, type: 'transfer-failed' }];
    case 'withdraw':
      return ticket.status === 'offered'
        ? [{ type: 'withdrawn', agentId: ticket.offer.agentId, since: now }]
        : [];
    case 'take-over': {
      const { agentId, answerDue } = command;
      const from = ticket.status === 'active' ? ticket.agentId : undefined;
      if (from === agentId) throw new RuleBroken('rule.alreadyYours', { number });
      return [
        {
          ...{ type: 'taken-over', agentId, acceptedAt: now },
          ...(from && { from }),
          ...(answerDue && { answerDue }),
        },
      ];
    }
  }
}

function handOver(ticket: Ticket, { handover }: Of<'hand-over'>): TicketEvent {
  const { number } = ticket;
  if (ticket.status !== 'active') throw new RuleBroken('rule.nobodyHolds', { number });
  if (ticket.handover)
    throw new RuleBroken('rule.transferPending', offeredFacts(ticket.handover.offer, ticket));
  if (handover.offer.agentId === ticket.agentId) throw new RuleBroken('rule.toHolder', heldFacts(ticket));
  return { type: 'transfer-offered', handover };
}

const heldFacts = ({ number, agentId, acceptedAt }: Pick<Ticket, 'number'> & Active) => ({
  number,
  agentId,
  at: acceptedAt.toISOString(),
});

const offeredFacts = ({ agentId, offeredAt }: Offer, { number }: Pick<Ticket, 'number'>) => ({
  number,
  agentId,
  at: offeredAt.toISOString(),
});
