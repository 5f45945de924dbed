import type { Desk } from '../routing/desk.js';
import {
  attend,
  attentionNeeded,
  nextWake,
  reconsiderCallbacks,
  runTimers,
  setTimersBack,
} from '../routing/timers.js';
import type { RoutingTx } from '../routing/store.js';
import { ConcurrentChange, type BotStore } from './store.js';

export interface TickDeps {
  readonly store: BotStore;
  readonly desk: () => Desk;
  readonly now: () => Date;
  /** A timer that failed with a bug; the others run all the same. */
  readonly onBug: (error: unknown, ticketId: string) => void;
}

type Run = (work: (tx: RoutingTx, at: Date) => Promise<void>) => Promise<void>;

/** Below this a clock that went back was only being corrected. */
const STEP_BACK_MS = 2000;
/** However quiet it is, the desk is looked over this often. */
const LONGEST_NAP_MS = 60_000;

/**
 * Runs every timer that is due, and looks over whoever waits when a shift begins or ends. Call it about once a second;
 * all there is to remember is in the database, so it may be another process each time. A clock that goes back takes
 * the running timers with it.
 */
export function ticker(deps: TickDeps): () => Promise<void> {
  const { store, desk, now } = deps;
  let last: Date | undefined;
  let wakeAt: Date | undefined;
  return async () => {
    const at = now();
    // All of one tick happens at one moment, so that what is due is what was found to be due.
    const run =
      (name: 'tick' | 'look'): Run =>
      (work) =>
        unlessMoved(store.commit(name, (tx) => work(tx, at)));
    const isFirst = last === undefined;
    const before = last ?? (await store.lastDecisionAt()) ?? at;
    last = at;
    const backMs = before.getTime() - at.getTime();
    if (backMs > STEP_BACK_MS) await run('look')((tx) => setTimersBack(tx, backMs, at));
    if (isFirst) await run('look')((tx) => reconsiderCallbacks(tx, desk(), at));
    await wakeBot(store, at);
    const due = await store.dueTickets(at);
    if (due.length === 0 && wakeAt && at < wakeAt && backMs <= STEP_BACK_MS) return;
    await runAll(deps, run(due.length > 0 ? 'tick' : 'look'));
    const nap = new Date(at.getTime() + LONGEST_NAP_MS);
    const shift = nextWake(desk().definition, undefined, at);
    wakeAt = shift && shift < nap ? shift : nap;
  };
}

/** Conversations in which the bot waits no longer. */
async function wakeBot(store: BotStore, at: Date): Promise<void> {
  if (await store.botIsDue(at)) await unlessMoved(store.commit('tick', (tx) => tx.wakeBot(at)));
}

/** All tickets of a moment are looked at together; if that fails each is alone, so that one cannot stop the others. */
async function runAll({ desk, onBug }: TickDeps, run: Run): Promise<void> {
  try {
    await run((tx, at) => runTimers(tx, desk(), at));
  } catch (error) {
    onBug(error, '');
    const all: string[] = [];
    await run(async (tx, at) => void all.push(...(await attentionNeeded(tx, at))));
    for (const ticketId of new Set(all))
      await run((tx, at) => attend(tx, desk(), ticketId, at)).catch((again: unknown) =>
        onBug(again, ticketId),
      );
  }
}

async function unlessMoved(work: Promise<void>): Promise<void> {
  try {
    await work;
  } catch (error) {
    if (!(error instanceof ConcurrentChange)) throw error;
  }
}
