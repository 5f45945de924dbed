import { WebSocket } from 'ws';
import type { StreamMessage } from '../../../channels/console/api.js';
import { SIGNED_OUT } from '../../../channels/console/stream.js';
import { signIn } from '../../support/console-agent.js';
import { ticket } from './fake-desk.js';
import { PASSWORD, startConsole, type RunningConsole } from './running-console.js';

let running: RunningConsole;
beforeEach(async () => void (running = await startConsole({ heartbeatMs: 100 })));
afterEach(() => running.stop());

async function listen(cookie: string) {
  const messages: StreamMessage[] = [];
  const socket = new WebSocket(`ws://127.0.0.1:${running.port}/console/stream`, {
    headers: { cookie, origin: running.url },
  });
  const closed = new Promise<number>((resolve) => socket.once('close', resolve));
  await new Promise<void>((resolve, reject) => {
    socket.once('error', reject);
    socket.on('message', (data: Buffer) => {
      const message = JSON.parse(data.toString('utf8')) as StreamMessage;
      if (message.type !== 'alive') messages.push(message);
      resolve();
    });
  });
  return { socket, messages, closed };
}

const refusalOf = (headers: Record<string, string>, path = '/console/stream') =>
  new Promise<number | undefined>((resolve) => {
    const socket = new WebSocket(`ws://127.0.0.1:${running.port}${path}`, { headers });
    socket.once('error', () => undefined);
    socket.once('unexpected-response', (_req, res) => resolve(res.statusCode));
    socket.once('open', () => resolve(undefined));
  });

const soon = () => new Promise((resolve) => setTimeout(resolve, 60));

describe('the stream', () => {
  test('is for our own page and for people signed in only', async () => {
    const cookie = await running.login('ana');
    const origin = running.url;
    expect(await refusalOf({ cookie, origin: 'https://evil.example' })).toBe(403);
    expect(await refusalOf({ cookie })).toBe(403);
    expect(await refusalOf({ origin })).toBe(401);
    expect(await refusalOf({ origin, cookie: `bastao_session=${'A'.repeat(43)}` })).toBe(401);
    expect(await refusalOf({ cookie, origin }, '/console/streams')).toBe(404);
    const account = running.store.accounts.get('ana');
    if (account) running.store.accounts.set('ana', { ...account, oneTime: true });
    expect(await refusalOf({ cookie, origin })).toBe(403);
  });

  test('tells each agent only of what they may see', async () => {
    const cookies = [await running.login('ana'), await running.login('davi')];
    const [ana, davi] = [await listen(cookies[0] ?? ''), await listen(cookies[1] ?? '')];
    running.desk.tickets.set('t1', ticket('t1', 12));
    running.desk.change('t1', { status: 'offered', agent: { id: 'ana', name: 'Ana' } }, 'ana');
    running.desk.announce({ visibleTo: () => true });
    await soon();
    expect(ana.messages).toEqual([
      { type: 'hello' },
      { type: 'changed', ticketId: 't1' },
      { type: 'offer', ticketId: 't1' },
      { type: 'changed' },
    ]);
    expect(davi.messages).toEqual([{ type: 'hello' }, { type: 'changed' }]);
  });

  test('ends with the session: signed out here', async () => {
    const cookie = await running.login('ana');
    const [mine, other] = [await listen(cookie), await listen(await running.login('ana'))];
    await running.ask('POST', '/console/api/logout', { cookie });
    expect(await mine.closed).toBe(SIGNED_OUT);
    expect(mine.messages.at(-1)).toEqual({ type: 'signed-out' });
    expect(other.socket.readyState).toBe(WebSocket.OPEN);
  });

  test('ends for the other sessions when the password is changed', async () => {
    const cookie = await running.login('ana');
    const here = await listen(cookie);
    const elsewhere = await listen(await running.login('ana'));
    const bia = await listen(await running.login('bia'));
    await running.ask('POST', '/console/api/password', {
      cookie,
      body: { current: PASSWORD, next: 'minha senha nova' },
    });
    expect(await elsewhere.closed).toBe(SIGNED_OUT);
    expect([here, bia].map(({ socket }) => socket.readyState)).toEqual([WebSocket.OPEN, WebSocket.OPEN]);
  });

  test('ends when the session is over for a reason that happened elsewhere', async () => {
    const byTime = await listen(await running.login('ana'));
    running.clock.now = new Date(running.clock.now.getTime() + 13 * 3_600_000);
    expect(await byTime.closed).toBe(SIGNED_OUT);
    const left = await listen(await running.login('bia'));
    running.desk.people.delete('bia');
    expect(await left.closed).toBe(SIGNED_OUT);
  });

  test('ends when the console closes, and nothing is announced any more', async () => {
    const ana = await listen(await running.login('ana'));
    await running.console.close();
    await ana.closed;
    running.desk.announce({ visibleTo: () => true });
    expect(ana.messages).toEqual([{ type: 'hello' }]);
  });
});

describe('an agent for tests', () => {
  test('replaces a one-time password, takes an offer, talks and closes', async () => {
    const account = running.store.accounts.get('ana');
    if (account) running.store.accounts.set('ana', { ...account, oneTime: true });
    const ana = await signIn(running.url, 'ana', PASSWORD);
    expect(ana.me.mustChangePassword).toBe(false);
    const bia = await signIn(running.url, 'bia', PASSWORD);
    running.desk.tickets.set('t1', ticket('t1', 12));
    setTimeout(
      () => running.desk.change('t1', { status: 'offered', agent: { id: 'ana', name: 'Ana' } }, 'ana'),
      50,
    );
    expect((await ana.seesOffer()).id).toBe('t1');
    expect(await ana.accepts('t1')).toEqual({ status: 200, message: 'done' });
    expect(await bia.accepts('t1')).toEqual({
      status: 409,
      message: 'O atendimento 12 já é de Ana desde as 10:42.',
    });
    await ana.replies('t1', 'Boa tarde!');
    setTimeout(() => running.desk.customerSays('t1', 'Ainda lenta'), 50);
    expect((await ana.hears('t1', /lenta/)).author.kind).toBe('customer');
    expect((await ana.closes('t1', 'Canal trocado', 'Trocamos o canal do wi-fi')).status).toBe(200);
    expect((await ana.ticket('t1')).solved).toBe('Trocamos o canal do wi-fi');
    expect((await ana.available(false)).status).toBe(200);
    ana.close();
    bia.close();
  });

  test('hears each entry once, and says what was said instead', async () => {
    running.desk.tickets.set('t1', ticket('t1', 12));
    const ana = await signIn(running.url, 'ana', PASSWORD, { patienceMs: 100 });
    running.desk.customerSays('t1', 'Oi');
    await ana.hears('t1', 'Oi');
    await expect(ana.hears('t1', 'Oi')).rejects.toThrow(
      /ana did not hear Oi in ticket t1.*\n {2}customer: Oi/,
    );
    await expect(ana.seesOffer()).rejects.toThrow(/ana saw no offer/);
    await expect(ana.ticket('nope')).rejects.toThrow(/GET tickets\/nope answered 404/);
    await expect(signIn(running.url, 'ana', 'wrong')).rejects.toThrow(/login answered 401/);
    ana.close();
  });
});
