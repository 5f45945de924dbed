import { setImmediate as soon } from 'node:timers/promises';
import { FakeWhatsApp } from '../../../support/fake-whatsapp/index.js';
import { closeAll, memoryStore, scene } from '../connection-scene.js';

test('a banned number is not tried again because its lease cannot be given back', async () => {
  const server = await FakeWhatsApp.start();
  let asked: () => void = () => undefined;
  const wasAsked = new Promise<void>((resolve) => (asked = resolve));
  const release = () => {
    asked();
    return Promise.reject(new Error('The disk is full.'));
  };
  const it = scene(server, { kept: { ...memoryStore(), release } });
  it.line.start();
  await it.becomes('open');
  server.failure(403);
  await wasAsked;
  await soon();
  expect(it.line.state()).toMatchObject({ state: 'stopped', reason: 'banned', isAlarming: true });
  await closeAll();
  await server.stop();
});
