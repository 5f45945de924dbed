import type { Language, Texts } from '../texts/texts.js';
import { reasonText } from './reason.js';
import type { Offer, Ticket } from './ticket.js';

/** The name by which a customer is told of an agent: the first one. */
export const firstName = (name: string): string => name.split(/\s+/)[0] ?? name;

export interface BriefLine {
  readonly label: string;
  readonly text: string;
}

/** The brief as labelled lines in the reader's language. Only what somebody said or decided; empty lines are left out. */
export function briefLines(texts: Texts, language: Language, ticket: Ticket, offer?: Offer): BriefLine[] {
  const label = (key: string) => texts.say(language, `brief.${key}`);
  const { brief } = ticket;
  const reasons = (list: readonly Parameters<typeof reasonText>[2][]) =>
    list.map((one) => reasonText(texts, language, one)).join(' · ');
  const lines: BriefLine[] = [
    { label: label('who'), text: ticket.customerName ?? label('unnamed') },
    { label: label('channel'), text: brief.channel },
    { label: label('language'), text: ticket.language ?? '' },
    { label: label('previous'), text: brief.previous.join(' · ') },
    { label: label('what'), text: brief.said.join(' · ') },
    { label: label('tried'), text: brief.tried.join(' · ') || label('nothingTried') },
    { label: label('reasons'), text: reasons(ticket.reasons) },
    { label: label('you'), text: offer ? reasons(offer.reasons) : '' },
    { label: label('lastWords'), text: brief.lastWords },
  ];
  return lines.filter(({ text }) => text !== '');
}

/** The brief as one message, for agents who read it in a chat. */
export const briefText = (texts: Texts, language: Language, ticket: Ticket, offer?: Offer): string =>
  briefLines(texts, language, ticket, offer)
    .map(({ label, text }) => `${label}: ${text}`)
    .join('\n');
