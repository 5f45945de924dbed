import type { BinaryNode, WASocket } from '@whiskeysockets/baileys';
import type { Logger } from 'pino';
import type { Receipt } from '../channel.js';
import { isPersonal, seenIn } from './jid.js';
import type { Seen, WhatsAppStore } from './ports.js';

/** How far some messages of ours have come, as one receipt of the customer's device says. */
export interface Heard {
  readonly chat: Seen;
  readonly ids: readonly string[];
  readonly receipt: Exclude<Receipt, 'written'>;
}

const KINDS: Readonly<Record<string, Heard['receipt']>> = { '': 'delivered', read: 'read', played: 'read' };

/**
 * What a receipt says of messages of ours. Undefined for everything that is not the customer's own word on them: the
 * company's own devices (`sender`, `read-self`, whatever names a recipient), groups, requests to send again.
 */
export function heardIn({ attrs, content }: BinaryNode, us: Seen): Heard | undefined {
  const { id, from = '', type = '', recipient, sender_pn, sender_lid } = attrs;
  const receipt = KINDS[type];
  if (id === undefined || receipt === undefined || recipient !== undefined || !isPersonal(from))
    return undefined;
  const chat = seenIn(from, sender_pn ?? sender_lid);
  const isOurs = (chat.lid ?? '?') === us.lid || (chat.phone ?? '?') === us.phone;
  if (isOurs) return undefined;
  return { chat, ids: [id, ...furtherIds(content)], receipt };
}

function furtherIds(content: BinaryNode['content']): string[] {
  const lists = Array.isArray(content) ? content.filter(({ tag }) => tag === 'list') : [];
  return lists
    .flatMap((list) => (Array.isArray(list.content) ? list.content : []))
    .flatMap(({ attrs }) => (attrs.id === undefined ? [] : [attrs.id]));
}

export interface ReceiptsDeps {
  readonly account: string;
  readonly store: Pick<WhatsAppStore, 'mark'>;
  /** Calls back after so many milliseconds; returns how to cancel. */
  readonly after: (ms: number, run: () => void) => () => void;
  readonly logger: Logger;
  /** The customer's device has this message of ours. */
  readonly onReceived?: (externalId: string) => void;
  /** So long receipts are gathered before they are kept. */
  readonly gatherMs?: number;
}

export interface Receipts {
  /** For every new socket, right after it was made. */
  attach(sock: WASocket): void;
  /** Keeps what was gathered. */
  stop(): Promise<void>;
}

interface Batch {
  readonly chat: Seen;
  readonly marks: Map<string, Heard['receipt']>;
}

const GATHER_MS = 250;
const PAUSE_AFTER_FAILURE_MS = 5000;

/**
 * Ticks: whatever customers' devices say of our messages, also while we were away, is kept in batches. Receipts are read
 * off the wire, because Baileys folds them into events it still holds back and throws those away with the line.
 */
export function openReceipts(deps: ReceiptsDeps): Receipts {
  const { account, store, after, logger } = deps;
  let gathered = new Map<string, Batch>();
  let cancel: (() => void) | undefined;

  const schedule = (ms: number): void => {
    cancel ??= after(ms, () => void flush());
  };
  const put = ({ chat, ids, receipt }: Heard): void => {
    const name = chat.lid ?? chat.phone ?? '';
    const batch = gathered.get(name) ?? { chat, marks: new Map() };
    gathered.set(name, batch);
    for (const id of ids) if (batch.marks.get(id) !== 'read') batch.marks.set(id, receipt);
  };
  const keep = async ({ chat, marks }: Batch): Promise<void> => {
    try {
      const list = [...marks].map(([externalId, receipt]) => ({ externalId, receipt }));
      await store.mark(account, chat, list);
    } catch (error) {
      logger.error({ error: error instanceof Error ? error.name : 'unknown' }, 'receipts not kept');
      for (const [id, receipt] of marks) put({ chat, ids: [id], receipt });
    }
  };
  const flush = async (): Promise<void> => {
    cancel?.();
    cancel = undefined;
    const batches = [...gathered.values()];
    gathered = new Map();
    await Promise.all(batches.map(keep));
    if (gathered.size > 0) schedule(PAUSE_AFTER_FAILURE_MS);
  };

  return {
    attach: (sock) => {
      sock.ws.on('CB:receipt', (node: BinaryNode) => {
        const heard = heardIn(node, seenIn(sock.user?.id ?? '', sock.user?.lid));
        if (!heard) return;
        put(heard);
        heard.ids.forEach((id) => deps.onReceived?.(id));
        schedule(deps.gatherMs ?? GATHER_MS);
      });
    },
    stop: async () => {
      await flush();
      cancel?.();
      cancel = undefined;
    },
  };
}
