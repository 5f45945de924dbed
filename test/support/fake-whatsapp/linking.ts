import { randomBytes } from 'node:crypto';
import {
  Curve,
  initAuthCreds,
  proto,
  WA_ADV_ACCOUNT_SIG_PREFIX,
  WA_ADV_DEVICE_SIG_PREFIX,
  type AuthenticationCreds,
} from '@whiskeysockets/baileys';
import type { LinkedDevice } from './linked-device.js';
import { now } from './nodes.js';
import type { MemoryKeyStore } from './store.js';
import type { Company } from './user.js';

/** The company's phone signs that this device is one of its own. */
export function signDevice(company: Company, device: LinkedDevice): proto.IADVSignedDeviceIdentity {
  const { signedIdentityKey } = company.handset.creds;
  const details = proto.ADVDeviceIdentity.encode({
    rawId: randomBytes(4).readUInt32BE(),
    timestamp: Number(now()),
    keyIndex: device.id,
    accountType: proto.ADVEncryptionType.E2EE,
    deviceType: proto.ADVEncryptionType.E2EE,
  }).finish();
  const signed = Buffer.concat([WA_ADV_ACCOUNT_SIG_PREFIX, details, device.bundle.identity]);
  return {
    details,
    accountSignatureKey: signedIdentityKey.public,
    accountSignature: Curve.sign(signedIdentityKey.private, signed),
  };
}

/**
 * Credentials of a device that was linked long ago: no QR code, no restart. With a store, some one-time keys are put
 * there and on the server, which spares the client its first upload of 812 of them, about a second.
 */
export function linkedLongAgo(company: Company, store?: MemoryKeyStore, preKeys = 30): AuthenticationCreds {
  const creds = initAuthCreds();
  const { signedPreKey } = creds;
  const device = company.allotDevice(Buffer.from(creds.noiseKey.public), {
    registrationId: creds.registrationId,
    identity: creds.signedIdentityKey.public,
    signedPreKey: { id: signedPreKey.keyId, pub: signedPreKey.keyPair.public, sig: signedPreKey.signature },
  });
  device.synced = true;
  if (store) {
    for (let id = 1; id <= preKeys; id++) {
      const pair = Curve.generateKeyPair();
      void store.set({ 'pre-key': { [id]: pair } });
      device.preKeys.push({ id, pub: pair.public });
    }
    creds.nextPreKeyId = creds.firstUnuploadedPreKeyId = preKeys + 1;
  }
  return {
    ...creds,
    me: { id: device.pn, lid: device.lid, name: company.name },
    account: countersigned(signDevice(company, device), creds),
    registered: true,
    accountSyncCounter: 1,
    platform: 'android',
  };
}

/** The device signs in its turn that it belongs to the account. */
function countersigned(account: proto.IADVSignedDeviceIdentity, creds: AuthenticationCreds) {
  const { public: identity, private: secret } = creds.signedIdentityKey;
  const parts = [WA_ADV_DEVICE_SIG_PREFIX, account.details!, identity, account.accountSignatureKey!];
  return { ...account, deviceSignature: Curve.sign(secret, Buffer.concat(parts)) };
}
