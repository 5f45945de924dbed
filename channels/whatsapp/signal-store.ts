import {
  BufferJSON,
  initAuthCreds,
  proto,
  unpadRandomMax16,
  type AuthenticationCreds,
  type BinaryNode,
  type SignalKeyStore,
  type UserFacingSocketConfig,
  type WASocket,
} from '@whiskeysockets/baileys';
import type { Arrival } from './ports.js';
import { SignalLedger, type LedgerDeps, type Step } from './signal-ledger.js';
import { durableRepository, type Plains } from './signal-repository.js';

/** The attributes of a message's envelope: id, from, sender_pn or sender_lid, recipient, participant, t, notify, offline. */
export type Envelope = Readonly<Record<string, string>>;

export interface SignalStoreDeps extends LedgerDeps {
  /** What the message is to us; nothing, if it is none for anybody. */
  readonly arrivalOf: (envelope: Envelope, message: proto.Message) => Arrival | undefined;
  readonly logger?: { error(facts: object, message: string): void };
}

/** What a socket of Baileys needs to be ours. The same object serves every socket of the account, one at a time. */
export interface SignalStore {
  /** As they are now; the socket changes them in place. After `reopen` and `wipe` it is another object. */
  credentials(): AuthenticationCreds;
  readonly keys: SignalKeyStore;
  readonly config: Required<Pick<UserFacingSocketConfig, 'makeSignalRepository'>>;
  /**
   * Must be called for every socket in the tick in which it was made. From then on Baileys calls live messages `append`
   * too; the envelope tells which were held back.
   */
  attach(socket: WASocket): void;
  /** Keeps the credentials after they were changed by hand. Queued at once; resolves when they are flushed. */
  keepCredentials(): Promise<void>;
  /** Starts again from what is on the disk. Throws SealBroken if that does not open. */
  reopen(): Promise<void>;
  /** Forgets the linking: keys, credentials, plain texts. */
  wipe(): Promise<void>;
  /** Resolves when all that was queued is flushed, or has failed. */
  idle(): Promise<void>;
}

/** Ciphertexts decrypted lately: their plain texts may not be on the disk yet. */
const LATELY = 256;

/** Opens what is kept of the account, or begins with fresh credentials. Throws SealBroken if that does not open. */
export async function openSignalStore(deps: SignalStoreDeps): Promise<SignalStore> {
  const { account, store } = deps;
  const envelopes = new WeakMap<Uint8Array, Envelope>();
  const ledger = new SignalLedger(deps);
  const plains = plainsOf(deps, envelopes);
  let credentials = await credentialsOf(deps);
  const keepCredentials = () =>
    ledger.keepCredentials(Buffer.from(JSON.stringify(credentials, BufferJSON.replacer)));
  const restart = async (): Promise<void> => {
    await ledger.restart();
    plains.forget();
    credentials = await credentialsOf(deps);
  };
  store.reopened(account);
  return {
    credentials: () => credentials,
    keys: ledger.keys,
    config: { makeSignalRepository: durableRepository(ledger, plains) },
    attach: (socket) => {
      const theirs = credentials;
      takeInOrder(socket, envelopes);
      socket.ev.on('creds.update', (update) => {
        // A socket of before the last start has nothing to say any more.
        if (theirs !== credentials) return;
        Object.assign(credentials, update);
        // A failure is told by `onBroken`.
        keepCredentials().catch(() => undefined);
      });
    },
    keepCredentials,
    reopen: restart,
    wipe: async () => {
      await ledger.restart();
      await store.wipe(account);
      await restart();
    },
    idle: () => ledger.idle(),
  };
}

async function credentialsOf({
  account,
  store,
  seal,
}: Pick<SignalStoreDeps, 'account' | 'store' | 'seal'>): Promise<AuthenticationCreds> {
  const sealed = await store.credentials(account);
  if (!sealed) return initAuthCreds();
  const plain = Buffer.from(seal.open(`${account}|credentials|`, sealed)).toString();
  return JSON.parse(plain, BufferJSON.reviver) as AuthenticationCreds;
}

/**
 * The ciphertext that is decrypted is the very object that came in the stanza: by it the envelope is found, and goes with
 * it. Baileys works through what was held back for us one by one, but lets a live message overtake that, and the first
 * message of a new contact while it looks them up: so every message takes that queue.
 */
function takeInOrder(socket: WASocket, envelopes: WeakMap<Uint8Array, Envelope>): void {
  socket.ws.prependListener('CB:message', ({ attrs, content }: BinaryNode) => {
    const envelope = { ...attrs };
    attrs.offline ??= 'in-order';
    if (!Array.isArray(content)) return;
    for (const child of content)
      if (child.tag === 'enc' && child.content instanceof Uint8Array) envelopes.set(child.content, envelope);
  });
}

function plainsOf(
  deps: SignalStoreDeps,
  envelopes: WeakMap<Uint8Array, Envelope>,
): Plains & { forget(): void } {
  const { account, store, seal } = deps;
  const placeOf = (fingerprint: string) => `${account}|decrypted|${fingerprint}`;
  const lately = new Map<string, Uint8Array>();
  return {
    forget: () => lately.clear(),
    of: async (fingerprint) => {
      const known = lately.get(fingerprint);
      if (known) return known;
      const sealed = await store.decrypted(account, fingerprint);
      return sealed && seal.open(placeOf(fingerprint), sealed);
    },
    keep: (step: Step, fingerprint, plain, ciphertext) => {
      step.decrypted.push({ fingerprint, plain: seal.seal(placeOf(fingerprint), plain) });
      const envelope = envelopes.get(ciphertext);
      const arrival = envelope && arrivalIn(deps, envelope, plain);
      if (arrival) step.arrivals.push(arrival);
      lately.set(fingerprint, plain);
      if (lately.size > LATELY) lately.delete(lately.keys().next().value ?? '');
    },
  };
}

/** What cannot be read stays among the plain texts; the session that decrypted it has moved on all the same. */
function arrivalIn(
  { arrivalOf, logger }: SignalStoreDeps,
  envelope: Envelope,
  plain: Uint8Array,
): Arrival | undefined {
  try {
    return arrivalOf(envelope, proto.Message.decode(unpadRandomMax16(plain)));
  } catch (error) {
    logger?.error({ id: envelope.id, kind: (error as Error).name }, 'A WhatsApp message could not be read.');
    return undefined;
  }
}
