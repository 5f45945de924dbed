import busboy from 'busboy';
import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import type { Attachment } from '../channel.js';
import { forgetFiles, keepFile, TooLarge, urlOfFile } from '../../files/kept-file.js';
import type { KeptFile } from '../../files/notes.js';
import { badRequest, HttpProblem } from '../../http/problem.js';

export const MOST_FILES = 5;
export const MOST_FILE_BYTES = 10 * 1024 * 1024;
const MOST_ACTIVITY_BYTES = 256 * 1024;

export interface Upload {
  /** The JSON of the part named `activity`, if there was one. */
  readonly activity?: string;
  readonly files: readonly KeptFile[];
}

export const toAttachment = (file: KeptFile, publicUrl: string): Attachment => ({
  contentType: file.contentType,
  name: file.name,
  url: urlOfFile(publicUrl, file.id),
});

export const forgetUpload = (folder: string, { files }: Upload): Promise<void> =>
  forgetFiles(
    folder,
    files.map(({ id }) => id),
  );

/**
 * Streams the files of a multipart request to the folder, at most {@link MOST_FILES} of {@link MOST_FILE_BYTES} each,
 * never a whole file in memory. All or nothing: 413 or 400 leaves no file behind.
 */
export async function keepUpload(req: IncomingMessage, folder: string, newId: () => string): Promise<Upload> {
  const all: string[] = [];
  const keep = async (stream: Readable, name: string): Promise<Part> => {
    const id = newId();
    all.push(id);
    return { kind: 'file', file: await keepPart(stream, { id, name }, folder) };
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
      // Whoever lets go of a stream (a file too large, a full disk) says why itself.
      stream.on('error', ({ name }: Error) => name === 'AbortError' || broken());
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

/** Whatever is wrong with the body has been said by {@link readParts}; here a file can only be too large. */
async function keepPart(stream: Readable, file: { id: string; name: string }, folder: string) {
  try {
    return await keepFile(stream, file, { folder, mostBytes: MOST_FILE_BYTES });
  } catch (error) {
    if (error instanceof TooLarge)
      throw tooLarge(`A file may have at most ${MOST_FILE_BYTES / 1024 / 1024} MB.`);
    throw error;
  }
}

const tooManyFiles = () => tooLarge(`At most ${MOST_FILES} files at a time.`);
const tooLarge = (message: string) => new HttpProblem(413, 'TooLarge', message);
