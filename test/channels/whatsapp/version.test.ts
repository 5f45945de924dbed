import type { WAVersion } from '@whiskeysockets/baileys';
import { openVersion, readVersion, type VersionDeps } from '../../../channels/whatsapp/version.js';
import { memoryStore } from './connection-scene.js';

const OWN: WAVersion = [2, 3000, 100];
const FETCHED: WAVersion = [2, 3000, 200];
const make = (more: Partial<VersionDeps> = {}, store = memoryStore()) => ({
  store,
  version: openVersion({ account: 'main', store, own: OWN, fetchVersion: async () => FETCHED, ...more }),
});

describe('which WhatsApp Web we pass for', () => {
  it('is the one that Baileys carries', async () => {
    expect(await make().version.current()).toEqual(OWN);
  });

  it('is the one WhatsApp names once we were refused; remembered when it let us in', async () => {
    const { version, store } = make();
    await version.refresh();
    expect(await version.current()).toEqual(FETCHED);
    expect(store.notes.size).toBe(0);
    await version.wasGood();
    expect(await make({}, store).version.current()).toEqual(FETCHED);
  });

  it('is never older than that of Baileys', async () => {
    const { version, store } = make({ own: [2, 3001, 1] });
    store.notes.set('main/version', '2.3000.900');
    expect(await version.current()).toEqual([2, 3001, 1]);
  });

  it('is the configured one, whatever else is known; then nobody is asked', async () => {
    let asked = 0;
    const fetchVersion = async () => (asked++, FETCHED);
    const { version } = make({ configured: [2, 2000, 1], fetchVersion });
    await version.refresh();
    expect(await version.current()).toEqual([2, 2000, 1]);
    expect(asked).toBe(0);
  });

  it('stays when WhatsApp does not answer, or says nothing', async () => {
    for (const fetchVersion of [() => Promise.reject(new Error('timeout')), async () => undefined]) {
      const { version } = make({ fetchVersion });
      await version.refresh();
      expect(await version.current()).toEqual(OWN);
    }
  });

  it('is not taken from a note that makes no sense', async () => {
    const { version, store } = make();
    store.notes.set('main/version', '<html>');
    expect(await version.current()).toEqual(OWN);
    expect(readVersion('2.3000.1')).toEqual([2, 3000, 1]);
    expect(readVersion('2.3000')).toBeUndefined();
  });
});
