import { randomBytes } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { PassThrough } from 'node:stream';
import { fetchOverTls, type FetchStream } from '../../../channels/whatsapp/media-download.js';
import { after, type MediaHouse, openMediaHouse, soon } from './media-customer.js';

const JPEG = Buffer.concat([Buffer.from('ffd8ffe0', 'hex'), randomBytes(50_000)]);

let house: MediaHouse;
beforeAll(async () => void (house = await openMediaHouse()));
afterEach(async () => {
  await house.endLives();
  house.far.faults.ignoreReuploads = false;
});
afterAll(() => house.close());

test.each([404, 410] as const)(
  'finding 10: an expired file (%i) is uploaded again and comes',
  async (status) => {
    const { id, media } = await house.ana.sendImage(JPEG);
    house.far.expireMedia(media.directPath, status);
    const fileId = await house.arrived(id);
    house.begin();
    expect(await house.settled(fileId)).toMatchObject({ attempts: 0 });
    expect(await house.bytes(fileId)).toEqual(JPEG);
  },
);

test('a phone that is off is asked again when it is back; nobody goes on listening meanwhile', async () => {
  const { id, media } = await house.ana.sendImage(JPEG);
  house.far.expireMedia(media.directPath);
  house.far.faults.ignoreReuploads = true;
  const fileId = await house.arrived(id);
  house.begin();
  await soon(() => house.shelf.rows.get(fileId)?.attempts);
  expect(house.shelf.rows.get(fileId)?.reason).toBe('expired');
  house.far.faults.ignoreReuploads = false;
  await house.settled(fileId);
  expect(await house.bytes(fileId)).toEqual(JPEG);
});

test('a file that the phone has lost as well is given up at once', async () => {
  const { id, media } = await house.ana.sendImage(JPEG);
  house.far.media.forget(media.directPath);
  const fileId = await house.arrived(id);
  house.begin();
  expect(await house.settled(fileId)).toMatchObject({ reason: 'expired', attempts: 1 });
  const answer = await house.get(fileId);
  expect(answer.status).toBe(410);
  expect(await answer.json()).toMatchObject({ error: { code: 'FileExpired' } });
});

test('where it lies by now is remembered, if it cannot be fetched there yet', async () => {
  const { id, media } = await house.ana.sendImage(JPEG);
  house.far.expireMedia(media.directPath);
  const fileId = await house.arrived(id);
  const before = house.shelf.rows.get(fileId)?.sealed;
  const asked: string[] = [];
  let isBroken = true;
  const fetchStream: FetchStream = async (url, signal) => {
    asked.push(url.pathname);
    if (url.pathname !== media.directPath && isBroken) throw new Error('no line');
    return fetchOverTls(house.agent)(url, signal);
  };
  house.begin({ fetchStream });
  const failed = await soon(() =>
    house.shelf.rows.get(fileId)?.attempts ? house.shelf.rows.get(fileId) : undefined,
  );
  expect(Buffer.from(failed.sealed).equals(Buffer.from(before ?? []))).toBe(false);
  isBroken = false;
  await house.settled(fileId);
  expect(await house.bytes(fileId)).toEqual(JPEG);
  expect(asked.filter((path) => path === media.directPath)).toHaveLength(1);
});

test('a restart in the middle of a file: the next life fetches it whole', async () => {
  const { id } = await house.ana.sendImage(JPEG);
  const fileId = await house.arrived(id);
  let isHalf = false;
  const life = house.begin({
    fetchStream: async (url, signal) => {
      const answer = await fetchOverTls(house.agent)(url, signal);
      const body = new PassThrough({ signal });
      answer.body.once('data', (chunk: Buffer) => {
        body.write(chunk.subarray(0, 1000));
        isHalf = true;
      });
      return { ...answer, body };
    },
  });
  await soon(() => isHalf || undefined);
  await life.stop();
  expect(house.shelf.rows.get(fileId)).toMatchObject({ attempts: 0 });
  expect((await house.get(fileId)).status).toBe(404);
  expect((await readdir(house.folder)).filter((name) => name === fileId)).toEqual([]);
  house.begin();
  await house.settled(fileId);
  expect(await house.bytes(fileId)).toEqual(JPEG);
});

test('a stop does not wait for a phone that says nothing', async () => {
  const { id, media } = await house.ana.sendImage(JPEG);
  house.far.expireMedia(media.directPath);
  const fileId = await house.arrived(id);
  let isAsked = false;
  const life = house.begin({
    reupload: (_order, signal) => {
      isAsked = true;
      return new Promise((resolve) => signal.addEventListener('abort', () => resolve(undefined)));
    },
  });
  await soon(() => isAsked || undefined);
  await life.stop();
  expect(house.shelf.rows.get(fileId)).toMatchObject({ attempts: 0 });
});

test('a crash between the last byte and the note of it: nothing is fetched twice', async () => {
  const { id } = await house.ana.sendImage(JPEG);
  const fileId = await house.arrived(id);
  house.shelf.failNext = new Error('the disk of the database is full');
  const life = house.begin({ firstPauseMs: 60_000 });
  await soon(async () => ((await house.get(fileId)).status === 200 ? true : undefined));
  await soon(() => (house.shelf.failNext === undefined ? true : undefined));
  await life.stop();
  expect(house.shelf.rows.get(fileId)?.dueAt).toBeDefined();
  const before = house.far.media.downloads;
  house.begin();
  await house.settled(fileId);
  expect(house.far.media.downloads).toBe(before);
});

test('what becomes due later is fetched then, without anybody waking the loop', async () => {
  const { id } = await house.ana.sendImage(JPEG);
  const fileId = await house.arrived(id);
  const row = house.shelf.rows.get(fileId);
  house.shelf.add(fileId, row?.sealed ?? Buffer.alloc(0), new Date(Date.now() + 150));
  let looks = 0;
  house.begin({ firstPauseMs: 1000, after: (ms, run) => ((looks += 1), after(ms, run)) });
  await house.settled(fileId);
  expect(looks).toBeLessThan(4);
});
