import { readFileSync } from 'node:fs';
import { alertSupervisors } from '../../routing/alarm.js';
import { obey, relayToAgent, type Desk, type TicketDraft } from '../../routing/desk.js';
import { parseDeskFile } from '../../routing/desk-file.js';
import { handsBackToBot, isPhone } from '../../routing/phone.js';
import { handBackByPhone, takeByPhone } from '../../routing/phone-taking.js';
import { reason } from '../../routing/reason.js';
import { runTimers } from '../../routing/timers.js';
import type { Ticket } from '../../routing/ticket.js';
import { InMemoryRouting } from '../../store/in-memory.js';
import { LANGUAGES, openTexts } from '../../texts/texts.js';
import { at, REQUEST } from './tickets.js';

const definition = parseDeskFile(readFileSync('desk.yaml', 'utf8'), 'desk.yaml');
const desk: Desk = { definition, texts: openTexts() };
const [ana, , , dora] = definition.agents;
const HOUR = 3600;

const { version: _v, number: _n, protocol: _p, openedAt: _o, follows: _f, ...request } = REQUEST;
const DRAFT: TicketDraft = { ...request, department: 'suporte', skills: [], reasons: [reason('phone')] };

async function phoneHolds() {
  const tx = new InMemoryRouting({ available: ['ana'] });
  await takeByPhone(tx, desk, { phone: 'phone:main', typedAt: at(0), about: { draft: DRAFT } }, at(0));
  const now = () => tx.ticket('t1') as Promise<Ticket>;
  const held = async () => {
    const ticket = await now();
    if (ticket.status !== 'active') throw new Error(`It is ${ticket.status}.`);
    return ticket;
  };
  const customerSays = async (seconds: number) =>
    relayToAgent(
      tx,
      desk,
      { ticket: await held(), words: [{ text: 'e aí?', attachments: [] }] },
      at(seconds),
    );
  const types = async (seconds: number, arrives = seconds) => {
    const words = { phone: 'phone:main', typedAt: at(seconds), about: { ticket: await now() } };
    await takeByPhone(tx, desk, words, at(arrives));
  };
  return { tx, now, held, customerSays, types };
}

describe('a ticket on the company phone', () => {
  test('is nobody else’s: no search, no notice, and a place in no department’s waiting times', async () => {
    const { tx, now } = await phoneHolds();
    expect(await now()).toMatchObject({ status: 'active', agentId: 'phone:main', idleAt: at(HOUR) });
    expect(tx.said).toEqual([]);
    expect(await tx.recentWaits('suporte', 5)).toEqual([]);
  });

  test('has no timer that presses anybody, only the one that gives it back', async () => {
    const { held, customerSays } = await phoneHolds();
    await customerSays(600);
    expect(await held()).toMatchObject({ owedSince: at(600), idleAt: at(600 + HOUR) });
    expect(await held()).not.toHaveProperty('silentAt');
  });

  test('counts the hour from the last word, never backwards for one that comes late', async () => {
    const { held, types } = await phoneHolds();
    await types(300);
    await types(100, 400);
    expect((await held()).idleAt).toEqual(at(300 + HOUR));
    expect(await held()).not.toHaveProperty('owedSince');
  });

  test('words from the future count from now', async () => {
    const { held, types } = await phoneHolds();
    await types(9 * HOUR, 60);
    expect((await held()).idleAt).toEqual(at(60 + HOUR));
  });

  test('is closed without a word when nothing is owed, and offered to somebody when an answer is', async () => {
    const quiet = await phoneHolds();
    await runTimers(quiet.tx, desk, at(HOUR));
    expect(await quiet.now()).toMatchObject({ status: 'closed', resolution: { outcome: 'returned-to-bot' } });
    expect(quiet.tx.said).toEqual([]);
    const owed = await phoneHolds();
    await owed.customerSays(600);
    await runTimers(owed.tx, desk, at(600 + HOUR));
    expect(await owed.now()).toMatchObject({ status: 'offered', offer: { agentId: 'ana' } });
    expect(owed.tx.said.map(({ text }) => text)).toEqual([
      expect.stringContaining('ainda está sem resposta'),
      expect.stringContaining('chamei Ana'),
    ]);
  });

  test('is given back by a supervisor of the department and by nobody else', async () => {
    const { tx, now } = await phoneHolds();
    const order = (agent: typeof ana) => ({
      agent: agent as NonNullable<typeof ana>,
      command: { type: 'hand-back', ticketId: 't1' } as const,
    });
    await expect(obey(tx, desk, order(ana), at(60))).rejects.toMatchObject({ rule: 'rule.notYours' });
    await obey(tx, desk, order(dora), at(60));
    expect(await now()).toMatchObject({ status: 'closed', agentId: 'phone:main' });
  });

  test('is no return of the same day', async () => {
    const { tx, now } = await phoneHolds();
    await handBackByPhone(tx, desk, { ticket: await now(), phone: 'phone:main', wasHeard: true }, at(60));
    expect((await now()).status).toBe('closed');
    expect(await tx.lastFinished('c1', at(-HOUR), at(HOUR))).toBeUndefined();
  });

  test('of another number is not given back by this one', async () => {
    const { tx, now } = await phoneHolds();
    await handBackByPhone(tx, desk, { ticket: await now(), phone: 'phone:shop', wasHeard: true }, at(60));
    expect((await now()).status).toBe('active');
  });
});

test.each(['/bot', '/devolver', ' /Devolver. ', '/DEVÓLVER', '/ bot', '\\bot'])('"%s" gives back', (text) => {
  expect(handsBackToBot(text)).toBe(true);
});

test.each(['o bot volta amanhã', '/botão de ligar', 'bot', 'devolver', '/bot amanhã', ''])(
  '"%s" is for the customer',
  (text) => {
    expect(handsBackToBot(text)).toBe(false);
  },
);

test('a phone is told from an agent by its id', () => {
  expect([isPhone('phone:main'), isPhone('phone'), isPhone('ana')]).toEqual([true, false, false]);
});

const CODES = [
  'line',
  'replaced',
  'unlinked',
  'banned',
  'outdated',
  'multi-device',
  'lease',
  'restricted',
].concat(['storage', 'back']);

describe('an alarm', () => {
  class Chats extends InMemoryRouting {
    override conversationOf(accounts?: readonly { person: string }[]): Promise<undefined> {
      return Promise.resolve(accounts?.[0] && `botframework:${accounts[0].person}`) as Promise<undefined>;
    }
  }

  test('reaches every supervisor and administrator in their language, whatever the hour, and nobody else', async () => {
    const tx = new Chats();
    const languages: Record<string, string[]> = {
      ana: ['pt-BR'],
      bia: ['en'],
      caio: ['pt-BR'],
      dora: ['es'],
    };
    const agents = definition.agents.map((agent) => ({
      ...agent,
      ...{ accounts: [{ channel: 'botframework', person: agent.id }], shifts: [] },
      ...{ languages: languages[agent.id] ?? [], admin: agent.id === 'bia' },
    }));
    await alertSupervisors(
      tx,
      { ...desk, definition: { ...definition, agents } },
      { key: 'line.unlinked' },
      at(0),
    );
    expect(tx.said.map(({ conversationId, text }) => [conversationId, text])).toEqual([
      ['botframework:bia', desk.texts.say('en', 'line.unlinked')],
      ['botframework:dora', desk.texts.say('es', 'line.unlinked')],
    ]);
  });

  test.each(CODES)('line.%s says what to do, in three languages', (code) => {
    const said = LANGUAGES.map((language) => desk.texts.say(language, `line.${code}`));
    expect(new Set(said).size).toBe(3);
    for (const text of said) expect(text).toMatch(/^[^{}]{20,200}\.$/);
  });
});
