import { createHmac, randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import {
  aesDecryptCTR,
  aesDecryptGCM,
  aesEncryptCTR,
  Curve,
  derivePairingCodeKey,
  hkdf,
  proto,
  type KeyPair,
} from '@whiskeysockets/baileys';
import type { CodeRequest, Connection } from './connection.js';
import { signDevice } from './linking.js';
import { el, newId, now, PN } from './nodes.js';
import type { Company } from './user.js';

/** Offers a new client some references to show as QR codes; gives them. */
export function offerQrCodes(conn: Connection): string[] {
  const refs = Array.from({ length: 6 }, () => `2@${randomBytes(48).toString('base64url')}`);
  const children = refs.map((ref) => el('ref', {}, Buffer.from(ref)));
  const attrs = { from: PN, type: 'set', id: conn.nextId(), xmlns: 'md' };
  conn.send(el('iq', attrs, [el('pair-device', {}, children)]));
  return refs;
}

export function scanQr(company: Company, qr: string) {
  const [ref = '', , , adv = ''] = qr.slice(qr.indexOf('#') + 1).split(',');
  const conn = company.server.qrRefs.get(ref);
  if (!conn?.pairing) throw new Error('unknown or expired QR reference');
  completePairing(conn, company, Buffer.from(adv, 'base64'));
}

/** The phone answers the client's hello; once the client has sent its keys in turn, it is linked. */
export async function enterPairingCode(company: Company, code: string) {
  const waiting = await requestFor(company);
  const { conn, wrapped, ref } = waiting;
  const unwrapKey = await derivePairingCodeKey(code, wrapped.subarray(0, 32));
  const theirs = aesDecryptCTR(wrapped.subarray(48, 80), unwrapKey, wrapped.subarray(32, 48));
  const own = Curve.generateKeyPair();
  waiting.finish = (bundle) =>
    completePairing(conn, company, advSecretOf(bundle, Curve.sharedKey(own.private, theirs), company));
  const attrs = { from: PN, type: 'link_code_companion_reg', id: newId('N'), t: now() };
  conn.send(
    el('notification', attrs, [
      el('link_code_companion_reg', { stage: 'primary_hello' }, [
        el('link_code_pairing_ref', {}, ref),
        el('primary_identity_pub', {}, Buffer.from(company.handset.creds.signedIdentityKey.public)),
        el('link_code_pairing_wrapped_primary_ephemeral_pub', {}, await wrap(own, code)),
      ]),
    ]),
  );
}

/** Baileys gives the code away before the server has heard of it, so the owner may be faster. */
async function requestFor({ server, phone }: Company): Promise<CodeRequest> {
  for (let tries = 0; tries < 100 && !server.codeRequests.has(phone); tries++) await pause(20);
  const waiting = server.codeRequests.get(phone);
  if (!waiting) throw new Error(`no pairing-code request for ${phone}`);
  return waiting;
}

async function wrap(own: KeyPair, code: string): Promise<Buffer> {
  const salt = randomBytes(32);
  const iv = randomBytes(16);
  const key = await derivePairingCodeKey(code, salt);
  return Buffer.concat([salt, iv, aesEncryptCTR(own.public, key, iv)]);
}

/** The secret both sides make of their keys and of a random part that the client has sent. */
function advSecretOf(bundle: Buffer, shared: Buffer, company: Company): Buffer {
  const salt = bundle.subarray(0, 32);
  const key = hkdf(shared, 32, { salt, info: 'link_code_pairing_key_bundle_encryption_key' });
  const plain = aesDecryptGCM(bundle.subarray(44), key, bundle.subarray(32, 44), Buffer.alloc(0));
  const identity = plain.subarray(0, 32);
  const random = plain.subarray(64, 96);
  const own = Curve.sharedKey(company.handset.creds.signedIdentityKey.private, identity);
  return Buffer.from(hkdf(Buffer.concat([shared, own, random]), 32, { info: 'adv_secret' }));
}

function completePairing(conn: Connection, company: Company, advSecret: Buffer) {
  const { reg, noisePub } = conn.pairing!;
  const keyId = Buffer.from(reg.eSkeyId!);
  const device = company.allotDevice(noisePub, {
    registrationId: Buffer.from(reg.eRegid!).readUInt32BE(),
    identity: reg.eIdent!,
    signedPreKey: { id: keyId.readUIntBE(0, keyId.length), pub: reg.eSkeyVal!, sig: reg.eSkeySig! },
  });
  const details = proto.ADVSignedDeviceIdentity.encode(signDevice(company, device)).finish();
  const hmac = createHmac('sha256', advSecret).update(details).digest();
  const wrapped = proto.ADVSignedDeviceIdentityHMAC.encode({ details, hmac }).finish();
  conn.send(
    el('iq', { from: PN, type: 'set', id: conn.nextId(), xmlns: 'md', t: now() }, [
      el('pair-success', {}, [
        el('device-identity', {}, wrapped),
        el('device', { jid: device.pn, lid: device.lid }),
        el('platform', { name: 'android' }),
      ]),
    ]),
  );
  company.server.emit('paired', device);
}
