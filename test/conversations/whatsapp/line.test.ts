import type { LineState } from '../../../channels/channel.js';
import type { ConsoleAgent } from '../../support/console-agent.js';
import type { Received } from '../../support/fake-whatsapp/index.js';
import type { WhatsAppPerson } from '../../support/whatsapp-person.js';
import { openScene, shown, soon, type Scene } from './scene.js';

let scene: Scene;
let ana: ConsoleAgent;
let joana: WhatsAppPerson;
let ticketId: string;
beforeAll(async () => {
  scene = await openScene({ unlinked: true });
  await scans();
  ana = await scene.world.agent('ana');
  joana = scene.person('5511987730001', 'Joana');
  ticketId = await scene.servedBy(ana, joana);
});
afterAll(() => scene.ends());

/** The owner points the phone at the code that the console shows. */
async function scans(): Promise<void> {
  scene.company.scanQr(await soon(() => scene.states.at(-1)?.link?.qr, 'a QR code'));
  await scene.line('open');
}

const readyz = async () => {
  const response = await fetch(`${scene.world.baseUrl}/readyz`);
  const { lines } = (await response.json()) as { lines: readonly LineState[] };
  return { status: response.status, lines };
};

/** Ana and Joana hear each other, in the ticket of before. */
async function theyTalk(about: string): Promise<void> {
  await joana.says(`${about}?`);
  await ana.hears(ticketId, `${about}?`);
  await ana.replies(ticketId, `${about}!`);
  await joana.hears(`*Ana:* ${about}!`);
}

const stateOf = (text: string, wanted: string) => shown(ana, ticketId, text, ({ state }) => state === wanted);

/** Every copy of these words that reached the phone, repeats too. */
const copiesOf = (text: string): readonly Received[] =>
  joana.phone.inbox.all.filter((one) => one.text === text);

describe('ticks', () => {
  test('queued while there is no line, then sent, on the phone, read', async () => {
    joana.phone.autoReceipt = false;
    await scene.server.goDown();
    await ana.replies(ticketId, 'Passo a passo');
    await stateOf('Passo a passo', 'queued');
    await joana.hearsNothing(300);
    await scene.server.comeBack();
    const heard = await joana.hears('*Ana:* Passo a passo');
    await stateOf('Passo a passo', 'sent');
    scene.company.receiveReceipt(joana.phone, heard, undefined);
    await stateOf('Passo a passo', 'delivered');
    joana.phone.read(heard);
    await stateOf('Passo a passo', 'read');
    joana.phone.autoReceipt = true;
  });

  test('written, as long as WhatsApp says nothing', async () => {
    joana.phone.autoReceipt = false;
    scene.server.delayAcks(2500);
    await ana.replies(ticketId, 'Devagar');
    await stateOf('Devagar', 'written');
    await stateOf('Devagar', 'sent');
    scene.server.delayAcks(0);
    joana.phone.autoReceipt = true;
    await joana.hears('*Ana:* Devagar');
  });
});

describe('in the middle of a conversation', () => {
  test('the line drops: what was said meanwhile arrives, in order and once', async () => {
    scene.server.dropConnection();
    for (const text of ['um', 'dois', 'três']) await joana.says(text);
    for (const text of ['um', 'dois', 'três']) await ana.hears(ticketId, text);
    const { transcript } = await ana.ticket(ticketId);
    const counted = transcript.filter(({ text }) => ['um', 'dois', 'três'].includes(text));
    expect(counted.map(({ text }) => text)).toEqual(['um', 'dois', 'três']);
    await theyTalk('depois da queda');
  });

  test('WhatsApp is out: /readyz says that the line waits and the program is ready all the same', async () => {
    await scene.server.goDown();
    await scene.line('waiting');
    expect(await readyz()).toMatchObject({
      status: 200,
      lines: [{ channel: 'whatsapp', state: expect.stringMatching(/waiting|connecting/) as string }],
    });
    for (const text of ['A', 'B']) await ana.replies(ticketId, text);
    await scene.server.comeBack();
    for (const text of ['A', 'B']) await joana.hears(`*Ana:* ${text}`);
    await theyTalk('depois da pane');
  });

  test('the program restarts before WhatsApp has confirmed a message: it goes again, under the same id', async () => {
    joana.phone.autoReceipt = false;
    scene.server.faults.dropAcks = 1;
    await ana.replies(ticketId, 'Uma vez só');
    await joana.hears('*Ana:* Uma vez só');
    ana.close();
    await scene.world.restarts();
    await scene.line('open');
    const copies = await soon(() => {
      const all = copiesOf('*Ana:* Uma vez só');
      return all.length > 1 ? all : undefined;
    }, 'the second copy');
    expect(new Set(copies.map(({ id }) => id)).size).toBe(1);
    ana = await scene.world.agent('ana');
    await stateOf('Uma vez só', 'sent');
    joana.phone.autoReceipt = true;
    await theyTalk('depois do reinício');
  });
});

/** What a supervisor who administrates sees of the line. */
async function alarmed(code: string) {
  const dora = await scene.world.agent('dora');
  const line = await soon(async () => {
    const [one] = await dora.lines();
    return one?.isAlarming && one.reason?.code === code ? one : undefined;
  }, `the alarm ${code}`);
  return { dora, line };
}

describe('the line ends for good', () => {
  test('403: stopped and alarming; who dealt with it tries again, and the conversation goes on', async () => {
    scene.server.failure(403);
    await scene.line('stopped');
    expect((await readyz()).lines).toMatchObject([{ state: 'stopped', reason: 'banned' }]);
    const { dora, line } = await alarmed('banned');
    expect(line).toMatchObject({ state: 'stopped', mayLink: true });
    await ana.replies(ticketId, 'Enquanto isso');
    await joana.hearsNothing(500);
    expect((await dora.links('whatsapp')).status).toBe(200);
    await joana.hears('*Ana:* Enquanto isso');
    await theyTalk('depois do bloqueio');
  });

  test('401: the supervisor is alarmed, the administrator finds a code, and old conversations go on after it', async () => {
    scene.company.unlink();
    await soon(() => scene.states.at(-1)?.link?.qr, 'a QR code');
    expect((await readyz()).lines).toMatchObject([{ state: 'linking', reason: 'unlinked' }]);
    const { line } = await alarmed('unlinked');
    expect(line).toMatchObject({ state: 'linking', mayLink: true });
    expect(line.link?.qr?.size).toBeGreaterThan(20);
    expect(JSON.stringify(await readyz())).not.toContain('link"');
    const bia = await scene.world.agent('bia');
    await expect(bia.lines()).rejects.toThrow(/403/);
    await ana.replies(ticketId, 'Já volto');
    await scans();
    await joana.hears('*Ana:* Já volto');
    await theyTalk('depois de conectar');
  });

  test('440: the place is left to the other client for a while, without a fight', async () => {
    const before = scene.states.length;
    scene.server.replaced();
    const { retryAt, reason } = await scene.line('waiting');
    expect(reason).toBe('replaced');
    expect((retryAt?.getTime() ?? 0) - scene.world.now().getTime()).toBeGreaterThan(25_000);
    await joana.hearsNothing(1000);
    expect(scene.states.slice(before).map(({ state }) => state)).toEqual(['waiting']);
    expect((await readyz()).lines).toMatchObject([{ state: 'waiting', reason: 'replaced' }]);
  });
});
