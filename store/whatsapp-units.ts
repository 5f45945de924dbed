import type { Arrival, KeptMessage, PendingMedia, Unit } from '../channels/whatsapp/ports.js';
import type { Incoming } from '../channels/channel.js';
import { insertRows, placeholders } from './connection.js';
import type { Batch, GroupCommit } from './group-commit.js';
import { keepAll, KnownConversations, type Arrival as KeepArrival } from './keep.js';
import type { StoreDeps, StoreTx } from './tx.js';
import {
  addressOfContact,
  aliasOf,
  conversationIdOf,
  type Met,
  type WhatsAppContacts,
} from './whatsapp-contacts.js';

interface Job {
  readonly account: string;
  readonly unit: Unit;
  /** The life of the account in which it was asked for. */
  readonly life: number;
}

interface Done {
  readonly kept: readonly KeptMessage[];
  /** What the next unit need not look up again. */
  readonly met: readonly { readonly arrival: Arrival; readonly met: Met }[];
  readonly arrivals: readonly KeepArrival[];
}

interface Account {
  life: number;
  error?: unknown;
}

/** Rows by one statement. */
const PORTION = 250;

export interface Units {
  commit(account: string, unit: Unit): Promise<readonly KeptMessage[]>;
  reopened(account: string): void;
}

/**
 * Commits what the steps of the Signal protocol change, in the order in which they were asked for; units that are ready
 * together share their statements. Once one has failed those behind it fail too, until the account starts again.
 */
export function unitsOf(group: GroupCommit<StoreTx>, contacts: WhatsAppContacts, deps: StoreDeps): Units {
  const accounts = new Map<string, Account>();
  const conversations = new KnownConversations(deps);
  const stateOf = (account: string): Account => {
    const state = accounts.get(account) ?? { life: 0 };
    accounts.set(account, state);
    return state;
  };
  const isLost = ({ account, life }: Job) => stateOf(account).life !== life || 'error' in stateOf(account);
  const keeping = { contacts, conversations, deps };
  const batch: Batch<StoreTx, Job> = {
    isOneStatement: ({ unit }) => onlySetsKeys(unit),
    run: async (tx, jobs) => {
      const done = await keepUnits(
        tx,
        jobs.filter((job) => !isLost(job)),
        keeping,
      );
      return jobs.map((job) => {
        const value = done.get(job);
        return value ? { value } : { error: new Error('An earlier WhatsApp commit has failed.') };
      });
    },
  };
  return {
    commit: async (account, unit) => {
      const state = stateOf(account);
      const job = { account, unit, life: state.life };
      const committed = group.commitIn<Job, Done>('signal', batch, job);
      // Before the next transaction begins: what was to follow must not be kept.
      const done = await committed.catch((error: unknown) => {
        if (state.life === job.life) state.error = error;
        throw error;
      });
      for (const { arrival, met } of done.met) contacts.remember(account, arrival.chat, met);
      for (const arrival of done.arrivals) conversations.kept(arrival);
      return done.kept;
    },
    reopened: (account) => {
      accounts.set(account, { life: stateOf(account).life + 1 });
    },
  };
}

/** What nearly every message of ours does. */
const onlySetsKeys = ({ keys, credentials, decrypted = [], arrivals = [], learned = [] }: Unit): boolean =>
  keys.length > 0 &&
  keys.length <= PORTION &&
  keys.every(({ value }) => value !== null) &&
  !credentials &&
  decrypted.length + arrivals.length + learned.length === 0;

interface Keeping {
  readonly contacts: WhatsAppContacts;
  readonly conversations: KnownConversations;
  readonly deps: StoreDeps;
}

async function keepUnits(tx: StoreTx, jobs: readonly Job[], keeping: Keeping): Promise<Map<Job, Done>> {
  const now = keeping.deps.now().toISOString();
  await keepKeys(tx, jobs, now);
  await keepCredentials(tx, jobs);
  const done = new Map<Job, Done>();
  for (const job of jobs) {
    const { learned = [], arrivals = [] } = job.unit;
    if (learned.length > 0) await keeping.contacts.learn(tx, job.account, learned);
    done.set(job, arrivals.length > 0 ? await keepArrivals(tx, job, keeping) : NOTHING);
  }
  return done;
}

const NOTHING: Done = { kept: [], met: [], arrivals: [] };

/** The type of key under which plain texts are kept, by the hash of the ciphertext. */
export const PLAIN = 'plain';

async function keepKeys(tx: StoreTx, jobs: readonly Job[], now: string): Promise<void> {
  const last = new Map<string, { account: string; type: string; id: string; value: Uint8Array | null }>();
  for (const { account, unit } of jobs)
    for (const key of unit.keys) last.set(`${account}|${key.type}|${key.id}`, { account, ...key });
  const all = [...last.values()];
  const plains = jobs.flatMap(({ account, unit }) =>
    (unit.decrypted ?? []).map(({ fingerprint, plain }) => [account, PLAIN, fingerprint, plain, now]),
  );
  const set = all.flatMap(({ account, type, id, value }) =>
    value ? [[account, type, id, value, null]] : [],
  );
  const kept = [...set, ...plains];
  for (const rows of portions(kept))
    await tx.connection.all(
      `insert into whatsapp_key (account, type, id, value, at) values ${placeholders(rows.length, 5)}
       on conflict (account, type, id) do update set value = excluded.value`,
      rows.flat(),
    );
  const gone = all.flatMap(({ account, type, id, value }) => (value ? [] : [[account, type, id]]));
  for (const rows of portions(gone))
    await tx.connection.all(
      `delete from whatsapp_key where (account, type, id) in (values ${placeholders(rows.length, 3)})`,
      rows.flat(),
    );
}

function portions<T>(rows: readonly T[]): T[][] {
  const all: T[][] = [];
  for (let i = 0; i < rows.length; i += PORTION) all.push(rows.slice(i, i + PORTION));
  return all;
}

async function keepCredentials(tx: StoreTx, jobs: readonly Job[]): Promise<void> {
  const last = new Map<string, Uint8Array>();
  for (const { account, unit } of jobs) if (unit.credentials) last.set(account, unit.credentials);
  for (const [account, credentials] of last)
    await tx.connection.all(
      `insert into whatsapp_account (account, credentials) values (?, ?)
       on conflict (account) do update set credentials = excluded.credentials`,
      [account, credentials],
    );
}

/** One after the other: a message may make the contact that the next one belongs to. */
async function keepArrivals(
  tx: StoreTx,
  { account, unit }: Job,
  { contacts, conversations, deps }: Keeping,
): Promise<Done> {
  const done = { kept: [] as KeptMessage[], met: [] as Done['met'][number][], arrivals: [] as KeepArrival[] };
  for (const arrival of unit.arrivals ?? []) {
    const met = await contacts.meet(tx, account, arrival.chat);
    const keep = conversations.arrivalOf(incomingOf(account, arrival, met));
    const [kept] = (await keptElsewhere(tx, account, { met, arrival })) ?? (await keepAll(tx, [keep], deps));
    if (!kept) throw new Error('A message that was to be kept is not there.');
    if (!kept.repeat) await announceMedia(tx, account, { media: arrival.media ?? [], due: deps.now() });
    done.kept.push(kept);
    done.met.push({ arrival, met });
    if (!kept.repeat) done.arrivals.push(keep);
  }
  return done;
}

function incomingOf(account: string, { incoming, name }: Arrival, { contact }: Met): Incoming {
  const from = addressOfContact(account, contact.id);
  return {
    ...incoming,
    from,
    person: {
      id: from.id,
      ...(name !== undefined && { name }),
      ...(contact.phone !== undefined && { phone: `+${contact.phone}` }),
      ...(contact.lid !== undefined && { alias: aliasOf(contact.lid) }),
    },
  };
}

/** A message that came before its chat was merged into another one is no new message. */
async function keptElsewhere(
  tx: StoreTx,
  account: string,
  { met, arrival }: { met: Met; arrival: Arrival },
): Promise<KeptMessage[] | undefined> {
  if (met.absorbed.length === 0) return undefined;
  const ids = met.absorbed.map((id) => conversationIdOf(account, id));
  const [first] = await tx.connection.all<{ id: string; position: number | string; conversation_id: string }>(
    `select id, position, conversation_id from message
     where conversation_id in ${placeholders(1, ids.length)} and external_id = ?`,
    [...ids, arrival.incoming.id],
  );
  if (!first) return undefined;
  const { id, position, conversation_id: conversationId } = first;
  return [{ conversationId, id, position: Number(position), repeat: true }];
}

async function announceMedia(
  tx: StoreTx,
  account: string,
  { media, due }: { media: readonly PendingMedia[]; due: Date },
): Promise<void> {
  const rows = media.map(({ fileId, sealed }) => ({
    ...{ file_id: fileId, account, sealed },
    ...{ attempts: 0, due_at: due.toISOString() },
  }));
  await insertRows(tx.connection, 'whatsapp_media', rows);
}
