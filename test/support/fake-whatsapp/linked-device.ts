import type { BinaryNode } from '@whiskeysockets/baileys';
import type { KeyBundle } from './bundle.js';
import type { Faults } from './faults.js';
import { at, el, LID, PN } from './nodes.js';

/** The line to a client, as far as its device needs to know it. */
export interface Line {
  send(node: BinaryNode): void;
  close(): void;
}

interface Owner {
  readonly phone: string;
  readonly lidUser: string;
  readonly server: { readonly faults: Faults; settled(id: string, device: LinkedDevice): void };
}

/** A client linked to a company's number. What it has not confirmed is kept for it over any number of connections. */
export class LinkedDevice {
  conn: Line | undefined;
  /** The waiting stanzas were handed out: new ones go straight through. */
  live = false;
  pending: BinaryNode[] = [];
  preKeys: { id: number; pub: Uint8Array }[] = [];
  /** History was offered. */
  synced = false;

  constructor(
    readonly account: Owner,
    readonly id: number,
    readonly noisePub: Buffer,
    public bundle: KeyBundle,
  ) {}

  get pn() {
    return at(this.account.phone, PN, this.id);
  }

  get lid() {
    return at(this.account.lidUser, LID, this.id);
  }

  attach(line: Line) {
    this.conn = line;
    this.live = false;
  }

  detach() {
    this.conn = undefined;
    this.live = false;
  }

  deliver(node: BinaryNode) {
    this.pending.push(node);
    if (this.live) this.conn?.send(node);
  }

  /** The client has them: they are not delivered again. */
  settle(ids: readonly string[], tag?: string) {
    const { server } = this.account;
    if (server.faults.ignoreClientAcks > 0) {
      server.faults.ignoreClientAcks--;
      return;
    }
    const isSettled = (node: BinaryNode) => ids.includes(node.attrs.id ?? '') && (!tag || node.tag === tag);
    const settled = this.pending.filter(isSettled);
    if (settled.length === 0) return;
    this.pending = this.pending.filter((node) => !isSettled(node));
    for (const { attrs } of settled) server.settled(attrs.id ?? '', this);
  }

  /** What waits, oldest first and marked as such, and then the word that there is no more. */
  drain() {
    if (!this.conn) return;
    const waiting = [...this.pending];
    for (const node of waiting) this.conn.send({ ...node, attrs: { ...node.attrs, offline: '1' } });
    this.live = true;
    this.conn.send(el('ib', { from: PN }, [el('offline', { count: String(waiting.length) })]));
  }

  /** Another client has taken this device's place, or the owner wants it gone. */
  dismiss(conflict: 'replaced' | 'device_removed') {
    const code = conflict === 'device_removed' ? '401' : undefined;
    this.conn?.send(el('stream:error', { code }, [el('conflict', { type: conflict })]));
    this.conn?.close();
  }
}
