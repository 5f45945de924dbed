import { whatWentWrong, type Evidence, type Heard, type PersonEvidence } from '../support/evidence.js';
import { openStory } from '../support/story.js';

/** The check of the other tests of this folder, seen to fail: by a program that loses, and by doctored evidence. */

test('a program that acknowledges a message before it keeps it is found out', async () => {
  const story = await openStory({ environment: { ACKNOWLEDGE_FIRST: '1' } });
  const joana = await story.webCustomer('Joana');
  await joana.hears(/^Oi! Eu sou o assistente virtual/);
  await joana.says('minha internet caiu');
  story.lives.dies();
  expect(whatWentWrong(await story.ends())).toEqual([
    'the transcript of Joana: "minha internet caiu" is not there',
    'Joana sees their own words: "minha internet caiu" is not there',
  ]);
  await story.isForgotten();
}, 30_000);

const at = (seconds: number) => new Date(seconds * 1000);
const heard = (id: string, text: string, seconds: number, position?: number): Heard => ({
  ...{ id, text, at: at(seconds) },
  ...(position !== undefined && { position }),
});

const JOANA: PersonEvidence = {
  ...{ name: 'Joana', network: 'web', conversation: 'web:1' },
  ...{ acknowledged: ['oi', 'quanto custa?'], echoes: ['oi', 'quanto custa?'] },
  expected: ['Oi!', /^Custa \d+$/],
  heard: [heard('1|2', 'Oi!', 2, 2), heard('1|4', 'Custa 10', 4, 4)],
};
const PEDRO: PersonEvidence = {
  ...{ name: 'Pedro', network: 'botframework', conversation: 'botframework:2' },
  ...{ acknowledged: ['oi'], expected: ['Oi!', 'Tchau!'] },
  heard: [heard('a', 'Oi!', 2), heard('b', 'Tchau!', 4), heard('b', 'Tchau!', 6)],
};
const said = (conversation: string, text: string) => ({
  ...{ conversation, author: 'customer', text, state: 'answered' },
});
const RIGHT: Evidence = {
  people: [JOANA, PEDRO],
  closings: [{ agent: 'ana', told: 'o preço', solved: 'comprou' }],
  births: [at(0), at(5)],
  messages: [said('web:1', 'oi'), said('botframework:2', 'oi'), said('web:1', 'quanto custa?')],
  tickets: [
    {
      ...{ number: 1, status: 'closed', agent: 'ana', told: 'o preço', solved: 'comprou' },
      events: ['opened', 'offered', 'accepted', 'closed'],
    },
  ],
};
const withJoana = (change: Partial<PersonEvidence>): Evidence => ({
  ...RIGHT,
  people: [{ ...JOANA, ...change }, PEDRO],
});
const withPedro = (...all: Heard[]): Evidence => ({ ...RIGHT, people: [JOANA, { ...PEDRO, heard: all }] });
const [hi, price] = JOANA.heard as [Heard, Heard];
const [, bye] = PEDRO.heard as [Heard, Heard];
const [ticket] = RIGHT.tickets;

test('evidence of nothing wrong is no accusation, and one repeat of what was in flight is none', () => {
  expect(whatWentWrong(RIGHT)).toEqual([]);
});

test.each<[string, Evidence, string]>([
  [
    'a message kept twice',
    { ...RIGHT, messages: [...RIGHT.messages, said('web:1', 'oi')] },
    'the transcript of Joana: "oi" is there once too often',
  ],
  [
    'messages kept out of order',
    { ...RIGHT, messages: [...RIGHT.messages].reverse() },
    'the transcript of Joana: out of order: quanto custa? | oi',
  ],
  [
    'a message never answered',
    { ...RIGHT, messages: RIGHT.messages.map((one) => ({ ...one, state: 'unanswered' })) },
    'web:1: "oi" was never answered',
  ],
  [
    'an answer that never came',
    withJoana({ heard: [hi] }),
    'what Joana heard: "/^Custa \\d+$/" is not there',
  ],
  ['an answer twice', withJoana({ heard: [hi, hi, price] }), 'Joana got the message "Oi!" twice'],
  [
    'the same words in two messages',
    withJoana({ heard: [hi, heard('1|3', 'Oi!', 3, 3), price] }),
    'what Joana heard: "Oi!" is there once too often',
  ],
  [
    'an older message after a newer one',
    withJoana({ heard: [price, hi] }),
    'Joana got "Oi!" at a position before an earlier one',
  ],
  [
    'an echo twice',
    withJoana({ echoes: ['oi', 'oi', 'quanto custa?'] }),
    'Joana sees their own words: "oi" is there once too often',
  ],
  [
    'a repeat without a death',
    withPedro(heard('a', 'Oi!', 1), heard('a', 'Oi!', 2), bye),
    'Pedro got "Oi!" again though nothing had died',
  ],
  [
    'two repeats after one death',
    withPedro(...PEDRO.heard, heard('b', 'Tchau!', 7)),
    'Pedro got "Tchau!" again though nothing had died',
  ],
  [
    'a repeat of what was not in flight',
    withPedro(...PEDRO.heard, heard('a', 'Oi!', 7)),
    'Pedro got "Oi!" again after a later message',
  ],
  [
    'a ticket accepted twice',
    {
      ...RIGHT,
      tickets: ticket ? [{ ...ticket, events: ['opened', 'accepted', 'accepted', 'closed'] }] : [],
    },
    'ticket #1 was accepted 2 times',
  ],
  [
    'a solution that was lost',
    { ...RIGHT, tickets: ticket ? [{ ...ticket, solved: '' }] : [] },
    'the closed tickets: "ana: o preço; comprou" is not there',
  ],
])('%s is reported', (_what, evidence, verdict) => {
  expect(whatWentWrong(evidence)).toContain(verdict);
});
