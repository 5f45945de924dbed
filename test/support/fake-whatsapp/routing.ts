import type { BinaryNode } from '@whiskeysockets/baileys';
import type { Connection } from './connection.js';
import { Contact } from './contact.js';
import { accountOf, type Exchange } from './exchange.js';
import type { LinkedDevice } from './linked-device.js';
import { answerReupload } from './media-retry.js';
import { el, encs, kid, kids, now } from './nodes.js';

/** A message from a linked device: acknowledged or refused, and passed on to every device it was encrypted for. */
export function routeMessage(exchange: Exchange, conn: Connection, node: BinaryNode) {
  const { device } = conn;
  if (!device) return;
  const { faults, stats } = exchange;
  stats.messagesIn++;
  if (faults.loseMessages > 0) {
    faults.loseMessages--;
    return;
  }
  const refusal = faults.nack.shift();
  acknowledge(exchange, conn, node, refusal);
  if (refusal) return;
  const user = accountOf(exchange, device);
  for (const { jid, enc } of copiesIn(node)) {
    const target = exchange.find(jid);
    if (!target) continue;
    const stanza = passedOn(node, enc, { device, name: user.name, toOwn: target.user === user });
    target.user.receive(target.device, stanza, { user, device: device.id });
    stats.messagesOut++;
  }
}

function acknowledge({ faults }: Exchange, conn: Connection, node: BinaryNode, refusal?: number) {
  const { id, to } = node.attrs;
  const error = refusal ? String(refusal) : undefined;
  const ack = el('ack', { class: 'message', id, from: to, t: now(), error });
  if (faults.dropAcks > 0) faults.dropAcks--;
  else if (faults.ackDelayMs) setTimeout(() => conn.send(ack), faults.ackDelayMs);
  else conn.send(ack);
}

/** A message is encrypted for each device apart; one that was asked for again, for that device alone. */
function copiesIn(node: BinaryNode): { jid: string; enc: BinaryNode }[] {
  const direct = encs(node)[0];
  if (direct) return [{ jid: node.attrs.participant ?? node.attrs.to ?? '', enc: direct }];
  return kids(kid(node, 'participants')).flatMap((participant) =>
    encs(participant).map((enc) => ({ jid: participant.attrs.jid ?? '', enc })),
  );
}

/** The stanza as the recipient gets it; a copy for the sender's own phone says whom it was meant for. */
function passedOn(
  node: BinaryNode,
  enc: BinaryNode,
  { device, name, toOwn }: { device: LinkedDevice; name: string; toOwn: boolean },
): BinaryNode {
  const { to = '', participant: _participant, recipient, ...rest } = node.attrs;
  const identity = kid(node, 'device-identity');
  const attrs = {
    ...rest,
    from: to.endsWith('@lid') ? device.lid : device.pn,
    recipient: toOwn && rest.category !== 'peer' ? (recipient ?? to) : undefined,
    t: now(),
    notify: name,
  };
  return el('message', attrs, identity ? [enc, identity] : [enc]);
}

/** A receipt from a linked device: what it confirms is settled, and whoever wrote it hears of it. */
export function routeReceipt(exchange: Exchange, conn: Connection, node: BinaryNode) {
  const { device } = conn;
  if (!device) return;
  const { id, to = '', type } = node.attrs;
  conn.send(el('ack', { class: 'receipt', id, from: to, type }));
  const user = exchange.find(to)?.user;
  if (type === 'server-error') return answerReupload(exchange, device, node);
  if (type === 'retry') {
    const from = { user: accountOf(exchange, device), device: device.id };
    if (user instanceof Contact) user.onRetryAsked(from, node);
    exchange.emit('retry-asked', node);
    return;
  }
  const ids = [id, ...kids(kid(node, 'list')).map((item) => item.attrs.id)].filter(
    (each) => each !== undefined,
  );
  if (type === undefined || !['read', 'read-self', 'hist_sync'].includes(type)) device.settle(ids, 'message');
  if (user instanceof Contact) user.receipts.push({ type: type ?? 'delivery', ids, from: device.lid });
}

/** The client has taken a stanza, or refuses it: what is refused may be kept for it. */
export function routeAck(exchange: Exchange, conn: Connection, node: BinaryNode) {
  if (node.attrs.error) {
    exchange.emit('nack', node);
    if (exchange.faults.redeliverNacked) return;
  }
  conn.device?.settle([node.attrs.id ?? ''], node.attrs.class);
}

export function routeTyping(exchange: Exchange, node: BinaryNode) {
  const user = exchange.find(node.attrs.to ?? '')?.user;
  const state = kids(node)[0];
  if (user instanceof Contact && state) user.states.push({ state: state.tag, media: state.attrs.media });
}
