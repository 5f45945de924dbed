import type { IncomingMessage } from 'node:http';
import { type Agent, request } from 'node:https';
import type { Readable } from 'node:stream';
import { isLoopbackHost } from '../../http/peer.js';
import { mostEncrypted } from './media-bytes.js';
import type { MediaPlace } from './media-place.js';
import { MediaTrouble } from './media-trouble.js';

export interface Fetched {
  readonly status: number;
  readonly location?: string;
  /** In bytes, as the host says. */
  readonly length?: number;
  readonly body: Readable;
}

/** One GET, nothing followed and nothing judged. Rejects if there is no answer. */
export type FetchStream = (url: URL, signal: AbortSignal) => Promise<Fetched>;

interface Limits {
  readonly mostBytes: number;
  /** Only with a test server on this very machine. */
  readonly allowsLoopback: boolean;
  readonly signal: AbortSignal;
}

/** Where files lie of which only the path is known. */
const USUAL_HOST = 'mmg.whatsapp.net';
const ORIGIN = 'https://web.whatsapp.com';
const MOST_REDIRECTS = 3;
const MOST_SILENCE_MS = 30_000;
/** 403: the signature in the address has run out. */
const EXPIRED = new Set([403, 404, 410]);

/** Asks over TLS; a host that says nothing for half a minute is given up. */
export const fetchOverTls =
  (agent?: Agent): FetchStream =>
  (url, signal) =>
    new Promise((resolve, reject) => {
      const asked = request(url, { ...(agent && { agent }), signal, headers: { origin: ORIGIN } });
      asked.on('response', (answer) => resolve(fetchedFrom(answer)));
      asked.on('error', reject);
      asked.setTimeout(MOST_SILENCE_MS, () => asked.destroy(new Error('The media host went silent.')));
      asked.end();
    });

function fetchedFrom(answer: IncomingMessage): Fetched {
  const { location, 'content-length': length } = answer.headers;
  return {
    status: answer.statusCode ?? 0,
    body: answer,
    ...(location !== undefined && { location }),
    ...(length !== undefined && { length: Number(length) }),
  };
}

/** The encrypted bytes of a file. Throws {@link MediaTrouble}; only hosts of WhatsApp are ever asked. */
export async function download(
  place: MediaPlace,
  fetchStream: FetchStream,
  limits: Limits,
): Promise<Readable> {
  if ((place.fileLength ?? 0) > limits.mostBytes) throw new MediaTrouble('too-large', true);
  let url = addressOf(place);
  for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
    if (!url || !isMediaHost(url, limits.allowsLoopback)) throw new MediaTrouble('unreachable', true);
    const answer = await ask(fetchStream, url, limits.signal);
    if (answer.status === 200) return withinLimit(answer, limits.mostBytes);
    answer.body.destroy();
    if (EXPIRED.has(answer.status)) throw new MediaTrouble('expired');
    if (answer.status < 300 || answer.status > 399) break;
    url = urlOf(answer.location, url.href);
  }
  throw new MediaTrouble('unreachable');
}

/** The path counts, at the host that the message names: a file uploaded anew changes only its path. */
export function addressOf({ url, directPath }: Pick<MediaPlace, 'url' | 'directPath'>): URL | undefined {
  const told = urlOf(url);
  return directPath ? urlOf(directPath, told ? `https://${told.host}` : `https://${USUAL_HOST}`) : told;
}

/** Whoever writes to us chooses the address: it must never make us call anybody else. */
export function isMediaHost(url: URL, allowsLoopback: boolean): boolean {
  if (url.protocol !== 'https:' || url.username !== '' || url.password !== '') return false;
  if (allowsLoopback && isLoopbackHost(url.hostname)) return true;
  return url.port === '' && url.hostname.endsWith('.whatsapp.net');
}

const urlOf = (text: string | undefined, base?: string): URL | undefined =>
  text !== undefined && URL.canParse(text, base) ? new URL(text, base) : undefined;

async function ask(fetchStream: FetchStream, url: URL, signal: AbortSignal): Promise<Fetched> {
  try {
    return await fetchStream(url, signal);
  } catch (cause) {
    throw new MediaTrouble('unreachable', false, { cause });
  }
}

function withinLimit({ body, length }: Fetched, mostBytes: number): Readable {
  if ((length ?? 0) <= mostEncrypted(mostBytes)) return body;
  body.destroy();
  throw new MediaTrouble('too-large', true);
}
