import { openWhatsApp } from './sending-scene.js';

let whatsapp: Awaited<ReturnType<typeof openWhatsApp>>;
beforeAll(async () => void (whatsapp = await openWhatsApp()));
afterEach(() => whatsapp.calm());
afterAll(() => whatsapp.ends());

test('463 is never tried again; while the lock lasts only those who are waiting are written to', async () => {
  const clock = { now: new Date('2026-11-23T13:00:00Z') };
  const heardAt = { now: new Date('2026-11-23T12:59:00Z') };
  const { server, sending, saying, heard, written } = await whatsapp.scene({
    now: () => clock.now,
    lastHeardAt: () => heardAt.now,
  });
  server.faults.nack.push(463);
  expect(await sending.send(saying('oi'))).toEqual({ status: 'refused', reason: '463' });
  expect(heard).toEqual({ timedOut: 0, confirmed: 0, refused: ['463'] });
  expect(written()).toHaveLength(1);

  heardAt.now = new Date('2026-11-23T12:00:00Z');
  expect(await sending.send(saying('novidade'))).toEqual({ status: 'refused', reason: '463' });
  expect(written()).toHaveLength(1);
  const agent = { kind: 'agent', id: 'ana', name: 'Ana' } as const;
  expect(await sending.send(saying('sou a Ana', { author: agent }))).toMatchObject({ status: 'sent' });

  clock.now = new Date('2026-11-23T14:00:01Z');
  expect(await sending.send(saying('novidade'))).toMatchObject({ status: 'sent' });
});

test('WhatsApp says itself how long the lock lasts', async () => {
  const { line, sending, saying } = await whatsapp.scene({ lastHeardAt: () => undefined });
  const timeEnforcementEnds = new Date('2026-11-24T13:00:00Z');
  line.sock.ev.emit('connection.update', { reachoutTimeLock: { isActive: true, timeEnforcementEnds } });
  expect(await sending.send(saying('novidade'))).toEqual({ status: 'refused', reason: '463' });
  line.sock.ev.emit('connection.update', { reachoutTimeLock: { isActive: false } });
  expect(await sending.send(saying('novidade'))).toMatchObject({ status: 'sent' });
});

test('a refused address: once the other one, with the same id, and from then on that one', async () => {
  const { server, ana, sending, saying, meets, written } = await whatsapp.scene();
  meets(ana, { phone: ana.phone });
  server.faults.nack.push(479);
  const message = saying('cheguei?');
  expect(await sending.send(message)).toMatchObject({ status: 'sent' });
  expect(written()).toEqual([
    { id: message.externalId, to: ana.lid },
    { id: message.externalId, to: ana.pn },
  ]);
  expect(await ana.nextMessage()).toMatchObject({ text: 'cheguei?', id: message.externalId });
  await sending.send(saying('e agora'));
  expect(written().at(-1)?.to).toBe(ana.pn);
});

test('refused under both addresses it is not tried again', async () => {
  const { server, ana, sending, saying, meets, written, heard } = await whatsapp.scene();
  meets(ana, { phone: ana.phone });
  server.faults.nack.push(421, 400);
  expect(await sending.send(saying('oi'))).toEqual({ status: 'refused', reason: '400' });
  expect(written()).toHaveLength(2);
  expect(heard.refused).toEqual(['400']);
});

test.each([
  [500, { status: 'retry', reason: '500' }],
  [503, { status: 'retry', reason: '503' }],
  [429, { status: 'retry', reason: '429' }],
  [799, { status: 'refused', reason: '799' }],
])('refused with %i: %j', async (code, delivery) => {
  const { server, sending, saying, written } = await whatsapp.scene();
  server.faults.nack.push(code);
  expect(await sending.send(saying('oi'))).toEqual(delivery);
  expect(written()).toHaveLength(1);
});
