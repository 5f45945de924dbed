import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import { notFound } from '../../http/problem.js';
import type { Handler } from '../../http/server.js';
import { filePath, notesPath } from './uploads.js';

const FILE_ID = /^[\w-]{16,64}$/;
const notesSchema = z.object({ id: z.string(), contentType: z.string(), name: z.string() });

/**
 * Serves a kept file to whoever knows its id. Pictures and sound may be shown in place; everything else is only ever
 * saved, and nothing can run as a page of ours.
 */
export function serveFile(folder: string): Handler {
  return async (req, res) => {
    const id = String((req.params as Record<string, unknown>).id);
    const file = FILE_ID.test(id) ? await find(folder, id) : undefined;
    if (!file) throw notFound('There is no such file.');
    const inPlace = /^(image|audio|video)\//.test(file.contentType);
    res.writeHead(200, {
      'content-type': file.contentType === 'text/plain' ? 'text/plain; charset=utf-8' : file.contentType,
      'content-length': file.size,
      'content-disposition': disposition(inPlace ? 'inline' : 'attachment', file.name),
      'content-security-policy': "default-src 'none'; sandbox",
      'cross-origin-resource-policy': 'cross-origin',
      'cache-control': 'private, max-age=86400, immutable',
    });
    // A failure here is a reader who went away: the headers are out, so there is nothing to answer.
    await pipeline(createReadStream(filePath(folder, id)), res).catch(() => res.destroy());
  };
}

async function find(folder: string, id: string) {
  try {
    const notes = notesSchema.parse(JSON.parse(await readFile(notesPath(folder, id), 'utf8')));
    return { ...notes, size: (await stat(filePath(folder, id))).size };
  } catch {
    return undefined;
  }
}

function disposition(kind: 'inline' | 'attachment', name: string): string {
  const plain = name.replace(/[^\x20-\x7e]|["\\%]/g, '_');
  const exact = encodeURIComponent(name).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16)}`);
  return `${kind}; filename="${plain}"; filename*=UTF-8''${exact}`;
}
