import {
  Curve,
  DEFAULT_CONNECTION_CONFIG,
  encodeWAMessage,
  generateSignalPubKey,
  initAuthCreds,
  jidDecode,
  proto,
  unpadRandomMax16,
  type AuthenticationCreds,
  type BinaryNode,
  type SignalKeyStoreWithTransaction,
  type SignalRepositoryWithLIDStore,
} from '@whiskeysockets/baileys';
import pino from 'pino';
import type { KeyBundle } from './bundle.js';
import { bytes, el } from './nodes.js';
import { MemoryKeyStore } from './store.js';

/** Baileys' own log; WA_HARNESS_LOG=debug shows it. */
export const quiet = pino({ level: process.env.WA_HARNESS_LOG ?? 'silent' });

let devices = 0;

/**
 * A simulated handset with real keys, sessions and ratchets: what it encrypts and decrypts is the genuine article.
 *
 * libsignal queues its work in one table for the whole process, by the peer's address, and a queue goes on in the async
 * context of whoever started it, where Baileys keeps its key transactions. Two parties in one process that share a peer
 * would write into each other's. Therefore a simulated device uses no transactions (its user does one thing at a time) and
 * files its sessions under labels of its own.
 */
export class SimDevice {
  private readonly tag = `s${++devices}x`;
  readonly creds: AuthenticationCreds = initAuthCreds();
  readonly store = new MemoryKeyStore();
  private readonly keys: SignalKeyStoreWithTransaction;
  readonly signal: SignalRepositoryWithLIDStore;
  private nextPreKeyId = 1;

  constructor() {
    const { store } = this;
    this.keys = {
      get: (type, ids) => store.get(type, ids),
      set: (data) => store.set(data),
      isInTransaction: () => false,
      transaction: (work) => work(),
    };
    const auth = { creds: this.creds, keys: this.keys };
    this.signal = DEFAULT_CONNECTION_CONFIG.makeSignalRepository(auth, quiet, async () => []);
  }

  /** Keys for somebody who wants to write to this device; the one-time key is made on the spot. */
  async takeBundle(): Promise<KeyBundle> {
    const id = this.nextPreKeyId++;
    const pair = Curve.generateKeyPair();
    await this.keys.set({ 'pre-key': { [id]: pair } });
    const { registrationId, signedIdentityKey, signedPreKey } = this.creds;
    return {
      registrationId,
      identity: signedIdentityKey.public,
      signedPreKey: {
        id: signedPreKey.keyId,
        pub: signedPreKey.keyPair.public,
        sig: signedPreKey.signature,
      },
      preKey: { id, pub: pair.public },
    };
  }

  async startSession(peer: string, { registrationId, identity, signedPreKey, preKey }: KeyBundle) {
    await this.signal.injectE2ESession({
      jid: this.label(peer),
      session: {
        registrationId,
        identityKey: generateSignalPubKey(identity),
        signedPreKey: {
          keyId: signedPreKey.id,
          publicKey: generateSignalPubKey(signedPreKey.pub),
          signature: signedPreKey.sig,
        },
        preKey: preKey && { keyId: preKey.id, publicKey: generateSignalPubKey(preKey.pub) },
      },
    });
  }

  async hasSession(peer: string) {
    return (await this.signal.validateSession(this.label(peer))).exists;
  }

  async forgetSession(peer: string) {
    await this.signal.deleteSession([this.label(peer)]);
  }

  async encrypt(
    peer: string,
    message: proto.IMessage,
    attrs: Record<string, string> = {},
  ): Promise<BinaryNode> {
    const data = encodeWAMessage(message);
    const { type, ciphertext } = await this.signal.encryptMessage({ jid: this.label(peer), data });
    return el('enc', { v: '2', type, ...attrs }, Buffer.from(ciphertext));
  }

  async decrypt(peer: string, enc: BinaryNode): Promise<proto.Message> {
    const plain = await this.signal.decryptMessage({
      jid: this.label(peer),
      type: enc.attrs.type as 'msg' | 'pkmsg',
      ciphertext: bytes(enc),
    });
    return proto.Message.decode(unpadRandomMax16(plain));
  }

  private label(peer: string): string {
    const { user, device } = jidDecode(peer)!;
    return `${this.tag}${user}${device ? `:${device}` : ''}@lid`;
  }
}
