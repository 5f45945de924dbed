import { initAuthCreds } from '@whiskeysockets/baileys';
import { renderUnicodeCompact } from 'uqr';
import { forgetUnfinishedPairing, isLinked, phoneOf } from '../../../channels/whatsapp/linking.js';
import type { FakeWhatsApp } from '../../support/fake-whatsapp/index.js';
import { openStage, type Stage } from '../../support/fake-whatsapp/scene.js';
import { closeAll, scene, type Scene } from './connection-scene.js';

let stage: Stage;
let server: FakeWhatsApp;
beforeAll(async () => {
  stage = await openStage();
  server = stage.server;
});
afterEach(async () => {
  await closeAll();
  server.faults.iqSilent.clear();
  server.faults.iqErrors.clear();
});
afterAll(() => stage.ends());

/** A number that is not linked yet, and a QR code to be seen. */
async function asked(wishes: Parameters<typeof scene>[1] = {}): Promise<Scene & { qr: string }> {
  const unlinked = scene(server, { linked: false, ...wishes });
  unlinked.line.start();
  const { link } = await unlinked.until((state) => state.link !== undefined);
  return { ...unlinked, qr: link?.qr ?? '' };
}

describe('linking by QR code', () => {
  it('shows it, is linked by one scan, restarts as WhatsApp asks it to, and is open', async () => {
    const { line, account, becomes, states, qr, memory, printed } = await asked();
    expect(states).toEqual(['linking', 'linking']);
    expect(printed).toHaveLength(1);
    expect(printed[0]).toContain(renderUnicodeCompact(qr, { border: 2 }));
    account.scanQr(qr);
    await becomes('open');
    expect(line.state().link).toBeUndefined();
    expect(line.state().phone).toBe(`+${account.phone}`);
    expect(isLinked(memory.creds())).toBe(true);
    expect(states.some((state) => state.startsWith('waiting'))).toBe(false);
    await expect(line.link()).rejects.toThrow('linked already');
  });

  it('asks for no other code once all ran out, until somebody asks for it', async () => {
    const { line, becomes, sockets, printed, until } = await asked({ pace: { qrMs: 30 } });
    const ended = await becomes('linking', 'qr-ended');
    expect(ended.link).toBeUndefined();
    expect(printed).toHaveLength(6);
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(sockets).toHaveLength(1);
    const shown = until((state) => state.link !== undefined);
    await line.link();
    expect(line.state().reason).toBeUndefined();
    expect((await shown).link!.qr).toBeDefined();
  });

  it('shows the next one after the line was lost', async () => {
    const { becomes, qr, until } = await asked();
    for (const { ws } of server.conns) ws.terminate();
    await becomes('waiting', 'line');
    const { link } = await until((state) => state.link !== undefined);
    expect(link!.qr).not.toBe(qr);
  });
});

describe('linking by a code', () => {
  it('asks for it as soon as it is known by which number, and is open once it was typed', async () => {
    const { line, account, becomes, until, printed } = await asked();
    await line.link(`+${account.phone}`);
    const { link } = await until((state) => state.link?.code !== undefined);
    expect(link!.code).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}$/);
    expect(link!.qr).toBeUndefined();
    expect(printed.at(-1)).toContain(link!.code);
    // Resolved: so WhatsApp has the request, and it can be typed.
    expect(server.codeRequests.has(account.phone)).toBe(true);
    await account.enterPairingCode(link!.code!.replace('-', ''));
    await becomes('open');
  });

  it('a line lost before the code was typed logs in to nothing: the next code works (finding 11)', async () => {
    const { line, account, becomes, until, states, memory } = await asked();
    await line.link(`+${account.phone}`);
    const first = line.state().link!.code;
    expect(memory.creds().me).toBeDefined();
    for (const { ws } of server.conns) ws.terminate();
    await becomes('waiting', 'line');
    const { link } = await until((state) => state.link?.code !== undefined);
    expect(link!.code).not.toBe(first);
    expect(memory.counts.wiped).toBe(0);
    expect(states).not.toContain('linking:unlinked');
    await account.enterPairingCode(link!.code!.replace('-', ''));
    await becomes('open');
  });

  it('says so when WhatsApp gives none, and shows a QR code instead', async () => {
    const { line, until } = await asked();
    server.faults.iqErrors.set('md', 429);
    await expect(line.link('+5511988887777')).rejects.toThrow('429');
    await until((state) => state.link?.qr !== undefined);
  });

  it('says so when WhatsApp does not answer', async () => {
    const { line, until } = await asked({ pace: { queryMs: 200 } });
    server.faults.iqSilent.add('md');
    await expect(line.link('+5511988887777')).rejects.toThrow('did not answer');
    await until((state) => state.link?.qr !== undefined);
  });

  it('is what a configured phone means from the beginning', async () => {
    const { line } = await asked({ pairPhone: '+5511988887777' });
    expect(line.state().link!.code).toBeDefined();
  });
});

describe('a number that is not linked any more', () => {
  it('whoever sees that it was unlinked may link it anew in the same moment', async () => {
    const { line, account, becomes } = scene(server);
    line.start();
    await becomes('open');
    account.unlink();
    await becomes('linking', 'unlinked');
    await line.link();
    const qr = line.state().link?.qr ?? '';
    account.scanQr(qr);
    await becomes('open');
  });

  it('unlinked on the phone: keys are wiped, a person is told, and a QR code links it anew', async () => {
    const { line, account, becomes, until, memory } = scene(server);
    line.start();
    await becomes('open');
    const before = memory.creds().noiseKey;
    account.unlink();
    const state = await until(({ link }) => link !== undefined);
    expect(state).toMatchObject({ state: 'linking', reason: 'unlinked', isAlarming: true });
    expect(memory.counts.wiped).toBe(1);
    expect(memory.creds().noiseKey).not.toEqual(before);
    account.scanQr(state.link!.qr!);
    expect((await becomes('open')).isAlarming).toBe(false);
  });

  it('a login with a wrong key: the same', async () => {
    const { line, until, memory } = scene(server);
    Object.assign(memory.creds(), { noiseKey: initAuthCreds().noiseKey });
    line.start();
    await until(({ link }) => link !== undefined);
    expect(memory.counts.wiped).toBe(1);
  });
});

describe('credentials', () => {
  it('of a pairing that did not come to its end are no login', () => {
    const creds = initAuthCreds();
    creds.me = { id: '5511999990000@s.whatsapp.net', name: '~' };
    creds.pairingCode = 'ABCD1234';
    forgetUnfinishedPairing(creds);
    expect([creds.me, creds.pairingCode]).toEqual([undefined, undefined]);
  });

  it('of a linked number are left alone, and name it', () => {
    const creds = server.account('5511977776666').preLink();
    forgetUnfinishedPairing(creds);
    expect(phoneOf(creds)).toBe('+5511977776666');
    expect(phoneOf(initAuthCreds())).toBeUndefined();
  });
});
