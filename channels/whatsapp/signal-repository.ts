import { createHash } from 'node:crypto';
import {
  DEFAULT_CONNECTION_CONFIG,
  isHostedPnUser,
  isPnUser,
  jidDecode,
  type SignalKeyStore,
  type SignalKeyStoreWithTransaction,
  type SignalRepositoryWithLIDStore,
  type UserFacingSocketConfig,
} from '@whiskeysockets/baileys';
import type { SignalLedger, Step } from './signal-ledger.js';

export type MakeRepository = NonNullable<UserFacingSocketConfig['makeSignalRepository']>;
type DecryptOptions = Parameters<SignalRepositoryWithLIDStore['decryptMessage']>[0];

/** What happens to a plain text in the step that made it, and where it is found when its ciphertext comes again. */
export interface Plains {
  of(fingerprint: string): Promise<Uint8Array | undefined>;
  /** Adds it, and the message it is, to the step. */
  keep(step: Step, fingerprint: string, plain: Uint8Array, ciphertext: Uint8Array): void;
}

const fingerprintOf = (ciphertext: Uint8Array): string =>
  createHash('sha256').update(ciphertext).digest('base64');

/**
 * Baileys' own Signal repository over the ledger: whatever reads a session and writes it back is one step, and nothing
 * leaves it before the step is on the disk. A ciphertext that comes again is answered from what is kept.
 */
export function durableRepository(ledger: SignalLedger, plains: Plains): MakeRepository {
  const keys: SignalKeyStoreWithTransaction = {
    ...ledger.keys,
    isInTransaction: () => ledger.isInStep,
    transaction: (work) => ledger.step(work),
  };
  return (auth, logger, pnToLid) => {
    const stock = DEFAULT_CONNECTION_CONFIG.makeSignalRepository(
      { creds: auth.creds, keys },
      logger,
      pnToLid,
    );
    askOutside(stock, ledger);
    const knowing = async <T>(jid: string, work: (step: Step) => Promise<T>): Promise<T> => {
      if (isNumber(jid)) await stock.lidMapping.getLIDForPN(jid);
      return ledger.step(work);
    };
    return {
      ...stock,
      decryptMessage: (options) =>
        knowing(options.jid, (step) => decryptOnce(options, { step, stock, plains })),
      encryptMessage: (options) => knowing(options.jid, () => stock.encryptMessage(options)),
      injectE2ESession: (options) => knowing(options.jid, () => stock.injectE2ESession(options)),
      processSenderKeyDistributionMessage: (options) =>
        ledger.step(() => stock.processSenderKeyDistributionMessage(options)),
    };
  };
}

async function decryptOnce(
  options: DecryptOptions,
  { step, stock, plains }: { step: Step; stock: SignalRepositoryWithLIDStore; plains: Plains },
): Promise<Uint8Array> {
  const fingerprint = fingerprintOf(options.ciphertext);
  // One that sets up a session might set it up a second time; any other fails if it comes again, and is cheap to try.
  const before = options.type === 'pkmsg' ? await plains.of(fingerprint) : undefined;
  if (before) return before;
  try {
    const plain = await stock.decryptMessage(options);
    plains.keep(step, fingerprint, plain, options.ciphertext);
    return plain;
  } catch (error) {
    step.undo();
    const kept = await plains.of(fingerprint);
    if (kept) return kept;
    throw error;
  }
}

const isNumber = (jid: string): boolean => Boolean(isPnUser(jid) || isHostedPnUser(jid));

/**
 * In a step nobody asks WhatsApp which hidden id a number has: the answer would keep everybody waiting, and might itself
 * wait for this step. It is asked before; in the step only what is known counts.
 */
function askOutside({ lidMapping }: SignalRepositoryWithLIDStore, ledger: SignalLedger): void {
  const ask = lidMapping.getLIDForPN.bind(lidMapping);
  lidMapping.getLIDForPN = (pn) => (ledger.isInStep ? known(ledger.keys, pn) : ask(pn));
}

async function known(keys: SignalKeyStore, pn: string): Promise<string | null> {
  const decoded = isNumber(pn) ? jidDecode(pn) : undefined;
  if (!decoded) return null;
  const { [decoded.user]: lid } = await keys.get('lid-mapping', [decoded.user]);
  if (!lid) return null;
  const device = decoded.device ? `:${decoded.device}` : '';
  return `${lid}${device}@${decoded.server === 'hosted' ? 'hosted.lid' : 'lid'}`;
}
