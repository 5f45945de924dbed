import { factsFor } from '../../bot/facts.js';
import type { Conversation, DialogState, Situation } from '../../bot/store.js';
import { turnsOf, type TurnResult } from '../../bot/turn.js';
import type { Incoming } from '../../channels/channel.js';
import type { DialogDeps } from '../../dialogs/dialog-deps.js';
import { tasksOf } from '../../dialogs/tasks.js';
import { RootDialog } from '../../dialogs/root-dialog.js';
import { customerSystem } from '../support/customer-system.js';
import { TICKET } from '../support/talk.js';
import { classifyDemo, demoKnowledge } from '../support/trained.js';
import { deskSchema } from '../../routing/desk-definition.js';
import type { Ticket } from '../../routing/ticket.js';
import { openTexts } from '../../texts/texts.js';

const AT = new Date('2026-11-23T13:00:00Z');
const knowledge = demoKnowledge();
const texts = openTexts();
const agent = {
  ...{ id: 'ana', name: 'Ana', level: 'technician', departments: ['d'], skills: [], languages: ['pt-BR'] },
  ...{ capacity: 1, shifts: [] },
};
const definition = deskSchema.parse({
  ...{ name: 'Clara', timeZone: 'America/Sao_Paulo', departments: [{ id: 'd', name: 'D' }], agents: [agent] },
});
const dialogs: DialogDeps = {
  ...{ texts: () => texts, knowledge, deskName: () => definition.name, customers: customerSystem() },
  ...{ timeZone: () => definition.timeZone, newId: () => 'id', ticketByProtocol: async () => undefined },
  ...{ notUnderstood: () => 2, asksWho: () => false },
};
const runTurn = turnsOf(new RootDialog(dialogs, tasksOf(dialogs)));
const deps = {
  desk: () => ({ definition, texts }),
  classify: classifyDemo,
  routeOf: (intent: string) => knowledge.routeOf(intent),
};
/** A customer whose conversation is kept as the store would keep it: as JSON, one version per turn. */
function customer(more: Partial<Conversation> = {}) {
  let saved = '{}';
  let ticket: Ticket | undefined;
  let conversation: Conversation = {
    ...{ id: 'web:1', address: { channel: 'web', id: '1' }, person: 'p', customerId: 'c1' },
    ...{ version: 0, misses: 0, failures: 0 },
    ...more,
  };
  const compute = (content: Incoming['content']): Promise<TurnResult> => {
    const situation: Situation = {
      ...{ conversation, dialogState: {}, unanswered: [], ...(ticket && { ticket }) },
    };
    const text = content.kind === 'text' ? content.text : '';
    const state = JSON.parse(saved) as DialogState;
    return runTurn(conversation, { content, at: AT }, state, factsFor(deps, situation, text));
  };
  const takes = async (content: Incoming['content']): Promise<TurnResult> => {
    const result = await compute(content);
    saved = JSON.stringify(result.dialogState);
    conversation = { ...conversation, version: conversation.version + 1 };
    if (result.handoff) ticket = TICKET;
    return result;
  };
  return {
    compute,
    says: (text: string) => takes({ kind: 'text', text }),
    sends: takes,
    hears: (name: string, value = {}) => takes({ kind: 'event', name, value }),
    missed: (misses: number) => void (conversation = { ...conversation, misses }),
    ticketIs: (now: Ticket | undefined) => void (ticket = now),
    saved: () => saved,
  };
}

const said = ({ replies }: TurnResult) => replies.map(({ text }) => text);
const pt = (key: string, facts = {}) => texts.say('pt-BR', key, facts);

test('who joins is greeted in the name of the desk, in their language', async () => {
  expect(said(await customer().hears('joined'))).toEqual([pt('bot.welcome', { desk: 'Clara' })]);
  const english = await customer({ locale: 'en-US' }).hears('joined');
  expect(said(english)).toEqual([texts.say('en', 'bot.welcome', { desk: 'Clara' })]);
});

test('an event that says nothing to the bot is answered by nothing', async () => {
  expect(await customer().hears('typing')).toMatchObject({ replies: [] });
});

test.each([
  ['qual o horário de atendimento', 'horario', 'pt-BR'],
  ['what are your opening hours', 'horario', 'en'],
  ['cuánto cuesta el plan', 'planos', 'es'],
] as const)('%j is answered from the knowledge about %s in %s', async (text, intent, language) => {
  const result = await customer().says(text);
  expect(result.replies.map((reply) => reply.text)).toEqual([knowledge.answer(intent, language)]);
  const offersPerson = result.replies[0]?.suggestions?.length === 1;
  expect(offersPerson).toBe(knowledge.routeOf(intent)?.department !== undefined);
  expect(result.handoff).toBeUndefined();
});

test('what is not understood offers a person', async () => {
  const [reply] = (await customer().says('xyzzy plugh')).replies;
  expect(reply).toEqual({ text: pt('bot.notUnderstood'), suggestions: [pt('bot.wantPerson')] });
});

test.each<[string, Incoming['content']]>([
  ['a file without words', { kind: 'text', text: '', attachments: [{ contentType: 'image/png', url: 'x' }] }],
  ['a card’s value without words', { kind: 'text', text: '', value: { choice: 1 } }],
  ['blanks', { kind: 'text', text: '  \n' }],
])('%s is asked about and is no failure to understand', async (_, content) => {
  const result = await customer().sends(content);
  expect([said(result), result.handoff]).toEqual([[pt('bot.onlyFile')], undefined]);
});

describe('a handoff', () => {
  test('asked for carries nothing when nothing was spoken of', async () => {
    const result = await customer().says('quero falar com atendente');
    expect(said(result)).toEqual([pt('bot.calling')]);
    expect(result.handoff).toMatchObject({ problem: '', skills: [], facts: [] });
  });

  test('about what only a person can do begins with a word about it', async () => {
    const result = await customer().says('quero cancelar meu contrato');
    const word = knowledge.answer('cancelar', 'pt-BR');
    expect(said(result)).toEqual([`${word} ${pt('bot.callingThen')}`]);
    expect(result.handoff).toMatchObject({ problem: 'cancelar' });
  });

  test('asked for is about what was spoken of last', async () => {
    const result = await customer({ topic: 'segunda-via' }).says('quero falar com atendente');
    expect(result.handoff).toMatchObject({
      problem: 'segunda-via',
      department: 'financeiro',
      skills: ['cobranca'],
    });
  });

  test('follows from a subject that a person must deal with', async () => {
    const result = await customer().says('quero cancelar o contrato');
    const { department, skills } = knowledge.routeOf('cancelar') ?? {};
    expect(result.handoff).toMatchObject({ problem: 'cancelar', department, skills });
  });

  test('after not understanding again begins with an apology', async () => {
    const result = await customer({ misses: 1 }).says('blorbo zorp');
    expect(said(result)).toEqual([pt('bot.notUnderstoodAgain'), pt('bot.calling')]);
    expect(result.handoff).toBeDefined();
  });
});

describe('while the ticket waits', () => {
  async function waiting() {
    const joana = customer();
    await joana.says('quero falar com atendente');
    return joana;
  }

  test('what the customer writes is acknowledged, never twice in a row by the same sentence', async () => {
    const joana = await waiting();
    const heard: string[] = [];
    for (let i = 0; i < 12; i++) heard.push(...said(await joana.says('ainda está aí?')));
    expect(heard).toHaveLength(12);
    expect(heard.filter((sentence, i) => sentence === heard[i - 1])).toEqual([]);
    expect(texts.choices('pt-BR', 'bot.stillCalling')).toEqual(expect.arrayContaining(heard));
  });

  test.each([1, 2, 3, 4])('nor when they joined again %i times in between', async (times) => {
    const joana = await waiting();
    const first = said(await joana.says('oi'));
    for (let i = 0; i < times; i++) expect(said(await joana.hears('joined'))).toEqual([]);
    expect(said(await joana.says('oi'))).not.toEqual(first);
  });

  test('no second person is called, however often one is asked for', async () => {
    const joana = await waiting();
    for (const text of ['quero falar com atendente', 'estou sem internet', 'xyzzy plugh', 'xyzzy plugh'])
      expect((await joana.says(text)).handoff).toBeUndefined();
  });

  test('that an agent accepted is nothing to say: the agent speaks now', async () => {
    const joana = await waiting();
    expect(said(await joana.hears('handoff.status', { state: 'accepted' }))).toEqual([]);
    joana.ticketIs(undefined);
    expect(said(await joana.hears('handoff.status', { state: 'completed' }))).toEqual([pt('bot.back')]);
  });

  test.each(['completed', 'failed'])('that it %s brings the bot back, who answers again', async (state) => {
    const joana = await waiting();
    joana.ticketIs(undefined);
    expect(said(await joana.hears('handoff.status', { state }))).toEqual([pt('bot.back')]);
    expect(said(await joana.says('quanto custa a internet'))).toEqual([knowledge.answer('planos', 'pt-BR')]);
    expect((await joana.says('quero falar com atendente')).handoff).toBeDefined();
  });

  test.each(['completed', 'failed'])('that it %s is not believed while it is open', async (state) => {
    const joana = await waiting();
    expect(said(await joana.hears('handoff.status', { state }))).toEqual([]);
    const [heard] = said(await joana.says('alô?'));
    expect(texts.choices('pt-BR', 'bot.stillCalling')).toContain(heard);
  });

  test('a status that says nothing brings the bot back as well, once the ticket is closed', async () => {
    const joana = await waiting();
    joana.ticketIs(undefined);
    expect(said(await joana.sends({ kind: 'event', name: 'handoff.status', value: null }))).toEqual([
      pt('bot.back'),
    ]);
  });
});

describe('a handoff dialog whose ticket is gone', () => {
  test.each([
    ['answers a question', 'quanto custa a internet', knowledge.answer('planos', 'pt-BR'), false],
    ['calls a person again', 'quero falar com atendente', pt('bot.calling'), true],
  ])('%s', async (_, text, reply, calls) => {
    const joana = customer();
    await joana.says('quero cancelar o contrato');
    joana.ticketIs(undefined);
    const result = await joana.says(text);
    expect(said(result)).toEqual([reply]);
    expect(result.handoff !== undefined).toBe(calls);
  });
});

test('a status of a handoff that nobody waits for says nothing', async () => {
  expect(said(await customer().hears('handoff.status', { state: 'completed' }))).toEqual([]);
});

test('a turn computed twice from the same state says and keeps the same, and changes nothing', async () => {
  const joana = customer();
  await joana.says('quero falar com atendente');
  const before = joana.saved();
  const content = { kind: 'text', text: 'oi' } as const;
  const [first, second] = [await joana.compute(content), await joana.compute(content)];
  expect(second.replies).toEqual(first.replies);
  expect(JSON.stringify(second.dialogState)).toBe(JSON.stringify(first.dialogState));
  expect(joana.saved()).toBe(before);
});
