import type { Attachment, Json } from '../../channels/channel.js';
import type { Profile, Visit } from '../customers.js';
import type { TaskTurn } from '../task.js';
import { dayText } from '../wording.js';
import { capital } from './words.js';

const CARD = 'application/vnd.microsoft.card.adaptive';

/**
 * The visit as a card to keep, with the words to change it under its buttons. Of the address it shows the street
 * alone: enough to notice that it is the wrong house, and too little to tell whoever looks over the customer's shoulder
 * where they live.
 */
export function visitCard(visit: Visit, profile: Profile | undefined, turn: TaskTurn): Attachment {
  const facts = factsOf(visit, profile, turn);
  const title = turn.say('visit.cardTitle');
  const button = (key: string) => ({
    ...{ type: 'Action.Submit', title: turn.say(key), data: turn.say(key) },
  });
  const content: Json = {
    ...{
      $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
      type: 'AdaptiveCard',
      version: '1.5',
    },
    fallbackText: [title, ...facts.map((fact) => `${fact.title}: ${fact.value}`)].join('\n'),
    body: [
      { type: 'TextBlock', text: title, weight: 'Bolder', size: 'Medium', wrap: true },
      { type: 'FactSet', facts },
    ],
    actions: [button('visit.tapMove'), button('visit.tapCancel')],
  };
  return { contentType: CARD, content };
}

function factsOf({ protocol, date, period, reason }: Visit, profile: Profile | undefined, turn: TaskTurn) {
  const fact = (key: string, value: string) => ({ title: turn.say(`visit.card_${key}`), value });
  const street = streetOf(profile);
  return [
    fact('day', capital(dayText(date, turn.language))),
    fact('window', turn.say(`visit.window_${period}`)),
    ...(street === undefined ? [] : [fact('street', street)]),
    ...(reason === '' ? [] : [fact('reason', reason)]),
    fact('protocol', protocol),
  ];
}

/** What stands before the first comma; an address without one would show its number too. */
function streetOf(profile: Profile | undefined): string | undefined {
  const [street, ...rest] = profile?.address.split(',') ?? [];
  return rest.length === 0 ? undefined : street?.trim();
}
