import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { HttpProblem, notFound } from '../http/problem.js';
import type { Handler } from '../http/server.js';
import { filePath, type GoneReason, type KeptFile, readNotes } from './notes.js';
import { partAsked } from './range.js';

const RETRY_SECONDS = '3';
const SHOWN_IN_PLACE = /^(image|audio|video)\//;

const GONE: Readonly<Record<GoneReason, readonly [code: string, message: string]>> = {
  expired: ['FileExpired', 'The network no longer had this file when it was fetched.'],
  'too-large': ['FileTooLarge', 'This file is larger than we take.'],
  damaged: ['FileDamaged', 'This file arrived damaged and was not kept.'],
  unreachable: ['FileUnreachable', 'This file could not be fetched.'],
};

/**
 * Serves a kept file, whole or in part, to whoever knows its id. Pictures and sound may be shown in place; everything
 * else is only ever saved, and nothing can run as a page of ours. A file that is being fetched is a 404 with
 * Retry-After (`FileNotYetHere`), one that was given up a 410 whose code says why.
 */
export function serveFile(folder: string): Handler {
  return async (req, res) => {
    const file = await find(folder, String((req.params as Record<string, unknown>).id));
    const headers = headersOf(file);
    const part = partFor(req, file);
    if (part === 'outside')
      throw new HttpProblem(416, 'RangeNotSatisfiable', 'Nothing of this file lies there.', {
        'content-range': `bytes */${file.size}`,
      });
    if (part)
      res.writeHead(206, {
        ...headers,
        'content-length': part.last - part.first + 1,
        'content-range': `bytes ${part.first}-${part.last}/${file.size}`,
      });
    else res.writeHead(200, { ...headers, 'content-length': file.size });
    const bytes = createReadStream(filePath(folder, file.id), part && { start: part.first, end: part.last });
    // A failure here is a reader who went away: the headers are out, so there is nothing to answer.
    await pipeline(bytes, res).catch(() => res.destroy());
  };
}

interface Found extends KeptFile {
  readonly size: number;
}

async function find(folder: string, id: string): Promise<Found> {
  const notes = await readNotes(folder, id);
  if (notes?.state === 'fetching')
    throw new HttpProblem(404, 'FileNotYetHere', 'This file is still being fetched. Try again soon.', {
      'retry-after': RETRY_SECONDS,
    });
  if (notes?.state === 'gone') throw new HttpProblem(410, ...GONE[notes.reason]);
  const found = notes && (await stat(filePath(folder, id)).catch(() => undefined));
  if (!found) throw notFound('There is no such file.');
  return { ...notes, size: found.size };
}

function headersOf({ id, contentType, name }: KeptFile): Record<string, string> {
  const kind = SHOWN_IN_PLACE.test(contentType) ? 'inline' : 'attachment';
  return {
    'content-type': contentType.startsWith('text/') ? `${contentType}; charset=utf-8` : contentType,
    'content-disposition': disposition(kind, name),
    'content-security-policy': "default-src 'none'; sandbox",
    'cross-origin-resource-policy': 'cross-origin',
    'cache-control': 'private, max-age=86400, immutable',
    'accept-ranges': 'bytes',
    etag: tagOf(id),
  };
}

/** A file never changes under its id. */
const tagOf = (id: string): string => `"${id}"`;

function partFor(req: IncomingMessage, { id, size }: Found) {
  const { range, 'if-range': only } = req.headers;
  return only === undefined || only === tagOf(id) ? partAsked(range, size) : undefined;
}

function disposition(kind: 'inline' | 'attachment', name: string): string {
  const plain = name.replace(/[^\x20-\x7e]|["\\%]/g, '_');
  const exact = encodeURIComponent(name).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16)}`);
  return `${kind}; filename="${plain}"; filename*=UTF-8''${exact}`;
}
