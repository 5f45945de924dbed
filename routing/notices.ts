import type { Language } from '../texts/texts.js';
import { masked, maskedBrief, nameWithoutNumbers, type Mask } from './brief/masking.js';
import { KINDS } from './brief/patterns.js';
import { titleOf, type Vocabulary } from './problems.js';
import { reasonText, type Reason } from './reason.js';
import type { Fact } from './request.js';
import type { Offer, Ticket } from './ticket.js';

/** The name by which a customer is told of an agent: the first one. */
export const firstName = (name: string): string => name.trim().split(/\s+/)[0] ?? name;

export interface BriefLine {
  readonly label: string;
  readonly text: string;
}

/** The brief as labelled lines in the reader's language. Only what somebody said or decided; empty lines are left out. */
export function briefLines(
  words: Vocabulary,
  language: Language,
  ticket: Ticket,
  offer?: Offer,
): BriefLine[] {
  const label = (key: string) => words.texts.say(language, `brief.${key}`);
  const { brief } = ticket;
  const reasons = (list: readonly Reason[]) =>
    list.map((one) => reasonText(words, language, one)).join(' · ');
  const lines: BriefLine[] = [
    { label: label('who'), text: nameWithoutNumbers(ticket.customerName) ?? label('unnamed') },
    { label: label('channel'), text: named(words, language, 'channel', brief.channel) },
    { label: label('language'), text: languageName(language, ticket.language) },
    { label: label('previous'), text: brief.previous.join(' · ') },
    { label: label('what'), text: brief.said.join(' · ') },
    { label: label('facts'), text: factsText(words, language, brief.facts ?? []) },
    { label: label('files'), text: brief.files ? String(brief.files) : '' },
    { label: label('tried'), text: brief.tried.join(' · ') || label('nothingTried') },
    { label: label('ended'), text: named(words, language, 'ended', brief.ended) },
    { label: label('mood'), text: named(words, language, 'mood', brief.mood) },
    { label: label('urgency'), text: isUrgent(ticket) ? label('urgent') : '' },
    { label: label('reasons'), text: reasons(ticket.reasons) },
    { label: label('you'), text: offer ? reasons(offer.reasons) : '' },
    { label: label('lastWords'), text: brief.lastWords },
  ];
  return lines.filter(({ text }) => text !== '');
}

const isUrgent = ({ urgency, brief }: Ticket): boolean => urgency === 'urgent' || brief.urgency === 'urgent';

/** What was kept as a code, in the reader's words; what has none is read as it was kept. */
function named({ texts }: Vocabulary, language: Language, group: string, code: string | undefined): string {
  const key = `brief.${group}_${(code ?? '').replaceAll('-', '_')}`;
  return code === undefined ? '' : texts.knows(key) ? texts.say(language, key) : code;
}

/** "português (Brasil)": the name of a language in the reader's. */
const languageName = (reader: Language, tag: string | undefined): string =>
  tag === undefined ? '' : (new Intl.DisplayNames(reader, { type: 'language' }).of(tag) ?? tag);

/** What the customer system says of the customer; read before what they said themselves. */
const OF_CUSTOMER = ['verified', 'plan', 'invoice', 'visit'];

/** "Quando: desde ontem, 12/10 (vencimento) · Valor: R$ 129,90": one kind after the other, as agents read them. */
function factsText(words: Vocabulary, language: Language, facts: readonly Fact[]): string {
  return [...new Set([...OF_CUSTOMER, ...KINDS, ...facts.map(({ kind }) => kind)])]
    .map((kind) => ({ kind, values: facts.filter((fact) => fact.kind === kind) }))
    .filter(({ values }) => values.length > 0)
    .map(({ kind, values }) => `${named(words, language, 'fact', kind)}: ${values.map(factText).join(', ')}`)
    .join(' · ');
}

const factText = ({ value, about }: Fact): string => (about === undefined ? value : `${value} (${about})`);

/** The desk's words, and what its chats show of personal data. */
export interface Discreet extends Vocabulary {
  readonly definition: { readonly masks: readonly Mask[] };
}

/** The brief as one message, for agents who read it in a chat: of personal data it shows what the desk allows there. */
export function briefText(words: Discreet, language: Language, ticket: Ticket, offer?: Offer): string {
  const { masks } = words.definition;
  const shown = { ...ticket, brief: maskedBrief(ticket.brief, masks) };
  const toReader = offer && { ...offer, reasons: offer.reasons.map((one) => addressed(one, offer.agentId)) };
  return [...aboutLine(words, language, ticket), ...briefLines(words, language, shown, toReader)]
    .map(({ label, text }) => `${label}: ${masked(text, masks)}`)
    .join('\n');
}

/** Who reads of themselves is spoken to. */
const addressed = (one: Reason, reader: string): Reason =>
  one.code === 'same-day' && one.facts['agentId'] === reader ? { ...one, code: 'same-day.you' } : one;

/** "Assunto: Sem conexão (reclamação)": what an agent decides by; at the console it stands in the ticket's head. */
function aboutLine(words: Vocabulary, language: Language, { problem, kind }: Ticket): BriefLine[] {
  if (problem === '') return [];
  const title = titleOf(words, language, problem);
  const label = words.texts.say(language, 'brief.about');
  return [{ label, text: kind ? `${title} (${named(words, language, 'kind', kind)})` : title }];
}
