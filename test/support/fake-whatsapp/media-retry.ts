import { randomBytes } from 'node:crypto';
import { aesDecryptGCM, aesEncryptGCM, hkdf, proto, type BinaryNode } from '@whiskeysockets/baileys';
import type { Account } from './account.js';
import { accountOf, type Exchange } from './exchange.js';
import type { LinkedDevice } from './linked-device.js';
import { mediaIn } from './messages.js';
import { bytes, el, kid, now } from './nodes.js';

const { ResultType } = proto.MediaRetryNotification;

/** The company's phone is asked to upload a file again, whose link has expired; it answers with the new path. */
export function answerReupload(exchange: Exchange, device: LinkedDevice, request: BinaryNode) {
  if (exchange.faults.ignoreReuploads) return;
  const id = request.attrs.id ?? '';
  const { jid, from_me, participant } = kid(request, 'rmr')?.attrs ?? {};
  const account = accountOf(exchange, device);
  const rmr = el('rmr', { jid, from_me, participant });
  const tell = (answer: BinaryNode) => {
    const attrs = { from: account.pn, type: 'mediaretry', id, t: now() };
    device.deliver(el('notification', attrs, [rmr, answer]));
  };
  const file = fileOf(exchange, account, id);
  if (!file?.mediaKey || !file.directPath) return tell(refusal(ResultType.NOT_FOUND));
  const key = Buffer.from(hkdf(file.mediaKey, 32, { info: 'WhatsApp Media Retry Notification' }));
  if (!isGenuine(request, key, id)) return tell(refusal(ResultType.DECRYPTION_ERROR));
  const directPath = exchange.media.uploadAgain(file.directPath);
  const result = directPath ? ResultType.SUCCESS : ResultType.NOT_FOUND;
  tell(sealed({ stanzaId: id, directPath, result }, key, id));
}

/** The message as the phone has it: read there, or still in the log of whoever sent it. */
function fileOf(exchange: Exchange, account: Account, id: string) {
  const onPhone = account.handsetInbox.all.find((message) => message.id === id)?.message;
  const sender = [...exchange.contacts.values()].find(({ sentLog }) => sentLog.has(id));
  const message = onPhone ?? sender?.sentLog.get(id)?.message;
  return message && mediaIn(message);
}

function isGenuine(request: BinaryNode, key: Buffer, id: string): boolean {
  const encrypt = kid(request, 'encrypt');
  try {
    const [sealedPart, iv] = [bytes(kid(encrypt, 'enc_p')), bytes(kid(encrypt, 'enc_iv'))];
    const plain = aesDecryptGCM(sealedPart, key, iv, Buffer.from(id));
    return proto.ServerErrorReceipt.decode(plain).stanzaId === id;
  } catch {
    return false;
  }
}

function sealed(answer: proto.IMediaRetryNotification, key: Buffer, id: string): BinaryNode {
  const iv = randomBytes(12);
  const plain = proto.MediaRetryNotification.encode(answer).finish();
  const ciphertext = aesEncryptGCM(plain, key, iv, Buffer.from(id));
  return el('encrypt', {}, [el('enc_p', {}, ciphertext), el('enc_iv', {}, iv)]);
}

const refusal = (code: number) => el('error', { code: String(code) });
