import { DateTime } from 'luxon';
import { agentNamed } from '../../routing/desk-definition.js';
import type { Desk } from '../../routing/desk.js';
import { reason, reasonText, type Reason } from '../../routing/reason.js';
import type { Offer, Ticket, TicketEvent } from '../../routing/ticket.js';

/** A line of the output. The keys are printed in this order. */
export interface Decision {
  readonly at: string;
  readonly ticket: string;
  readonly decision: 'offered' | 'waiting' | 'lapsed' | 'callback';
  readonly agent?: string;
  readonly rule?: string;
  readonly reasons: readonly { readonly code: string; readonly text: string }[];
  readonly callbackAt?: string;
}

/** What was decided about where a ticket goes; events of another kind are left out. */
export function decisionsOf(
  desk: Desk,
  ticket: Ticket,
  events: readonly TicketEvent[],
  now: Date,
): Decision[] {
  const head = { at: now.toISOString(), ticket: ticket.id };
  const why = (reasons: readonly Reason[]) =>
    reasons.map((one) => ({ code: one.code, text: reasonText(desk, 'pt-BR', one) }));
  const offered = ({ agentId, rule, reasons }: Offer): Decision => ({
    ...{ ...head, decision: 'offered', agent: agentId, rule, reasons: why(reasons) },
  });
  return events.flatMap((event): Decision[] => {
    if (event.type === 'offered') return [offered(event.offer)];
    if (event.type === 'transfer-offered') return [offered(event.handover.offer)];
    if (event.type === 'waiting') return [{ ...head, decision: 'waiting', reasons: why(event.reasons) }];
    if (event.type === 'lapsed' || event.type === 'transfer-lapsed') {
      const { agentId: agent, rule } = event;
      return [{ ...head, decision: 'lapsed', agent, rule, reasons: why([lapse(desk, agent, now)]) }];
    }
    if (event.type !== 'scheduled') return [];
    const callbackAt = event.callbackAt.toISOString();
    return [{ ...head, decision: 'callback', rule: 'callback', reasons: why(event.reasons), callbackAt }];
  });
}

function lapse({ definition }: Desk, agentId: string, now: Date): Reason {
  const time = DateTime.fromJSDate(now, { zone: definition.timeZone }).toFormat('HH:mm');
  return reason('lapsed', { agent: agentNamed(definition, agentId)?.name ?? agentId, time });
}
