import { randomUUID } from 'node:crypto';
import { createCommands } from '../../../console/commands.js';
import type { Request, Result } from '../../../console/server.js';
import { ticket } from './fake-desk.js';
import { startConsole, type RunningConsole } from './running-console.js';

let running: RunningConsole;
let cookie: string;
/** What the desk had received once Ana was signed in. */
let signedIn: number;
beforeEach(async () => {
  running = await startConsole();
  cookie = await running.login('ana');
  running.desk.tickets.set('t1', ticket('t1', 12));
  signedIn = running.desk.received.length;
});
afterEach(() => running.stop());

const command = (action: string, body: object, as = cookie) =>
  running.ask('POST', `/console/api/tickets/t1/${action}`, {
    cookie: as,
    body: { commandId: randomUUID(), ...body },
  });

describe('a command', () => {
  test.each([
    ['accept', {}, { type: 'accept', ticketId: 't1' }],
    ['refuse', {}, { type: 'refuse', ticketId: 't1' }],
    ['refuse', { reason: '  almoço ' }, { type: 'refuse', ticketId: 't1', reason: 'almoço' }],
    ['reply', { text: ' Oi!\n' }, { type: 'say', ticketId: 't1', text: 'Oi!' }],
    ['close', { told: ' a ', solved: 'b' }, { type: 'close', ticketId: 't1', told: 'a', solved: 'b' }],
    [
      'close',
      { told: 'a', solved: 'b', problem: 'wi-fi' },
      { type: 'close', ticketId: 't1', told: 'a', solved: 'b', problem: 'wi-fi' },
    ],
    ['note', { text: ' mora no sítio ' }, { type: 'note', ticketId: 't1', text: 'mora no sítio' }],
    [
      'transfer',
      { agent: 'bia', note: ' é cobrança ' },
      { type: 'transfer', ticketId: 't1', agent: 'bia', note: 'é cobrança' },
    ],
    [
      'transfer',
      { department: 'financeiro', note: 'a' },
      { type: 'transfer', ticketId: 't1', department: 'financeiro', note: 'a' },
    ],
    [
      'escalate',
      { to: 'specialist', note: 'a' },
      { type: 'escalate', ticketId: 't1', to: 'specialist', note: 'a' },
    ],
    ['hand-back', {}, { type: 'hand-back', ticketId: 't1' }],
    ['hand-back', { note: 'a' }, { type: 'hand-back', ticketId: 't1', note: 'a' }],
  ])('%s %p enters by the one door', async (action, body, value) => {
    await command('accept', {});
    const commandId = randomUUID();
    const answer = await command(action, { commandId, ...body });
    expect([200, 409]).toContain(answer.status);
    expect(running.desk.received.at(-1)).toEqual({
      id: commandId,
      from: { channel: 'console', id: 'ana' },
      person: { id: 'ana', name: 'Ana' },
      content: { kind: 'event', name: 'desk.command', value },
      sentAt: running.clock.now,
    });
  });

  test.each([
    ['take-over', {}, { type: 'take-over', ticketId: 't1' }],
    ['reassign', { agent: 'ana' }, { type: 'reassign', ticketId: 't1', agent: 'ana' }],
    ['reassign', { agent: 'ana', note: 'a' }, { type: 'reassign', ticketId: 't1', agent: 'ana', note: 'a' }],
  ])('%s %p of a supervisor too', async (action, body, value) => {
    const answer = await command(action, body, await running.login('bia'));
    expect([200, 409]).toContain(answer.status);
    expect(running.desk.received.at(-1)?.content).toEqual({ kind: 'event', name: 'desk.command', value });
  });

  test('presence too', async () => {
    const answer = await running.ask('PUT', '/console/api/presence', { cookie, body: { available: false } });
    expect(answer.body).toEqual({ status: 'done' });
    const me = await running.ask('GET', '/console/api/me', { cookie });
    expect(me.body.available).toBe(false);
    expect(running.desk.received.at(-1)?.content).toMatchObject({
      value: { type: 'presence', available: false },
    });
  });

  test('that breaks a rule is told why', async () => {
    const bia = await running.login('bia');
    expect((await command('accept', {}, bia)).body).toEqual({ status: 'done' });
    const late = await command('accept', {});
    expect(late.status).toBe(409);
    expect(late.body).toEqual({
      error: { code: 'RuleBroken', message: 'O atendimento 12 já é de Bia desde as 10:42.' },
    });
  });

  test('that comes twice happens once', async () => {
    await command('accept', {});
    const twice = { commandId: randomUUID(), text: 'Só uma vez' };
    expect((await command('reply', twice)).body).toEqual({ status: 'done' });
    expect((await command('reply', twice)).body).toEqual({ status: 'repeat' });
    const said = running.desk.tickets.get('t1')?.transcript.map(({ text }) => text);
    expect(said).toEqual(['Só uma vez']);
  });

  test.each([
    ['accept', { commandId: 'not a uuid' }],
    ['accept', { ticketId: 't2' }],
    ['refuse', { reason: 'x'.repeat(501) }],
    ['reply', {}],
    ['reply', { text: ' \n ' }],
    ['reply', { text: 'x'.repeat(8001) }],
    ['close', { told: 'x' }],
    ['close', { told: 'x', solved: '   ' }],
    ['close', { told: 'x'.repeat(2001), solved: 'x' }],
    ['close', { told: 'x', solved: 'x', problem: 'x'.repeat(101) }],
    ['note', { text: ' \n ' }],
    ['note', { text: 'x'.repeat(2001) }],
    ['transfer', { agent: 'bia' }],
    ['transfer', { note: 'x' }],
    ['transfer', { agent: 'bia', note: '  ' }],
    ['transfer', { agent: 'bia', department: 'suporte', note: 'x' }],
    ['escalate', { to: 'technician', note: 'x' }],
    ['escalate', { to: 'specialist' }],
    ['hand-back', { note: '' }],
  ])('%s %.40p does not fit and touches nothing', async (action, body) => {
    const answer = await command(action, body);
    expect([answer.status, answer.body.error?.code]).toEqual([400, 'BadRequest']);
    expect(running.desk.received.slice(signedIn)).toEqual([]);
  });

  test('leaves no word of it in the log', async () => {
    await command('accept', {});
    await command('reply', { text: 'palavra-secreta' });
    await command('note', { text: 'palavra-secreta' });
    await command('close', { told: 'palavra-secreta', solved: 'palavra-secreta' });
    expect(running.logged.join('')).not.toContain('palavra-secreta');
  });
});

describe('the page sends a command', () => {
  const noAnswer: Result<never> = { ok: false, status: 0, code: 'NoAnswer', message: '' };
  const broken: Result<never> = { ok: false, status: 409, code: 'RuleBroken', message: 'Não.' };
  const fine: Result<{ status: 'done' }> = { ok: true, value: { status: 'done' } };
  const sender = (...answers: Result<unknown>[]) => {
    const ids: unknown[] = [];
    const request = (async (_method, _path, body) => {
      ids.push((body as { commandId: string }).commandId);
      return answers.shift() ?? fine;
    }) as Request;
    let next = 0;
    return { ids, send: createCommands(request, () => `id-${(next += 1)}`) };
  };
  const text = { text: 'Oi' };

  test('under the same id until it knows what became of it', async () => {
    const { ids, send } = sender(noAnswer, { ...noAnswer, status: 503 }, fine, fine);
    for (let time = 0; time < 4; time += 1) await send('t1', 'reply', text);
    expect(ids).toEqual(['id-1', 'id-1', 'id-1', 'id-2']);
  });

  test('under the same id when clicked twice', async () => {
    const { ids, send } = sender();
    await Promise.all([send('t1', 'accept'), send('t1', 'accept')]);
    expect(ids).toEqual(['id-1', 'id-1']);
  });

  test('under another id after a clear no, and when it says something else', async () => {
    const { ids, send } = sender(broken, noAnswer, fine);
    await send('t1', 'reply', text);
    await send('t1', 'reply', text);
    await send('t1', 'reply', { text: 'Oi!' });
    await send('t2', 'reply', text);
    expect(ids).toEqual(['id-1', 'id-2', 'id-3', 'id-4']);
  });
});
