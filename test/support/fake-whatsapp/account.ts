import { deflateSync } from 'node:zlib';
import { proto, type AuthenticationCreds, type BinaryNode } from '@whiskeysockets/baileys';
import { bundleToNodes, type KeyBundle } from './bundle.js';
import { Inbox } from './inbox.js';
import { LinkedDevice } from './linked-device.js';
import { linkedLongAgo } from './linking.js';
import { kindOf, toReceived, type Received } from './messages.js';
import { at, el, encs, LID, newId, now, PN } from './nodes.js';
import { enterPairingCode, scanQr } from './pairing.js';
import type { MemoryKeyStore } from './store.js';
import { User, type Company, type Endpoint, type ReceivedStanza, type RetryWish } from './user.js';

const { HistorySyncType } = proto.HistorySync;

interface TypingOptions {
  id?: string;
  addressing?: 'lid' | 'pn';
  /** Seconds since 1970. */
  t?: number;
}

/** The company's number: its phone, whose owner may write too, and the clients linked to it. */
export class Account extends User implements Company {
  readonly devices = new Map<number, LinkedDevice>();
  /** What the phone reads: customers' messages, and copies of what linked devices sent. */
  readonly handsetInbox = new Inbox<Received>();
  /** Without it nobody encrypts for the phone and it decrypts nothing, which spares a measurement the work. */
  handsetReads = true;
  /** What a newly linked device is told of the past. */
  history: proto.IWebMessageInfo[] = [];
  private nextDevice = 1;

  deviceIds() {
    return [0, ...this.devices.keys()];
  }

  async bundleOf(id: number): Promise<KeyBundle | undefined> {
    if (id === 0) return this.handset.takeBundle();
    const device = this.devices.get(id);
    if (!device) return undefined;
    const preKey = device.preKeys.shift();
    if (device.preKeys.length === 4) {
      const attrs = { from: PN, type: 'encrypt', id: newId('N'), t: now() };
      device.deliver(el('notification', attrs, [el('count', { value: '4' })]));
    }
    return { ...device.bundle, preKey };
  }

  receive(id: number, stanza: BinaryNode, from: Endpoint) {
    if (id === 0) return this.readOnHandset(stanza, from);
    const device = this.devices.get(id);
    if (!device) return;
    this.server.lastDelivered = { device, node: stanza };
    device.deliver(stanza);
  }

  receiveReceipt(from: User, of: ReceivedStanza, type: string | undefined) {
    const hidden = (of.attrs.from ?? '').endsWith(LID);
    const who = hidden ? { from: from.lid, sender_pn: from.pn } : { from: from.pn };
    this.devices.get(of.fromDevice)?.deliver(el('receipt', { ...who, id: of.id, t: now(), type }));
  }

  receiveRetry(from: User, { device, stanza, count, bundle }: RetryWish) {
    const hidden = (stanza.attrs.from ?? '').endsWith(LID);
    const [registration, ...keys] = bundleToNodes(bundle);
    const { id, t } = stanza.attrs;
    const attrs = { from: hidden ? from.lid : from.pn, id, type: 'retry', t: now() };
    const retry = el('retry', { count: String(count), id, t: t ?? now(), v: '1' });
    const children = [retry, registration!, ...(count > 1 ? [el('keys', {}, keys)] : [])];
    this.devices.get(device)?.deliver(el('receipt', attrs, children));
  }

  allotDevice(noisePub: Buffer, bundle: KeyBundle): LinkedDevice {
    const device = new LinkedDevice(this, this.nextDevice++, noisePub, bundle);
    this.devices.set(device.id, device);
    return device;
  }

  /** The owner points the phone's camera at the QR code. */
  scanQr(qr: string) {
    scanQr(this, qr);
  }

  /** The owner types the eight characters into the phone. */
  enterPairingCode(code: string) {
    return enterPairingCode(this, code);
  }

  /** Credentials of a client linked before the test began; with a store, `preKeys` one-time keys lie in it. */
  preLink(store?: MemoryKeyStore, preKeys?: number): AuthenticationCreds {
    return linkedLongAgo(this, store, preKeys);
  }

  /** The owner removes the device in the phone's menu. */
  unlink(deviceId = [...this.devices.keys()][0]) {
    const device = this.devices.get(deviceId ?? 0);
    if (!device) return;
    this.devices.delete(device.id);
    device.dismiss('device_removed');
  }

  /** The owner writes to a customer on the company's own phone; the linked devices get a copy. */
  typeOnHandset(to: User, content: string | proto.IMessage, opts: TypingOptions = {}): Promise<string> {
    const message = typeof content === 'string' ? { conversation: content } : content;
    const hidden = opts.addressing !== 'pn';
    const chat = hidden ? to.lid : to.pn;
    const attrs = {
      from: hidden ? this.lid : this.pn,
      id: opts.id ?? newId(),
      t: String(opts.t ?? now()),
      type: kindOf(message),
      notify: this.name,
    };
    const recipient = hidden
      ? { recipient: chat, peer_recipient_pn: to.pn, addressing_mode: 'lid' }
      : { recipient: chat, peer_recipient_lid: to.lid };
    return this.serial(async () => {
      for (const device of this.devices.values()) {
        const enc = await this.encryptTo(this, device.id, {
          deviceSentMessage: { destinationJid: chat, message },
        });
        device.deliver(el('message', { ...attrs, ...recipient }, [enc]));
      }
      const enc = await this.encryptTo(to, 0, message);
      to.receive(0, el('message', attrs, [enc]), { user: this, device: 0 });
      return attrs.id;
    });
  }

  /** The past, as the phone pushes it to a device that was just linked. */
  sendHistory(device: LinkedDevice, messages = this.history, syncType = HistorySyncType.INITIAL_BOOTSTRAP) {
    const chats = new Map<string, proto.IHistorySyncMsg[]>();
    for (const message of messages) {
      const chat = message.key?.remoteJid ?? '';
      chats.set(chat, [...(chats.get(chat) ?? []), { message }]);
    }
    const part = { syncType, chunkOrder: 1, progress: 100 };
    const sync = proto.HistorySync.encode({
      ...part,
      conversations: [...chats].map(([id, list]) => ({ id, messages: list })),
      phoneNumberToLidMappings: [...this.server.contacts.values()].map(({ pn, lid }) => ({
        pnJid: pn,
        lidJid: lid,
      })),
    }).finish();
    return this.tellDevice(device, {
      type: proto.Message.ProtocolMessage.Type.HISTORY_SYNC_NOTIFICATION,
      historySyncNotification: { ...part, initialHistBootstrapInlinePayload: deflateSync(sync) },
    });
  }

  private readOnHandset(stanza: BinaryNode, from: Endpoint) {
    const enc = encs(stanza)[0];
    if (!this.handsetReads || !enc) return;
    const reading = this.serial(async () => {
      const message = await this.handset.decrypt(at(from.user.lidUser, LID, from.device), enc);
      if (message.protocolMessage && from.user === this) {
        this.server.emit('peer-message', message.protocolMessage, from.device);
        return;
      }
      this.handsetInbox.push(toReceived(this.server.media, stanza, from, message));
    });
    reading.catch((error: unknown) => this.server.emit('contact-error', error, this));
  }

  private async encryptTo(to: User, device: number, message: proto.IMessage) {
    const peer = at(to.lidUser, LID, device);
    if (!(await this.handset.hasSession(peer))) {
      const bundle = await to.bundleOf(device);
      if (!bundle) throw new Error(`no key bundle for ${peer}`);
      await this.handset.startSession(peer, bundle);
    }
    return this.handset.encrypt(peer, message);
  }

  private tellDevice(device: LinkedDevice, protocolMessage: proto.Message.IProtocolMessage) {
    return this.serial(async () => {
      const enc = await this.encryptTo(this, device.id, { protocolMessage });
      const attrs = { from: this.pn, id: newId(), t: now(), type: 'text', category: 'peer' };
      device.deliver(el('message', attrs, [enc]));
    });
  }
}
