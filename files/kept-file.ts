import { createWriteStream, readFileSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { filePath, isFileId, notesPath, parseNotes, partialPath, readNotes, writeNotes } from './notes.js';
import type { GoneReason, KeptFile } from './notes.js';
import { watchForType } from './sniff.js';

/** A file has more bytes than it may have. Nothing of it was kept. */
export class TooLarge extends Error {
  override readonly name = 'TooLarge';
  constructor(readonly mostBytes: number) {
    super(`A file may have at most ${mostBytes} bytes.`);
  }
}

interface Place {
  readonly folder: string;
  readonly mostBytes: number;
}

/**
 * Keeps a stream as the file of this id, never a whole file in memory. The file is visible only once all of it is on
 * the disk: a source that fails at its very last byte leaves nothing. Throws {@link TooLarge}.
 */
export async function keepFile(
  source: AsyncIterable<Buffer>,
  { id, name }: Pick<KeptFile, 'id' | 'name'>,
  { folder, mostBytes }: Place,
): Promise<KeptFile> {
  await mkdir(folder, { recursive: true });
  const watch = watchForType();
  const look = async function* (chunks: AsyncIterable<Buffer>) {
    let size = 0;
    for await (const chunk of chunks) {
      size += chunk.length;
      if (size > mostBytes) throw new TooLarge(mostBytes);
      watch.feed(chunk);
      yield chunk;
    }
  };
  const partial = partialPath(folder, id);
  try {
    await pipeline(source, look, createWriteStream(partial, { flush: true }));
    await rename(partial, filePath(folder, id));
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  }
  const kept = { id, name: cleanName(name), contentType: watch.type() };
  await writeNotes(folder, { ...kept, state: 'kept' });
  return kept;
}

/** A file of this id will come: until then whoever asks for it hears so. What is known of it already is left alone. */
export async function announceFile(
  folder: string,
  { id, name }: Pick<KeptFile, 'id' | 'name'>,
): Promise<void> {
  await mkdir(folder, { recursive: true });
  if (await readNotes(folder, id)) return;
  await writeNotes(folder, { id, name: cleanName(name), state: 'fetching' });
}

/** The file of this id will never come. A file that is here stays. */
export async function giveUpFile(folder: string, id: string, reason: GoneReason): Promise<void> {
  const notes = await readNotes(folder, id);
  if (notes?.state === 'kept') return;
  await mkdir(folder, { recursive: true });
  await writeNotes(folder, { id, name: notes?.name ?? cleanName(undefined), state: 'gone', reason });
}

/** Removes every trace of these files. */
export async function forgetFiles(folder: string, ids: readonly string[]): Promise<void> {
  const paths = ids.flatMap((id) => [
    filePath(folder, id),
    partialPath(folder, id),
    notesPath(folder, id),
    `${notesPath(folder, id)}.part`,
  ]);
  await Promise.all(paths.map((path) => rm(path, { force: true })));
}

/** The place at which a file is served; its id is the only key to it. */
export const urlOfFile = (publicUrl: string, id: string): string =>
  `${publicUrl}/v3/attachments/${id}/views/original`;

const OWN_URL = /^(?:https?:\/\/[^/?#]+)?\/v3\/attachments\/([\w-]+)\/views\/original$/;

/** The id of the file that one of our own URLs names. */
export function fileIdIn(url: string): string | undefined {
  const id = OWN_URL.exec(url)?.[1];
  return id !== undefined && isFileId(id) ? id : undefined;
}

/** The kept file that one of our own URLs names, to be sent elsewhere; undefined for any other URL or file. */
export function outgoingFile(
  folder: string,
  url: string,
): (Pick<KeptFile, 'contentType' | 'name'> & { readonly path: string }) | undefined {
  const id = fileIdIn(url);
  if (id === undefined) return undefined;
  try {
    const notes = parseNotes(readFileSync(notesPath(folder, id), 'utf8'));
    if (notes.state !== 'kept') return undefined;
    return { path: filePath(folder, id), contentType: notes.contentType, name: notes.name };
  } catch {
    return undefined;
  }
}

/** A name to show, never a path: the last segment, without control characters. */
export function cleanName(name: string | undefined): string {
  const last = (name ?? '').split(/[\\/]/).at(-1) ?? '';
  return [...last.replace(/\p{C}/gu, '')].slice(0, 120).join('') || 'file';
}
