import { WebSocket } from 'ws';
import { person } from './fake-desk.js';
import { FakeLine, SECRET } from './fake-line.js';
import { hashPassword } from '../../../channels/console/password.js';
import { PASSWORD, startConsole, type RunningConsole } from './running-console.js';

const LINES = '/console/api/lines';
const LINK = `${LINES}/whatsapp/link`;

let line: FakeLine;
let running: RunningConsole;
beforeEach(async () => {
  line = new FakeLine({ phone: '+5511987654321' });
  running = await startConsole({ lines: [line] });
  const passwordHash = await hashPassword(PASSWORD);
  for (const admin of [
    person('eva', 'Eva', { admin: true, language: 'en' }),
    person('gil', 'Gil', { admin: true, language: 'es' }),
  ]) {
    running.desk.people.set(admin.id, admin);
    await running.store.savePassword({ agentId: admin.id, passwordHash, oneTime: false });
  }
});
afterEach(async () => {
  cookies.clear();
  await running.stop();
});

/** Signs in once: checking a password takes its time on purpose. */
const cookies = new Map<string, Promise<string>>();
const cookieOf = (agent: string): Promise<string> => {
  const known = cookies.get(agent) ?? running.login(agent);
  cookies.set(agent, known);
  return known;
};

const reads = async (agent: string) => {
  const answer = await running.ask('GET', LINES, { cookie: await cookieOf(agent) });
  return { ...answer, line: (answer.body as unknown as Record<string, unknown>[])[0] };
};
const links = async (agent: string, body: object = {}) =>
  running.ask('POST', LINK, { cookie: await cookieOf(agent), body });

describe('the lines', () => {
  test('are for supervisors and admins, with our number as people here write it', async () => {
    expect((await reads('ana')).status).toBe(403);
    expect((await reads('bia')).line).toEqual({
      ...{ channel: 'whatsapp', account: 'main', state: 'open', since: '2026-11-23T12:30:00.000Z' },
      ...{ phone: '(11) 98765-4321', isAlarming: false, mayLink: false },
    });
    line.becomes({ phone: '+351912345678' });
    expect((await reads('bia')).line).toMatchObject({ phone: '+351 912 345 678' });
  });

  test('say why they are not open, and when they are tried again, in the language of the reader', async () => {
    line.becomes({ state: 'waiting', reason: 'replaced', retryAt: new Date('2026-11-23T12:31:00Z') });
    const told = async (agent: string) =>
      (await reads(agent)).line as { reason: { code: string; text: string } };
    expect(await told('bia')).toMatchObject({
      reason: { code: 'replaced', text: expect.stringContaining('Outro programa') as string },
      retryAt: '2026-11-23T12:31:00.000Z',
    });
    expect((await told('eva')).reason.text).toContain('Another program');
    expect((await told('gil')).reason.text).toContain('Otro programa');
    for (const reason of [
      'line',
      'replaced',
      'unlinked',
      'banned',
      'outdated',
      'multi-device',
      'lease',
    ].concat(['restricted', 'storage', 'qr-ended', 'backlog'])) {
      line.becomes({ state: 'stopped', reason });
      for (const agent of ['bia', 'eva', 'gil'])
        expect((await told(agent)).reason.text.length).toBeGreaterThan(30);
    }
  });

  test('are none where the program has none', async () => {
    const bare = await startConsole();
    const answer = await bare.ask('GET', LINES, { cookie: await bare.login('bia') });
    expect(answer.body).toEqual([]);
    await bare.stop();
  });

  test('are watched while the console is there, and no longer', async () => {
    expect(line.isWatched).toBe(true);
    await running.console.close();
    expect(line.isWatched).toBe(false);
  });
});

describe('what links a number', () => {
  test('reaches admins only, as a drawing; and never a log', async () => {
    expect((await links('bia')).status).toBe(403);
    expect(line.asked).toEqual([]);
    line.becomes({ state: 'linking', reason: 'qr-ended' });
    expect((await links('eva')).status).toBe(200);
    expect(line.asked).toEqual([undefined]);
    const eva = await reads('eva');
    expect(eva.line).toMatchObject({
      state: 'linking',
      mayLink: true,
      link: { qr: { path: expect.any(String) as string } },
    });
    const bia = await reads('bia');
    expect(bia.line).toMatchObject({ state: 'linking', mayLink: false });
    expect(bia.text).not.toMatch(/link"|path|qr/);
    expect([eva.text, bia.text, ...running.logged].join()).not.toContain('secretReference');
    expect(eva.headers.get('cache-control')).toBe('no-store');
    expect(line.state().link?.qr).toBe(SECRET);
  });

  test('draws each dark module once', async () => {
    line.becomes({ state: 'linking' });
    await links('eva');
    const { link } = (await reads('eva')).line as { link: { qr: { size: number; path: string } } };
    const { size, path } = link.qr;
    const boxes = [...path.matchAll(/M(\d+) (\d+)h(\d+)v1h-(\d+)z/g)].map((box) => box.slice(1).map(Number));
    expect(boxes.map(([x, y, width]) => `M${x} ${y}h${width}v1h-${width}z`).join('')).toBe(path);
    const dark = boxes.flatMap(([x = 0, y, width]) =>
      Array.from({ length: width ?? 0 }, (_, i) => `${x + i},${y}`),
    );
    expect(new Set(dark).size).toBe(dark.length);
    // The corner of the finder pattern, inside a border of four, and nothing outside of it.
    for (const corner of ['4,4', `${size - 5},4`, `4,${size - 5}`]) expect(dark).toContain(corner);
    expect(boxes.every(([x = 0, y = 0, width = 0]) => x >= 4 && y >= 4 && x + width <= size - 4)).toBe(true);
  });

  test('is gone once the line is open, whatever the channel left there', async () => {
    line.becomes({ state: 'open', link: { qr: SECRET } });
    expect((await reads('eva')).line).not.toHaveProperty('link');
  });

  test('may be a code for a phone, typed as people type it', async () => {
    line.becomes({ state: 'linking', reason: 'qr-ended' });
    for (const phone of ['(11) 98765-4321', '+55 11 98765-4321', ' 11987654321 ', '+351 912 345 678'])
      expect((await links('eva', { phone })).status).toBe(200);
    expect(line.asked).toEqual(['+5511987654321', '+5511987654321', '+5511987654321', '+351912345678']);
    expect((await reads('eva')).line).toMatchObject({ link: { code: 'ABCD1234' } });
    expect(running.logged.join()).not.toMatch(/987654321|912345678|912 345|ABCD1234/);
  });

  test.each(['12', 'abc', '+55 11', '(00) 98765-4321', '11 98765-4321 ligue já'])(
    'is not asked for %p, which is no number',
    async (phone) => {
      line.becomes({ state: 'linking' });
      const answer = await links('eva', { phone });
      expect([answer.status, answer.body.error?.code]).toEqual([400, 'BadPhone']);
      expect(line.asked).toEqual([]);
    },
  );

  test('is not asked for what does not fit, for another network, or while the line works', async () => {
    line.becomes({ state: 'stopped', reason: 'replaced' });
    expect((await links('eva')).status).toBe(200);
    expect((await links('eva', { phone: 5511 })).status).toBe(400);
    expect((await links('eva', { phone: '1'.repeat(41) })).status).toBe(400);
    const cookie = await cookieOf('eva');
    expect((await running.ask('POST', `${LINES}/telegram/link`, { cookie, body: {} })).status).toBe(404);
    for (const state of ['open', 'catching-up', 'connecting', 'waiting'] as const) {
      line.becomes({ state });
      expect((await links('eva')).body.error?.code).toBe('NotNow');
    }
    expect(line.asked.length).toBe(1);
  });

  test('was refused by the network: an answer, and no word of it in the log', async () => {
    line.becomes({ state: 'linking' });
    line.refusal = new Error('refused 5511987654321 with secretReference');
    const answer = await links('eva', { phone: '11987654321' });
    expect([answer.status, answer.body.error?.code]).toEqual([502, 'LinkFailed']);
    expect(running.logged.join()).toContain('linking a line failed');
    expect(running.logged.join() + answer.text).not.toMatch(/987654321|secretReference/);
  });
});

describe('the stream', () => {
  const listen = async (agent: string) => {
    const heard: string[] = [];
    const socket = new WebSocket(`ws://127.0.0.1:${running.port}/console/stream`, {
      headers: { cookie: await cookieOf(agent), origin: running.url },
    });
    await new Promise<void>((resolve) =>
      socket.on('message', (data: Buffer) => {
        heard.push((JSON.parse(data.toString('utf8')) as { type: string }).type);
        resolve();
      }),
    );
    return heard;
  };

  test('tells supervisors and admins that a line has changed, not how', async () => {
    for (const agent of ['ana', 'bia', 'eva']) await cookieOf(agent);
    const [ana, bia, eva] = [await listen('ana'), await listen('bia'), await listen('eva')];
    line.becomes({ state: 'linking', link: { qr: SECRET } });
    running.desk.announce({ visibleTo: () => true });
    for (const heard of [ana, bia, eva])
      while (!heard.includes('changed')) await new Promise((resolve) => setTimeout(resolve, 5));
    expect([ana, bia, eva]).toEqual([
      ['hello', 'changed'],
      ['hello', 'lines', 'changed'],
      ['hello', 'lines', 'changed'],
    ]);
  });
});
