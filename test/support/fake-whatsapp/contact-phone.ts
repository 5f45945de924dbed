import type { BinaryNode, proto } from '@whiskeysockets/baileys';
import { bundleFromNodes } from './bundle.js';
import { Inbox } from './inbox.js';
import { kindOf, toReceived, type Received } from './messages.js';
import { at, el, encs, kid, LID, newId, now, uint } from './nodes.js';
import { User, type Company, type Endpoint } from './user.js';

export interface SendOptions {
  to?: Company;
  id?: string;
  quote?: { id: string; message?: proto.IMessage; from?: User; mine?: boolean };
  /** Seconds since 1970. */
  t?: number;
  addressing?: 'lid' | 'pn';
  /** Further attributes of the stanza. */
  attrs?: Record<string, string>;
  /** The type of the stanza, if not the one that follows from the message. */
  type?: string;
  /** Encrypts for the linked devices only, not for the company's phone. */
  skipHandset?: boolean;
}

export interface Sent {
  id: string;
  /** Resolves when a linked device of the company has confirmed that it received the message. */
  settled: Promise<void>;
}

interface Kept {
  message: proto.IMessage;
  to: Company;
  opts: SendOptions;
}

/** The phone of a customer or technician: it encrypts what goes out and decrypts what comes in, one at a time. */
export abstract class ContactPhone extends User {
  readonly inbox = new Inbox<Received>();
  readonly receipts = new Inbox<{ type: string; ids: string[]; from: string }>();
  readonly states = new Inbox<{ state: string; media?: string }>();
  /** Confirms messages as delivered, as phones do. */
  autoReceipt = true;
  /** The next N messages are taken for unreadable: a retry is asked for. */
  failDecrypts = 0;
  addressing: 'lid' | 'pn' = 'lid';
  readonly sentLog = new Map<string, Kept>();

  deviceIds() {
    return [0];
  }

  bundleOf() {
    return this.handset.takeBundle();
  }

  send(content: string | proto.IMessage, opts: SendOptions = {}): Promise<Sent> {
    const to = opts.to ?? this.server.defaultAccount();
    const id = opts.id ?? newId();
    const message = typeof content === 'string' ? this.worded(content, to, opts) : content;
    this.sentLog.set(id, { message, to, opts });
    return this.serial(() => this.sendOut(id, { message, to, opts }));
  }

  /** The same words under the same id, encrypted anew: what a phone sends when it was not sure. */
  resend(id: string): Promise<Sent> {
    const kept = this.sentLog.get(id);
    if (!kept) throw new Error(`never sent ${id}`);
    return this.serial(() => this.sendOut(id, kept));
  }

  receive(_device: number, stanza: BinaryNode, from: Endpoint) {
    this.serial(() => this.open(stanza, from)).catch((error: unknown) => this.complain(error));
  }

  /** The company's client cannot read one of our messages: it is encrypted again in a new session. */
  onRetryAsked(from: Endpoint, receipt: BinaryNode) {
    const again = this.serial(async () => {
      const id = receipt.attrs.id ?? '';
      const kept = this.sentLog.get(id);
      if (!kept) return;
      await this.renewSession(kept.to, from.device, receipt);
      const count = kid(receipt, 'retry')?.attrs.count ?? '1';
      const peer = at(from.user.lidUser, LID, from.device);
      const enc = await this.handset.encrypt(peer, kept.message, { count });
      const attrs = { ...this.chatAttributes(kept.opts), id, t: now(), type: kindOf(kept.message) };
      kept.to.receive(from.device, el('message', attrs, [enc]), { user: this, device: 0 });
    });
    again.catch((error: unknown) => this.complain(error));
  }

  /** A session if there is none, then the ratchet. */
  protected async encryptTo(to: Company, device: number, message: proto.IMessage): Promise<BinaryNode> {
    const peer = at(to.lidUser, LID, device);
    if (!(await this.handset.hasSession(peer))) {
      const bundle = await to.bundleOf(device);
      if (!bundle) throw new Error(`no key bundle for ${peer}`);
      await this.handset.startSession(peer, bundle);
    }
    return this.handset.encrypt(peer, message);
  }

  private worded(text: string, to: Company, { quote, addressing }: SendOptions): proto.IMessage {
    if (!quote) return { conversation: text };
    const mine = (addressing ?? this.addressing) === 'lid' ? this.lid : this.pn;
    const theirs = addressing === 'pn' ? to.pn : to.lid;
    const contextInfo = {
      stanzaId: quote.id,
      participant: quote.mine ? mine : theirs,
      quotedMessage: quote.message ?? { conversation: '' },
    };
    return { extendedTextMessage: { text, contextInfo } };
  }

  /** Who it comes from: one address, and the other beside it. */
  private chatAttributes(opts: SendOptions) {
    const hidden = (opts.addressing ?? this.addressing) === 'lid';
    return hidden
      ? { from: this.lid, sender_pn: this.pn, addressing_mode: 'lid', notify: this.name }
      : { from: this.pn, sender_lid: this.lid, notify: this.name };
  }

  private async sendOut(id: string, { message, to, opts }: Kept): Promise<Sent> {
    const settled = to.devices.size ? this.server.whenSettled(id) : Promise.resolve();
    for (const device of to.deviceIds()) {
      if (device === 0 && (opts.skipHandset || !to.handsetReads)) continue;
      const enc = await this.encryptTo(to, device, message);
      const attrs = {
        ...this.chatAttributes(opts),
        id,
        t: String(opts.t ?? now()),
        type: opts.type ?? kindOf(message),
        ...opts.attrs,
      };
      to.receive(device, el('message', attrs, [enc]), { user: this, device: 0 });
    }
    return { id, settled };
  }

  private async open(stanza: BinaryNode, from: Endpoint) {
    const enc = encs(stanza)[0];
    if (!enc) return;
    const message = await this.decrypted(enc, from);
    const company = from.user as Company;
    if (!message) {
      const count = Number(enc.attrs.count ?? 0) + 1;
      const bundle = await this.handset.takeBundle();
      company.receiveRetry(this, { device: from.device, stanza, count, bundle });
      return;
    }
    this.inbox.push(toReceived(this.server.media, stanza, from, message));
    if (!this.autoReceipt) return;
    const { attrs } = stanza;
    company.receiveReceipt(this, { id: attrs.id ?? '', fromDevice: from.device, attrs }, undefined);
  }

  private async decrypted(enc: BinaryNode, from: Endpoint): Promise<proto.IMessage | undefined> {
    if (this.failDecrypts > 0) {
      this.failDecrypts--;
      return undefined;
    }
    try {
      return await this.handset.decrypt(at(from.user.lidUser, LID, from.device), enc);
    } catch (error) {
      this.complain(error);
      return undefined;
    }
  }

  private async renewSession(company: Company, device: number, receipt: BinaryNode) {
    const keys = kid(receipt, 'keys');
    const bundle = keys
      ? bundleFromNodes(keys, uint(kid(receipt, 'registration')))
      : await company.bundleOf(device);
    if (!bundle) return;
    const peer = at(company.lidUser, LID, device);
    await this.handset.forgetSession(peer);
    await this.handset.startSession(peer, bundle);
  }

  private complain(error: unknown) {
    this.server.emit('contact-error', error, this);
  }
}
