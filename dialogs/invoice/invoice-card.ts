import type { Attachment, Json } from '../../channels/channel.js';
import type { Invoice } from '../customers.js';
import type { TaskTurn } from '../task.js';
import { dateText, monthText, moneyText } from '../wording.js';

/** The 47 digits of a boleto in the groups they are printed in; anything else as it is. */
export const boletoText = (digits: string): string =>
  digits.replace(/^(\d{5})(\d{5})(\d{5})(\d{6})(\d{5})(\d{6})(\d)(\d{14})$/, '$1.$2 $3.$4 $5.$6 $7 $8');

const heading = (text: string): Json => ({
  type: 'TextBlock',
  text,
  weight: 'Bolder',
  spacing: 'Medium',
  wrap: true,
});
const code = (text: string): Json => ({
  type: 'TextBlock',
  text,
  fontType: 'Monospace',
  wrap: true,
  spacing: 'Small',
});
/** A tap is the customer's own words. */
const button = (words: string): Json => ({ type: 'Action.Submit', title: words, data: words });

/** The invoice as a card: what the sentence beside it says, and the two codes that are too long for it. */
export function invoiceCard(invoice: Invoice, turn: TaskTurn): Attachment {
  const { language, today } = turn;
  const status = invoice.dueDate < today ? 'invoice.overdue' : 'invoice.open';
  const facts: readonly (readonly [string, string])[] = [
    [turn.say('invoice.factMonth'), monthText(invoice.month, language)],
    [turn.say('invoice.factAmount'), moneyText(invoice.amountCents, language)],
    [turn.say('invoice.factDue'), dateText(invoice.dueDate, language)],
    [turn.say('invoice.factStatus'), turn.say(status)],
  ];
  const boleto = boletoText(invoice.boleto);
  const title = turn.say('invoice.cardTitle');
  const codes = [
    `${turn.say('invoice.pixCode')}: ${invoice.pix}`,
    `${turn.say('invoice.barCode')}: ${boleto}`,
  ];
  const fallbackText = [title, ...facts.map(([name, value]) => `${name}: ${value}`), ...codes].join('\n');
  const content: Json = {
    ...{
      type: 'AdaptiveCard',
      $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
      version: '1.5',
    },
    fallbackText,
    body: [
      { type: 'TextBlock', text: title, weight: 'Bolder', size: 'Medium', wrap: true },
      { type: 'FactSet', facts: facts.map(([name, value]) => ({ title: name, value })) },
      ...[heading(turn.say('invoice.pixCode')), code(invoice.pix)],
      ...[heading(turn.say('invoice.barCode')), code(boleto)],
    ],
    actions: ['invoice.pix', 'invoice.boleto', 'invoice.alreadyPaid'].map((key) => button(turn.say(key))),
  };
  return { contentType: 'application/vnd.microsoft.card.adaptive', content };
}
