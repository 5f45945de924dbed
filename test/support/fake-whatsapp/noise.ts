import { createCipheriv, createDecipheriv, createHash, hkdfSync } from 'node:crypto';
import { Curve, NOISE_MODE, NOISE_WA_HEADER, proto, type KeyPair } from '@whiskeysockets/baileys';

const NOTHING = Buffer.alloc(0);
const sha256 = (data: Uint8Array) => createHash('sha256').update(data).digest();

function nonce(counter: number): Buffer {
  const iv = Buffer.alloc(12);
  iv.writeUInt32BE(counter >>> 0, 8);
  return iv;
}

function seal(key: Uint8Array, counter: number, plain: Uint8Array, beside: Uint8Array): Buffer {
  const cipher = createCipheriv('aes-256-gcm', key, nonce(counter));
  cipher.setAAD(beside);
  return Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

function open(key: Uint8Array, counter: number, sealed: Uint8Array, beside: Uint8Array): Buffer {
  const cut = sealed.length - 16;
  const decipher = createDecipheriv('aes-256-gcm', key, nonce(counter));
  decipher.setAAD(beside);
  decipher.setAuthTag(sealed.subarray(cut));
  return Buffer.concat([decipher.update(sealed.subarray(0, cut)), decipher.final()]);
}

/** Who the server is: a root signs an intermediate key, that one signs the server's own. */
export interface NoiseIdentity {
  root: KeyPair;
  serverStatic: KeyPair;
  certChain: Uint8Array;
}

export function makeNoiseIdentity(): NoiseIdentity {
  const [root, intermediate, serverStatic] = [1, 2, 3].map(() => Curve.generateKeyPair()) as [
    KeyPair,
    KeyPair,
    KeyPair,
  ];
  const { Details } = proto.CertChain.NoiseCertificate;
  const year = 365 * 86_400;
  const seconds = Math.floor(Date.now() / 1000);
  const valid = { notBefore: seconds - year, notAfter: seconds + year };
  const upper = Details.encode({ serial: 1, issuerSerial: 0, key: intermediate.public, ...valid }).finish();
  const lower = Details.encode({ serial: 2, issuerSerial: 1, key: serverStatic.public, ...valid }).finish();
  const certChain = proto.CertChain.encode({
    intermediate: { details: upper, signature: Curve.sign(root.private, upper) },
    leaf: { details: lower, signature: Curve.sign(intermediate.private, lower) },
  }).finish();
  return { root, serverStatic, certChain };
}

/** The server's side of Noise_XX_25519_AESGCM_SHA256 and of the encrypted line that follows it. */
export class NoiseResponder {
  // The mode's name has exactly 32 bytes, so it is the first hash itself.
  private hash: Buffer = Buffer.from(NOISE_MODE);
  private chain: Buffer = this.hash;
  private key: Buffer = NOTHING;
  private counter = 0;
  private readonly ephemeral = Curve.generateKeyPair();
  private receiving = { key: NOTHING as Buffer, counter: 0 };
  private sending = { key: NOTHING as Buffer, counter: 0 };
  clientStatic: Buffer | undefined;

  constructor(private readonly identity: NoiseIdentity) {
    this.mixHash(NOISE_WA_HEADER);
  }

  /** Takes the client's ephemeral key; gives the server's two keys and its certificates. */
  hello(clientHello: Uint8Array): Buffer {
    const theirs = proto.HandshakeMessage.decode(clientHello).clientHello?.ephemeral;
    if (!theirs) throw new Error('client hello without ephemeral');
    const { serverStatic, certChain } = this.identity;
    this.mixHash(theirs);
    this.mixHash(this.ephemeral.public);
    this.mixKey(Curve.sharedKey(this.ephemeral.private, theirs));
    const sealedStatic = this.sealed(serverStatic.public);
    this.mixKey(Curve.sharedKey(serverStatic.private, theirs));
    const payload = this.sealed(certChain);
    const serverHello = { ephemeral: this.ephemeral.public, static: sealedStatic, payload };
    return Buffer.from(proto.HandshakeMessage.encode({ serverHello }).finish());
  }

  /** Takes the client's lasting key and what it says of itself; from here on the line is encrypted. */
  finish(clientFinish: Uint8Array): proto.ClientPayload {
    const finish = proto.HandshakeMessage.decode(clientFinish).clientFinish;
    if (!finish?.static || !finish.payload) throw new Error('client finish incomplete');
    this.clientStatic = this.opened(finish.static);
    this.mixKey(Curve.sharedKey(this.ephemeral.private, this.clientStatic));
    const payload = this.opened(finish.payload);
    const [inwards, outwards] = this.expand(NOTHING);
    this.receiving.key = inwards;
    this.sending.key = outwards;
    return proto.ClientPayload.decode(payload);
  }

  encrypt(plain: Uint8Array): Buffer {
    return seal(this.sending.key, this.sending.counter++, plain, NOTHING);
  }

  decrypt(sealed: Uint8Array): Buffer {
    return open(this.receiving.key, this.receiving.counter++, sealed, NOTHING);
  }

  private mixHash(data: Uint8Array) {
    this.hash = sha256(Buffer.concat([this.hash, data]));
  }

  private expand(secret: Uint8Array): [Buffer, Buffer] {
    const keys = Buffer.from(hkdfSync('sha256', secret, this.chain, NOTHING, 64));
    return [keys.subarray(0, 32), keys.subarray(32)];
  }

  private mixKey(secret: Uint8Array) {
    [this.chain, this.key] = this.expand(secret);
    this.counter = 0;
  }

  private sealed(plain: Uint8Array): Buffer {
    const sealed = seal(this.key, this.counter++, plain, this.hash);
    this.mixHash(sealed);
    return sealed;
  }

  private opened(sealed: Uint8Array): Buffer {
    const plain = open(this.key, this.counter++, sealed, this.hash);
    this.mixHash(sealed);
    return plain;
  }
}
