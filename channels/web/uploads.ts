import busboy from 'busboy';
import { createWriteStream } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Attachment } from '../channel.js';
import { badRequest, HttpProblem } from '../../http/problem.js';
import { SNIFF_BYTES, sniff, watchForText } from './sniff.js';

export const MOST_FILES = 5;
export const MOST_FILE_BYTES = 10 * 1024 * 1024;
const MOST_ACTIVITY_BYTES = 256 * 1024;

/** What we know of a kept file; written beside it. */
export interface KeptFile {
  readonly id: string;
  readonly contentType: string;
  readonly name: string;
}

export interface Upload {
  /** The JSON of the part named `activity`, if there was one. */
  readonly activity?: string;
  readonly files: readonly KeptFile[];
}

export const filePath = (folder: string, id: string): string => join(folder, id);
export const notesPath = (folder: string, id: string): string => join(folder, `${id}.json`);

/** The place at which a kept file is served; its id is the only key to it. */
export const urlOfFile = (publicUrl: string, { id }: KeptFile): string =>
  `${publicUrl}/v3/attachments/${id}/views/original`;

export const toAttachment = (file: KeptFile, publicUrl: string): Attachment => ({
  contentType: file.contentType,
  name: file.name,
  url: urlOfFile(publicUrl, file),
});

export async function forgetFiles(folder: string, files: readonly KeptFile[]): Promise<void> {
  const paths = files.flatMap(({ id }) => [filePath(folder, id), notesPath(folder, id), partial(folder, id)]);
  await Promise.all(paths.map((path) => rm(path, { force: true })));
}

/**
 * Streams the files of a multipart request to the folder, at most {@link MOST_FILES} of {@link MOST_FILE_BYTES} each,
 * never a whole file in memory. All or nothing: 413 or 400 leaves no file behind.
 */
export async function keepUpload(req: IncomingMessage, folder: string, newId: () => string): Promise<Upload> {
  await mkdir(folder, { recursive: true });
  const all: KeptFile[] = [];
  const keep = (stream: Readable, name: string) => {
    const file = { id: newId(), name: cleanName(name), contentType: 'application/octet-stream' };
    all.push(file);
    return keepFile(stream, file, folder);
  };
  try {
    const parts = await readParts(req, (stream, part, name) =>
      part === 'activity' ? readActivity(stream) : keep(stream, name),
    );
    if (all.length > MOST_FILES) throw tooManyFiles();
    const files = parts.flatMap((part) => (part.kind === 'file' ? [part.file] : []));
    const activity = parts.find((part) => part.kind === 'activity');
    return { files, ...(activity && { activity: activity.json }) };
  } catch (error) {
    await forgetFiles(folder, all);
    throw error;
  }
}

type Part = { kind: 'file'; file: KeptFile } | { kind: 'activity'; json: string };

const partial = (folder: string, id: string) => join(folder, `${id}.part`);

/** Rejects with the first failure, once no part is being written any more. */
async function readParts(
  req: IncomingMessage,
  onPart: (...args: [Readable, string, string]) => Promise<Part>,
) {
  const form = openForm(req);
  const parts: Promise<Part>[] = [];
  const ended = new Promise<void>((resolve, reject) => {
    const broken = () => reject(badRequest('The multipart body is broken.'));
    form.on('file', (name, stream, { filename }) => {
      stream.on('error', broken);
      const part = onPart(stream, name, filename ?? '');
      part.catch(reject);
      parts.push(part);
    });
    form.on('filesLimit', () => reject(tooManyFiles()));
    form.on('error', broken);
    form.on('close', resolve);
    req.once('close', () => req.readableEnded || broken());
    req.pipe(form);
  });
  try {
    await ended;
    return await Promise.all(parts);
  } catch (error) {
    req.unpipe(form);
    req.resume();
    form.destroy();
    await Promise.allSettled(parts);
    throw error;
  }
}

function openForm(req: IncomingMessage) {
  if (!/^multipart\/form-data\b/i.test(req.headers['content-type'] ?? ''))
    throw new HttpProblem(415, 'UnsupportedMediaType', 'Send the files as multipart/form-data.');
  // busboy calls a file of exactly the limit truncated.
  const limits = { fileSize: MOST_FILE_BYTES + 1, files: MOST_FILES + 1, fields: 0, headerPairs: 50 };
  try {
    return busboy({ headers: req.headers, defParamCharset: 'utf8', limits });
  } catch {
    throw badRequest('The multipart body has no usable boundary.');
  }
}

async function readActivity(stream: Readable): Promise<Part> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= MOST_ACTIVITY_BYTES) chunks.push(chunk);
  }
  if (size > MOST_ACTIVITY_BYTES) throw tooLarge('The activity part is too large.');
  return { kind: 'activity', json: Buffer.concat(chunks).toString('utf8') };
}

async function keepFile(stream: Readable, file: KeptFile, folder: string): Promise<Part> {
  const text = watchForText();
  let head: Buffer = Buffer.alloc(0);
  const look = async function* (source: AsyncIterable<Buffer>) {
    for await (const chunk of source) {
      if (head.length < SNIFF_BYTES) head = Buffer.concat([head, chunk.subarray(0, SNIFF_BYTES)]);
      text.feed(chunk);
      yield chunk;
    }
  };
  await pipeline(stream, look, createWriteStream(partial(folder, file.id), { flags: 'wx', flush: true }));
  if ((stream as { truncated?: boolean }).truncated)
    throw tooLarge(`A file may have at most ${MOST_FILE_BYTES / 1024 / 1024} MB.`);
  const contentType = sniff(head) ?? (head.length > 0 && text.isText() ? 'text/plain' : file.contentType);
  const kept = { ...file, contentType };
  await writeFile(notesPath(folder, file.id), JSON.stringify(kept), { flag: 'wx', flush: true });
  await rename(partial(folder, file.id), filePath(folder, file.id));
  return { kind: 'file', file: kept };
}

/** A name to show, never a path: the last segment, without control characters. */
function cleanName(name: string | undefined): string {
  const last = (name ?? '').split(/[\\/]/).at(-1) ?? '';
  return [...last.replace(/\p{C}/gu, '')].slice(0, 120).join('') || 'file';
}

const tooManyFiles = () => tooLarge(`At most ${MOST_FILES} files at a time.`);
const tooLarge = (message: string) => new HttpProblem(413, 'TooLarge', message);
