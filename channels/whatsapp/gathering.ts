import { fileIdIn, outgoingFile } from '../../files/kept-file.js';
import { readNotes, type FileNotes } from '../../files/notes.js';
import type { Outgoing } from '../channel.js';
import { compose, type Part, type Sendable } from './composing.js';
import { isCard } from './composing-text.js';
import type { SentPart, Target } from './deeds.js';
import { isForwardable } from './forwarding.js';
import { orderOf } from './media-job.js';
import type { MediaOrder } from './media-place.js';
import { partId } from './message-id.js';
import type { Seen, WhatsAppStore } from './ports.js';
import { Unwritable } from './refusal.js';
import { SealBroken, type Seal } from './seal.js';
import { keptContent, type Compose } from './writing.js';

export interface GatheringDeps {
  readonly account: string;
  readonly store: Pick<WhatsAppStore, 'mediaOrder' | 'sent' | 'saidAt'>;
  readonly seal: Seal;
  /** Where files are kept. */
  readonly folder: string;
  /** Only with a test server on this very machine. */
  readonly allowsLoopback: boolean;
  /** The names of our own number. */
  readonly us: () => Seen;
  readonly now: () => Date;
}

/** Looks up all that a message needs, and composes it: its files, and what its deed is about. */
export const openComposer =
  (deps: GatheringDeps): Compose =>
  async (message, jid) => {
    const found = await filesOf(deps, message);
    const target = await targetOf(deps, message);
    const known = {
      fileOf: (url: string) => found.get(url)?.file,
      chat: { jid, us: deps.us() },
      ...(target && { target }),
    };
    return {
      parts: composed(message, known, deps.now()),
      isComing: [...found.values()].some(({ isComing }) => isComing),
    };
  };

function composed(...[message, known, now]: Parameters<typeof compose>): readonly Part[] {
  try {
    return compose(message, known, now);
  } catch (error) {
    throw new Unwritable('not composed', { cause: error });
  }
}

interface Found {
  readonly file?: Sendable;
  /** It is neither here nor can it be handed on, and it is being fetched. */
  readonly isComing?: boolean;
}

async function filesOf(deps: GatheringDeps, { attachments = [] }: Outgoing): Promise<Map<string, Found>> {
  const urls = attachments.filter((one) => !isCard(one)).flatMap(({ url }) => url ?? []);
  return new Map(await Promise.all(urls.map(async (url) => [url, await fileAt(deps, url)] as const)));
}

async function fileAt(deps: GatheringDeps, url: string): Promise<Found> {
  const { folder, now, allowsLoopback } = deps;
  const fileId = fileIdIn(url);
  if (fileId === undefined) return {};
  const [notes, order] = await Promise.all([readNotes(folder, fileId), orderAt(deps, fileId)]);
  if (order && !isSpoiled(notes) && isForwardable(order, now(), allowsLoopback)) return { file: order.place };
  const here = outgoingFile(folder, url);
  if (here) return { file: { ...here, ...voiceIn(order) } };
  return { isComing: notes?.state === 'fetching' || (!notes && order !== undefined) };
}

const voiceIn = (order: MediaOrder | undefined) => {
  const seconds = order?.place.voiceSeconds;
  return seconds === undefined ? {} : { voiceSeconds: seconds };
};

/** What we could not fetch others cannot fetch either, unless it was only too much for us. */
const isSpoiled = (notes: FileNotes | undefined): boolean =>
  notes?.state === 'gone' && notes.reason !== 'too-large';

/** Undefined for a file that did not come by WhatsApp, and for one whose order another key has sealed. */
async function orderAt(
  { account, store, seal }: GatheringDeps,
  fileId: string,
): Promise<MediaOrder | undefined> {
  const sealed = await store.mediaOrder(account, fileId);
  if (!sealed) return undefined;
  try {
    return orderOf({ account, seal }, { fileId, sealed });
  } catch {
    return undefined;
  }
}

/** Parts of a message beyond these are not looked for. */
const MOST_PARTS = 100;

async function targetOf(deps: GatheringDeps, { deed }: Outgoing): Promise<Target | undefined> {
  if (!deed || deed.kind === 'react' || !deed.target.isOurs) return undefined;
  const { id, externalId } = deed.target;
  const saidAt = await deps.store.saidAt(id);
  if (saidAt === undefined || externalId === undefined) return undefined;
  const parts = await partsSent(deps, externalId);
  return parts && { saidAt, parts };
}

/** Undefined if another key has sealed what was sent. */
async function partsSent(deps: GatheringDeps, externalId: string): Promise<readonly SentPart[] | undefined> {
  const parts: SentPart[] = [];
  try {
    for (let n = 0; n < MOST_PARTS; n++) {
      const id = partId(externalId, n);
      const message = await keptContent(deps, id);
      // Every part but the one with the message's own id is kept before it is sent.
      if (!message && n > 0) break;
      parts.push({ id, ...(message && { message }) });
    }
  } catch (error) {
    if (error instanceof SealBroken) return undefined;
    throw error;
  }
  return parts;
}
