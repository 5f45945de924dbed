import { openWhatsApp, until } from '../sending-scene.js';

let whatsApp: Awaited<ReturnType<typeof openWhatsApp>>;
beforeAll(async () => void (whatsApp = await openWhatsApp({ defaultQueryTimeoutMs: 60_000 })));
afterAll(() => whatsApp.ends());
afterEach(() => whatsApp.calm());

test('who stops does not wait longer than promised for a message WhatsApp says nothing to', async () => {
  const { sending, saying, server, written } = await whatsApp.scene();
  server.faults.loseMessages = 1;
  const delivering = sending.send(saying('já volto'));
  await until(() => written().length === 1, 'the writing');
  await sending.stop(20);
  expect(await delivering).toEqual({ status: 'retry', reason: 'not-connected' });
});
