import type { WAMessage } from '@whiskeysockets/baileys';
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { type Media, type MediaDeps, openMedia } from '../../../channels/whatsapp/media.js';
import { fetchOverTls } from '../../../channels/whatsapp/media-download.js';
import { type MediaPlace, orderSeal, packOrder } from '../../../channels/whatsapp/media-place.js';
import { reuploadOver } from '../../../channels/whatsapp/media-reupload.js';
import { read } from '../../../channels/whatsapp/reading.js';
import { openSeal } from '../../../channels/whatsapp/seal.js';
import { serveFile } from '../../../files/serve.js';
import type { HttpProblem } from '../../../http/problem.js';
import type { Handler } from '../../../http/server.js';
import { BaileysRunner } from '../../support/fake-whatsapp/client.js';
import { FakeWhatsApp, MemoryKeyStore } from '../../support/fake-whatsapp/index.js';
import { MediaShelf } from './media-shelf.js';

const quiet = pino({ level: 'silent' });
export const after = (ms: number, run: () => void) => {
  const timer = setTimeout(run, ms);
  return () => clearTimeout(timer);
};

/** Waits for what is to become true soon. */
export async function soon<T>(look: () => Promise<T | undefined> | T | undefined): Promise<T> {
  for (const until = Date.now() + 10_000; Date.now() < until; await new Promise((go) => setTimeout(go, 10))) {
    const found = await look();
    if (found) return found;
  }
  throw new Error('It did not come.');
}

/** A door of node's own: restify changes `writeHead` for every server of its process, the far side's media host too. */
async function readersOf(handler: Handler) {
  const server = createServer((req, res) => {
    const params = { id: (req.url ?? '').slice(1) };
    const asked = Promise.resolve(
      handler(...([Object.assign(req, { params }), res] as never as Parameters<Handler>)),
    );
    asked.catch(({ status, headers, code }: HttpProblem) => {
      // Not chained: where restify was loaded `writeHead` returns nothing.
      res.writeHead(status, headers);
      res.end(JSON.stringify({ error: { code } }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const close = () => {
    server.closeAllConnections();
    server.close();
  };
  return { base: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close };
}

export type MediaHouse = Awaited<ReturnType<typeof openMediaHouse>>;

/** A customer who sends files to a real Baileys socket, and our folder with its door for readers. */
export async function openMediaHouse() {
  const far = await FakeWhatsApp.start();
  const undo = far.trustInThisProcess();
  const company = far.account('5511300000000', 'ACME');
  const store = new MemoryKeyStore();
  const runner = new BaileysRunner(far, { store, creds: company.preLink(store, 50) });
  const messages: WAMessage[] = [];
  runner.on('messages.upsert', ({ messages: arrived }) => void messages.push(...arrived));
  await runner.open();
  const folder = await mkdtemp(join(tmpdir(), 'bastao-media-'));
  const readers = await readersOf(serveFile(folder));
  const agent = far.media.agent();
  const seal = openSeal(randomBytes(32));
  const lives: Media[] = [];
  const shelf = new MediaShelf();
  return {
    ...{ far, ana: far.customer('5511999990000', 'Ana'), runner, shelf, folder, agent },
    /** A life of the program: it fetches what stands on the shelf. */
    begin(changes: Partial<MediaDeps> = {}): Media {
      const media = openMedia({
        ...{ account: 'main', store: shelf, seal, folder, mostBytes: 1e6, allowsLoopback: true },
        ...{ fetchStream: fetchOverTls(agent), after, logger: quiet, now: () => new Date() },
        reupload: reuploadOver({ socket: () => runner.sock, after, waitMs: 300 }),
        firstPauseMs: 2,
        ...changes,
      });
      lives.push(media);
      media.wake();
      return media;
    },
    /** The message is here: its file is announced. `change` is what a liar or a fault makes of it. */
    async arrived(id: string, change: (place: MediaPlace) => MediaPlace = (place) => place): Promise<string> {
      const found = await soon(() => messages.find(({ key, message }) => key.id === id && message));
      const place = read(found.message ?? {})?.media;
      if (!place) throw new Error('The message brought no file.');
      const message = { id, jid: found.key.remoteJid ?? '', fromMe: false };
      const fileId = randomUUID();
      const packed = packOrder({ place: change(place), message });
      shelf.add(fileId, seal.seal(orderSeal('main', fileId), packed), new Date());
      return fileId;
    },
    get: (fileId: string) => fetch(`${readers.base}/${fileId}`),
    /** Once the file is here, or was given up. */
    settled: (fileId: string) =>
      soon(() => (shelf.rows.get(fileId)?.dueAt ? undefined : shelf.rows.get(fileId))),
    bytes: (fileId: string) => readFile(join(folder, fileId)),
    async endLives() {
      await Promise.all(lives.splice(0).map((media) => media.stop()));
      shelf.rows.clear();
    },
    async close() {
      await this.endLives();
      await runner.stop();
      readers.close();
      agent.destroy();
      undo();
      await far.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
