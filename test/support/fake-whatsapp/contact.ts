import { proto, type MediaType } from '@whiskeysockets/baileys';
import { ContactPhone, type SendOptions, type Sent } from './contact-phone.js';
import { SimDevice } from './device.js';
import type { MediaRef } from './media.js';
import { padded, type Received } from './messages.js';
import { el, newId, now } from './nodes.js';
import type { Company, Group } from './user.js';

const { Type } = proto.Message.ProtocolMessage;

export interface SentMedia extends Sent {
  /** Where the file lies and how it is encrypted. */
  media: MediaRef;
}

/** A customer or technician, and what they do in WhatsApp. */
export class Contact extends ContactPhone {
  nextMessage(timeoutMs?: number, match?: (message: Received) => boolean) {
    return this.inbox.next(timeoutMs, match, `message for ${this.name}`);
  }

  nextReceipt(type?: string, timeoutMs?: number) {
    const what = `${type ?? ''} receipt for ${this.name}`;
    return this.receipts.next(timeoutMs, (receipt) => !type || receipt.type === type, what);
  }

  nextState(timeoutMs?: number) {
    return this.states.next(timeoutMs, undefined, `chat state for ${this.name}`);
  }

  edit(id: string, text: string, opts: SendOptions = {}) {
    const protocolMessage = {
      key: { remoteJid: this.chatWith(opts).lid, fromMe: true, id },
      type: Type.MESSAGE_EDIT,
      editedMessage: { conversation: text },
      timestampMs: Date.now(),
    };
    return this.send({ protocolMessage }, { ...opts, attrs: { edit: '1', ...opts.attrs } });
  }

  /** Deletes a message for everybody. */
  revoke(id: string, opts: SendOptions = {}) {
    const key = { remoteJid: this.chatWith(opts).lid, fromMe: true, id };
    const attrs = { edit: '7', ...opts.attrs };
    return this.send({ protocolMessage: { key, type: Type.REVOKE } }, { ...opts, attrs });
  }

  /** `mine` is seen from the company: a message of its own. */
  react(to: { id: string; mine?: boolean }, emoji: string, opts: SendOptions = {}) {
    const remoteJid = to.mine ? this.chatWith(opts).lid : this.lid;
    const key = { remoteJid, fromMe: !!to.mine, id: to.id };
    const reactionMessage = { key, text: emoji, senderTimestampMs: Date.now() };
    return this.send({ reactionMessage }, { ...opts, type: 'reaction' });
  }

  sendImage(image: Buffer, caption?: string, opts: SendOptions = {}): Promise<SentMedia> {
    const imageMessage = { mimetype: 'image/jpeg', caption };
    return this.sendFile([image, 'image'], (file) => ({ imageMessage: { ...file, ...imageMessage } }), opts);
  }

  sendVideo(video: Buffer, caption?: string, opts: SendOptions = {}): Promise<SentMedia> {
    const videoMessage = { mimetype: 'video/mp4', caption, seconds: 3 };
    return this.sendFile([video, 'video'], (file) => ({ videoMessage: { ...file, ...videoMessage } }), opts);
  }

  sendSticker(sticker: Buffer, opts: SendOptions = {}): Promise<SentMedia> {
    const stickerMessage = { mimetype: 'image/webp', width: 512, height: 512 };
    const message = (file: MediaRef) => ({ stickerMessage: { ...file, ...stickerMessage } });
    return this.sendFile([sticker, 'sticker'], message, opts);
  }

  sendDocument(
    data: Buffer,
    fileName: string,
    mimetype = 'application/pdf',
    opts: SendOptions = {},
  ): Promise<SentMedia> {
    const message = (file: MediaRef) => ({ documentMessage: { ...file, mimetype, fileName } });
    return this.sendFile([data, 'document'], message, opts);
  }

  sendVoice(data: Buffer, seconds = 3, opts: SendOptions = {}): Promise<SentMedia> {
    const audioMessage = { mimetype: 'audio/ogg; codecs=opus', ptt: true, seconds };
    return this.sendFile([data, 'audio'], (file) => ({ audioMessage: { ...file, ...audioMessage } }), opts);
  }

  sendLocation(place: { latitude: number; longitude: number; name?: string }, opts: SendOptions = {}) {
    const { latitude, longitude, name } = place;
    const locationMessage = { degreesLatitude: latitude, degreesLongitude: longitude, name };
    return this.send({ locationMessage }, { type: 'media', ...opts });
  }

  /** Somebody's card out of the address book. */
  sendContact(card: { name: string; phone: string }, opts: SendOptions = {}) {
    const digits = card.phone.replace(/\D/g, '');
    const vcard = [
      'BEGIN:VCARD',
      'VERSION:3.0',
      `FN:${card.name}`,
      `TEL;type=CELL;waid=${digits}:+${digits}`,
      'END:VCARD',
    ].join('\n');
    return this.send({ contactMessage: { displayName: card.name, vcard } }, { type: 'media', ...opts });
  }

  /** A message in a group that both are members of, encrypted with a sender key. */
  async sendToGroup(group: Group, text: string, opts: SendOptions = {}) {
    const id = opts.id ?? newId();
    await this.serial(async () => {
      const data = padded({ conversation: text });
      const sealed = await this.handset.signal.encryptGroupMessage({
        group: group.jid,
        meId: this.lid,
        data,
      });
      const senderKeyDistributionMessage = {
        groupId: group.jid,
        axolotlSenderKeyDistributionMessage: sealed.senderKeyDistributionMessage,
      };
      const words = el('enc', { v: '2', type: 'skmsg' }, Buffer.from(sealed.ciphertext));
      await this.sayTo({ place: group.jid, id, opts }, { senderKeyDistributionMessage }, [words]);
    });
    return id;
  }

  /** What friends see for a day, addressed to status@broadcast. */
  postStatus(text: string, to: Company = this.server.defaultAccount()) {
    const where = { place: 'status@broadcast', id: newId(), opts: { to } };
    return this.serial(() => this.sayTo(where, { extendedTextMessage: { text } }));
  }

  typing(on = true, account: Company = this.server.defaultAccount()) {
    const state = el('chatstate', { from: this.lid }, [el(on ? 'composing' : 'paused')]);
    for (const device of account.devices.values()) device.conn?.send(state);
  }

  read(message: Received) {
    (message.from as Company).receiveReceipt(this, message, 'read');
  }

  /** A new phone: another identity, and every session is void. */
  reinstall() {
    this.handset = new SimDevice();
    for (const { devices } of this.server.accounts.values()) {
      for (const device of devices.values()) {
        const attrs = { from: this.lid, type: 'encrypt', id: newId('N'), t: now() };
        device.deliver(el('notification', attrs, [el('identity')]));
      }
    }
  }

  private chatWith({ to }: SendOptions): Company {
    return to ?? this.server.defaultAccount();
  }

  private async sendFile(
    [data, kind]: [Buffer, MediaType],
    message: (file: MediaRef) => proto.IMessage,
    opts: SendOptions,
  ): Promise<SentMedia> {
    const media = await this.server.media.encrypt(data, kind);
    return { ...(await this.send(message(media), opts)), media };
  }

  /** Says something where many listen: each device gets its own encryption, and whatever is the same for all. */
  private async sayTo(
    { place, id, opts }: { place: string; id: string; opts: SendOptions },
    message: proto.IMessage,
    forAll: ReturnType<typeof el>[] = [],
  ) {
    const account = this.chatWith(opts);
    for (const device of account.devices.keys()) {
      const enc = await this.encryptTo(account, device, message);
      const attrs = {
        from: place,
        participant: this.lid,
        participant_pn: this.pn,
        addressing_mode: 'lid',
        id,
        t: now(),
        type: 'text',
        notify: this.name,
      };
      account.receive(device, el('message', attrs, [enc, ...forAll]), { user: this, device: 0 });
    }
  }
}
