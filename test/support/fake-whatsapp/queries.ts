import type { BinaryNode } from '@whiskeysockets/baileys';
import type { Connection } from './connection.js';
import { accountOf, type Exchange } from './exchange.js';
import { answerKeys } from './key-queries.js';
import type { LinkedDevice } from './linked-device.js';
import { answerMultiDevice } from './multi-device.js';
import { el, kid, kids, now, PN } from './nodes.js';
import type { Query } from './query.js';
import type { Group } from './user.js';
import { usync } from './usync.js';

const PRIVACY = ['readreceipts', 'last', 'online', 'profile', 'status', 'groupadd', 'calladd'];

type Respond = (query: Query) => void | Promise<void>;

const nothing: Respond = ({ answer }) => answer();

/** By namespace. What is not here gets an empty answer and is noted. */
const ANSWERS: Record<string, Respond> = {
  'w:p': nothing,
  'urn:xmpp:whatsapp:dirty': nothing,
  'w:stats': nothing,
  'urn:xmpp:whatsapp:push': nothing,
  passive: becomeActive,
  encrypt: answerKeys,
  usync: ({ exchange, body, answer }) => answer(body && [usync(exchange, body)]),
  abt: ({ answer }) => answer([el('props', { hash: 'lab-1', refresh: '86400' }, [])]),
  blocklist: ({ answer }) => answer([el('list', {}, [])]),
  privacy: ({ node, answer }) => answer(node.attrs.type === 'set' ? undefined : [privacy()]),
  'w:m': ({ exchange, answer }) => answer([mediaHosts(exchange)]),
  'w:sync:app:state': ({ body, answer }) => answer([emptyState(body)]),
  'w:mex': ({ answer }) => answer([reachoutLock()]),
  'w:g2': answerGroups,
  md: answerMultiDevice,
};

export async function answerQuery(exchange: Exchange, conn: Connection, node: BinaryNode) {
  const { id, type, xmlns = '' } = node.attrs;
  if (type === 'result' || type === 'error') return onReply(conn, node);
  const { iqSilent, iqErrors } = exchange.faults;
  if (iqSilent.has(xmlns)) return;
  const code = iqErrors.get(xmlns);
  if (code !== undefined) {
    const error = el('error', { code: String(code), text: 'fault-injection' });
    return conn.send(el('iq', { from: PN, type: 'error', id }, [error]));
  }
  const answer = (content?: BinaryNode[]) => conn.send(el('iq', { from: PN, type: 'result', id }, content));
  const reply = ANSWERS[xmlns];
  if (!reply) exchange.unhandled.add(xmlns || '(none)');
  await (reply ?? nothing)({ exchange, conn, node, body: kids(node)[0], answer });
}

/** The client has taken its new identity: it has to come back with it. */
function onReply(conn: Connection, node: BinaryNode) {
  if (!kid(node, 'pair-device-sign')) return;
  conn.send(el('stream:error', { code: '515' }));
  conn.close();
}

/** After the login the client says that it is ready: what waits is announced; it asks for it, and then it is live. */
function becomeActive({ exchange, conn, body, answer }: Query) {
  answer();
  const { device } = conn;
  if (body?.tag !== 'active' || !device) return;
  if (!device.synced) {
    device.synced = true;
    void accountOf(exchange, device).sendHistory(device);
  }
  if (device.pending.length === 0) device.drain();
  else conn.send(el('ib', { from: PN }, [offlinePreview(device)]));
}

function offlinePreview({ pending }: LinkedDevice): BinaryNode {
  const count = (tag: string) => String(pending.filter((node) => node.tag === tag).length);
  return el('offline_preview', {
    count: String(pending.length),
    message: count('message'),
    receipt: count('receipt'),
    notification: count('notification'),
    appdata: '0',
  });
}

function privacy(): BinaryNode {
  const categories = PRIVACY.map((name) => el('category', { name, value: 'all' }));
  return el('privacy', {}, categories);
}

function mediaHosts({ media }: Exchange): BinaryNode {
  const attrs = { auth: 'lab-token', ttl: '3600', auth_ttl: '3600', max_buckets: '12' };
  return el('media_conn', attrs, [el('host', { hostname: media.host, maxContentLengthBytes: '100000000' })]);
}

function emptyState(body: BinaryNode | undefined): BinaryNode {
  const collections = kids(body).map(({ attrs: { name, version } }) =>
    el('collection', { name, version: version ?? '0', type: 'result' }),
  );
  return el('sync', {}, collections);
}

/** The account may not write to strangers for an hour: what a client asks for after a 463. */
function reachoutLock(): BinaryNode {
  const lock = { is_active: true, time_enforcement_ends: String(Number(now()) + 3600) };
  const data = { xwa2_fetch_account_reachout_timelock: lock };
  return el('result', {}, Buffer.from(JSON.stringify({ data })));
}

function answerGroups({ exchange, node, answer }: Query) {
  const group = exchange.groups.get(node.attrs.to ?? '');
  if (group) answer([described(group)]);
  else answer([el('groups', {}, [...exchange.groups.values()].map(described))]);
}

function described({ jid, subject, members }: Group): BinaryNode {
  const attrs = {
    id: jid.split('@')[0],
    subject,
    s_t: now(),
    creation: now(),
    creator: members[0]?.lid,
    addressing_mode: 'lid',
    size: String(members.length),
  };
  const participants = members.map(({ lid, pn }) => el('participant', { jid: lid, phone_number: pn }));
  return el('group', attrs, participants);
}
