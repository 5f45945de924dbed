import { open, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

/** What we know of a kept file; written beside it. */
export interface KeptFile {
  readonly id: string;
  /** Found by looking at the bytes. */
  readonly contentType: string;
  readonly name: string;
}

/** Why a file that was announced will never be here. */
export const GONE_REASONS = ['expired', 'too-large', 'damaged', 'unreachable'] as const;
export type GoneReason = (typeof GONE_REASONS)[number];

/** A file is here, or is being fetched, or was given up. Notes without a state are of a file that is here. */
export type FileNotes =
  | (KeptFile & { readonly state: 'kept' })
  | { readonly id: string; readonly name: string; readonly state: 'fetching' }
  | { readonly id: string; readonly name: string; readonly state: 'gone'; readonly reason: GoneReason };

const named = z.object({ id: z.string(), name: z.string() });
const notesSchema = z.union([
  named.extend({ state: z.literal('fetching') }),
  named.extend({ state: z.literal('gone'), reason: z.enum(GONE_REASONS) }),
  named.extend({ state: z.literal('kept').default('kept'), contentType: z.string() }),
]);

/** Ids are unguessable and the only key to a file. Nothing else is ever looked for on the disk. */
const FILE_ID = /^[\w-]{16,64}$/;
export const isFileId = (id: string): boolean => FILE_ID.test(id);

export const filePath = (folder: string, id: string): string => join(folder, id);
export const partialPath = (folder: string, id: string): string => join(folder, `${id}.part`);
export const notesPath = (folder: string, id: string): string => join(folder, `${id}.json`);

/** Undefined if there is no such file, or its notes cannot be read. */
export async function readNotes(folder: string, id: string): Promise<FileNotes | undefined> {
  if (!isFileId(id)) return undefined;
  try {
    return parseNotes(await readFile(notesPath(folder, id), 'utf8'));
  } catch {
    return undefined;
  }
}

/** Throws if the text is no file's notes. */
export const parseNotes = (text: string): FileNotes => notesSchema.parse(JSON.parse(text));

/** Replaces the notes at once: whoever reads meanwhile finds the old ones or the new ones. Outlives a power cut. */
export async function writeNotes(folder: string, notes: FileNotes): Promise<void> {
  const path = notesPath(folder, notes.id);
  await writeFile(`${path}.part`, JSON.stringify(notes), { flush: true });
  await rename(`${path}.part`, path);
  await flushFolder(folder);
}

/** A rename is only on the disk once its folder is. */
async function flushFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
