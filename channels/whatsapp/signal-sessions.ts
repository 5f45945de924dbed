/** What libsignal keeps of a session, as far as it is looked into here (`session_record.js`, serialized). */
interface SessionRecord {
  readonly _sessions?: Readonly<Record<string, { readonly _chains?: Record<string, Chain> }>>;
}

interface Chain {
  readonly chainType: number;
  /** The key is gone once the other side has begun a new chain: nothing further can come on this one. */
  readonly chainKey: { readonly key?: unknown };
  /** Of messages that were skipped and may come yet. */
  readonly messageKeys: Readonly<Record<string, unknown>>;
}

/** `chain_type.js` of libsignal. */
const RECEIVING = 2;

/** As many as Signal's own implementation keeps (`SessionState.java`, MAX_RECEIVER_CHAINS). */
const CHAINS_KEPT = 5;

/**
 * Forgets chains on which nothing can come any more, but for the newest few. libsignal never does, so a session would
 * grow with every answer and cost more with every message. A message that comes a second time after its chain is gone
 * is known by its ciphertext. Changes the record, which libsignal makes anew for each writing.
 */
export function withoutSpentChains(record: unknown): unknown {
  for (const { _chains: chains } of Object.values((record as SessionRecord | null)?._sessions ?? {})) {
    if (!chains) continue;
    const spent = Object.entries(chains).filter(([, chain]) => isSpent(chain));
    // In the order in which they began.
    for (const [name] of spent.slice(0, -CHAINS_KEPT)) delete chains[name];
  }
  return record;
}

const isSpent = ({ chainType, chainKey, messageKeys }: Chain): boolean =>
  chainType === RECEIVING && chainKey.key === undefined && Object.keys(messageKeys).length === 0;
