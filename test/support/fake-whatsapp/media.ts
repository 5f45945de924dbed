import { createCipheriv, createDecipheriv, createHash, createHmac, randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Agent, createServer, get, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { getMediaKeys, type MediaType } from '@whiskeysockets/baileys';
import { selfSigned } from './tls.js';

const sha256 = (data: Uint8Array) => createHash('sha256').update(data).digest();

function macOf(key: Uint8Array, iv: Uint8Array, body: Uint8Array): Buffer {
  return createHmac('sha256', key).update(iv).update(body).digest().subarray(0, 10);
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** What a message says of its file. */
export interface MediaRef {
  url: string;
  directPath: string;
  mediaKey: Uint8Array;
  fileSha256: Uint8Array;
  fileEncSha256: Uint8Array;
  fileLength: number;
}

type AnyMediaRef = { [K in keyof Omit<MediaRef, 'url' | 'fileLength'>]?: MediaRef[K] | null };

/** The host of files: takes encrypted uploads and serves them. It never sees what is in them. */
export class MediaHost {
  private server!: Server;
  private readonly tls = selfSigned();
  readonly files = new Map<string, Buffer>();
  /** The next uploads, the next downloads answer with these statuses. */
  failUploads: number[] = [];
  failDownloads: number[] = [];
  uploads = 0;
  downloads = 0;
  private readonly expired = new Map<string, number>();

  async start() {
    this.server = createServer(this.tls, (request, response) => {
      if (request.method === 'POST') void this.take(request, response);
      else this.serve(request, response);
    });
    await new Promise<void>((listening) => this.server.listen(0, '127.0.0.1', listening));
  }

  async stop() {
    this.server.closeAllConnections();
    await new Promise<void>((closed) => this.server.close(() => closed()));
  }

  get host() {
    return `127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  get certificate() {
    return this.tls.cert;
  }

  /** For Baileys' `fetchAgent`: uploads go through node:https. */
  agent() {
    return new Agent({ ca: this.tls.cert, keepAlive: true });
  }

  /** A `fetch` that trusts this host's certificate, to stand in for the global one. Gets only, without ranges. */
  readonly fetch = (input: string | URL | Request): Promise<Response> =>
    new Promise((resolve, reject) => {
      const url = input instanceof Request ? input.url : input;
      const request = get(url, { ca: this.tls.cert }, (response) => {
        const status = response.statusCode ?? 500;
        bodyOf(response).then((body) => resolve(new Response(new Uint8Array(body), { status })), reject);
      });
      request.on('error', reject);
    });

  put(encrypted: Buffer): string {
    const path = `/v/${randomBytes(12).toString('hex')}`;
    this.files.set(path, encrypted);
    return path;
  }

  /** From now on this path answers 410 (or 404). Whoever has the file on their phone can upload it again. */
  expire(path: string, status: 404 | 410 = 410) {
    this.expired.set(path, status);
  }

  /** Nobody has this file any more, no phone either. */
  forget(path: string) {
    this.files.delete(path);
  }

  /** The phone uploads the file again; gives its new path, or nothing if the phone has lost it. */
  uploadAgain(path: string): string | undefined {
    const file = this.files.get(path);
    return file && this.put(file);
  }

  async encrypt(plain: Buffer, kind: MediaType): Promise<MediaRef> {
    const mediaKey = randomBytes(32);
    const { iv, cipherKey, macKey } = await getMediaKeys(mediaKey, kind);
    const cipher = createCipheriv('aes-256-cbc', cipherKey, iv);
    const body = Buffer.concat([cipher.update(plain), cipher.final()]);
    const sealed = Buffer.concat([body, macOf(macKey!, iv, body)]);
    const directPath = this.put(sealed);
    return {
      directPath,
      url: `https://${this.host}${directPath}`,
      mediaKey,
      fileSha256: sha256(plain),
      fileEncSha256: sha256(sealed),
      fileLength: plain.length,
    };
  }

  /** What the recipient's phone does: fetches, compares MAC and hashes, decrypts. */
  async decrypt(ref: AnyMediaRef, kind: MediaType): Promise<Buffer> {
    const sealed = this.files.get(ref.directPath ?? '');
    if (!sealed) throw new Error(`no such media ${ref.directPath}`);
    const { iv, cipherKey, macKey } = await getMediaKeys(ref.mediaKey, kind);
    const body = sealed.subarray(0, -10);
    if (!macOf(macKey!, iv, body).equals(sealed.subarray(-10))) throw new Error('media MAC mismatch');
    if (ref.fileEncSha256 && !sha256(sealed).equals(ref.fileEncSha256))
      throw new Error('fileEncSha256 mismatch');
    const decipher = createDecipheriv('aes-256-cbc', cipherKey, iv);
    const plain = Buffer.concat([decipher.update(body), decipher.final()]);
    if (ref.fileSha256 && !sha256(plain).equals(ref.fileSha256)) throw new Error('fileSha256 mismatch');
    return plain;
  }

  private async take(request: IncomingMessage, response: ServerResponse) {
    const file = await bodyOf(request);
    this.uploads++;
    const failure = this.failUploads.shift();
    if (failure) return answer(response, failure, '{}');
    const path = this.put(file);
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ url: `https://${this.host}${path}`, direct_path: path }));
  }

  private serve(request: IncomingMessage, response: ServerResponse) {
    this.downloads++;
    const { pathname } = new URL(request.url ?? '/', 'https://media');
    const failure = this.failDownloads.shift() ?? this.expired.get(pathname);
    const file = this.files.get(pathname);
    if (failure || !file) return answer(response, failure ?? 404);
    answer(response, 200, file);
  }
}

/** Not chained: restify changes `writeHead`, which then returns nothing, for every server of its process. */
function answer(response: ServerResponse, status: number, body: string | Buffer = ''): void {
  response.writeHead(status, { 'content-length': body.length });
  response.end(body);
}
