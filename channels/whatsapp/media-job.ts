import type { Logger } from 'pino';
import { giveUpFile, keepFile, TooLarge } from '../../files/kept-file.js';
import { readNotes } from '../../files/notes.js';
import { decrypted } from './media-bytes.js';
import { download, type FetchStream } from './media-download.js';
import { type MediaOrder, type MediaPlace, orderSeal, packOrder, unpackOrder } from './media-place.js';
import type { Reupload } from './media-reupload.js';
import { MediaTrouble, nextAttempt } from './media-trouble.js';
import type { MediaJob, PendingMedia, WhatsAppStore } from './ports.js';
import type { Seal } from './seal.js';

export interface JobDeps {
  readonly account: string;
  readonly store: Pick<WhatsAppStore, 'mediaFetched' | 'mediaFailed'>;
  readonly seal: Seal;
  /** Where files are kept. */
  readonly folder: string;
  readonly fetchStream: FetchStream;
  readonly reupload: Reupload;
  readonly mostBytes: number;
  /** Only with a test server on this very machine. */
  readonly allowsLoopback: boolean;
  readonly firstPauseMs: number;
  readonly now: () => Date;
  readonly logger: Logger;
}

/** A file id is the only key to its file, so a log gets no more than its beginning. */
export const shortId = (fileId: string): string => fileId.slice(0, 8);

/** An error as a log may carry it: what is as long as a file id is cut, in whatever path or statement it stands. */
export function withShortIds(error: unknown): unknown {
  if (!(error instanceof Error)) return undefined;
  const { name, message, stack = '' } = error;
  const frames = stack.split('\n').filter((one) => one.startsWith('    at '));
  const short = message.replace(/[\w-]{16,}/g, shortId);
  const { code } = error as { code?: unknown };
  return {
    ...{ type: name, message: short, stack: [`${name}: ${short}`, ...frames].join('\n') },
    ...(typeof code === 'string' && { code }),
  };
}

export const orderOf = (
  { account, seal }: Pick<JobDeps, 'account' | 'seal'>,
  job: PendingMedia,
): MediaOrder => unpackOrder(seal.open(orderSeal(account, job.fileId), job.sealed));

/** What a file is called whose sender gave it no name. */
export const nameOf = ({ kind, fileName }: MediaPlace): string => fileName ?? kind;

/**
 * Fetches one file, or notes why it could not be and when it is tried again. Rejects only if the store or the disk
 * fails. A job broken off by `signal` has not been tried.
 */
export async function fetchFile(deps: JobDeps, job: MediaJob, signal: AbortSignal): Promise<void> {
  // A crash may have come between the last byte and the note that the job is done.
  if ((await readNotes(deps.folder, job.fileId))?.state === 'kept')
    return deps.store.mediaFetched(job.fileId);
  const attempt = await attemptAt(deps, job, signal);
  if (attempt.trouble === undefined) return deps.store.mediaFetched(job.fileId);
  if (!signal.aborted) await fail(deps, job, attempt);
}

interface Attempt {
  readonly trouble?: MediaTrouble;
  /** The file lies elsewhere now. */
  readonly moved?: MediaOrder;
}

async function attemptAt(deps: JobDeps, job: MediaJob, signal: AbortSignal): Promise<Attempt> {
  let moved: MediaOrder | undefined;
  const noted = (error: unknown): Attempt => ({ trouble: troubleIn(error), ...(moved && { moved }) });
  try {
    const order = orderOf(deps, job);
    const expired = await keep(deps, job, order, signal);
    if (!expired) return {};
    const place = await deps.reupload(order, signal);
    if (place === 'lost') return { trouble: new MediaTrouble('expired', true) };
    if (!place) return { trouble: expired };
    moved = { ...order, place, at: deps.now() };
    const again = await keep(deps, job, moved, signal);
    return again ? noted(again) : {};
  } catch (error) {
    return noted(error);
  }
}

/** Keeps the file; gives the trouble back if its time at the host has run out, throws any other. */
async function keep(
  { fetchStream, folder, mostBytes, allowsLoopback }: JobDeps,
  { fileId }: MediaJob,
  { place }: MediaOrder,
  signal: AbortSignal,
): Promise<MediaTrouble | undefined> {
  try {
    const bytes = await download(place, fetchStream, { mostBytes, allowsLoopback, signal });
    await keepFile(decrypted(bytes, place), { id: fileId, name: nameOf(place) }, { folder, mostBytes });
    return undefined;
  } catch (error) {
    if (error instanceof MediaTrouble && error.reason === 'expired') return error;
    throw error;
  }
}

function troubleIn(error: unknown): MediaTrouble {
  if (error instanceof MediaTrouble) return error;
  if (error instanceof TooLarge) return new MediaTrouble('too-large', true);
  return new MediaTrouble('unreachable', false, { cause: error });
}

async function fail(
  deps: JobDeps,
  { fileId, attempts }: MediaJob,
  { trouble, moved }: Attempt,
): Promise<void> {
  if (!trouble) return;
  const { account, store, seal, folder, firstPauseMs, logger } = deps;
  const { reason } = trouble;
  const retryAt = nextAttempt(trouble, attempts, deps.now(), firstPauseMs);
  if (!retryAt) await giveUpFile(folder, fileId, reason);
  logger.warn(
    {
      account,
      file: shortId(fileId),
      reason,
      attempts: attempts + 1,
      retryAt,
      err: withShortIds(trouble.cause),
    },
    retryAt ? 'a file could not be fetched yet' : 'a file was given up',
  );
  await store.mediaFailed(fileId, {
    reason,
    ...(retryAt && { retryAt }),
    ...(moved && { sealed: seal.seal(orderSeal(account, fileId), packOrder(moved)) }),
  });
}
