import type { BinaryNode } from '@whiskeysockets/baileys';
import { be, bytes, el, kid, uint } from './nodes.js';

interface PublicKey {
  id: number;
  pub: Uint8Array;
}

/** The public keys with which somebody else starts a session with a device. */
export interface KeyBundle {
  registrationId: number;
  identity: Uint8Array;
  signedPreKey: PublicKey & { sig: Uint8Array };
  /** Good for one session. */
  preKey?: PublicKey;
}

export function bundleToNodes({ registrationId, identity, signedPreKey, preKey }: KeyBundle): BinaryNode[] {
  const numbered = ({ id, pub }: PublicKey) => [el('id', {}, be(id, 3)), el('value', {}, Buffer.from(pub))];
  return [
    el('registration', {}, be(registrationId, 4)),
    el('type', {}, Buffer.from([5])),
    el('identity', {}, Buffer.from(identity)),
    el('skey', {}, [...numbered(signedPreKey), el('signature', {}, Buffer.from(signedPreKey.sig))]),
    ...(preKey ? [el('key', {}, numbered(preKey))] : []),
  ];
}

/** Reads a bundle out of a stanza with `identity`, `skey` and perhaps `key`. */
export function bundleFromNodes(node: BinaryNode, registrationId?: number): KeyBundle {
  const numbered = (key: BinaryNode | undefined) => ({
    id: uint(kid(key, 'id')),
    pub: bytes(kid(key, 'value')),
  });
  const signed = kid(node, 'skey');
  const key = kid(node, 'key');
  return {
    registrationId: registrationId ?? uint(kid(node, 'registration')),
    identity: bytes(kid(node, 'identity')),
    signedPreKey: { ...numbered(signed), sig: bytes(kid(signed, 'signature')) },
    preKey: key && numbered(key),
  };
}
