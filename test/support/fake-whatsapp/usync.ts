import type { BinaryNode } from '@whiskeysockets/baileys';
import type { Exchange } from './exchange.js';
import { at, bytes, el, kid, kids, PN } from './nodes.js';
import type { Endpoint } from './user.js';

/** Who is on WhatsApp, with which devices, under which hidden id. */
export function usync(exchange: Exchange, query: BinaryNode): BinaryNode {
  const asked = kids(kid(query, 'query')).map(({ tag }) => tag);
  const users = kids(kid(query, 'list')).map((user) => {
    const jid = user.attrs.jid ?? typedNumber(user);
    return el('user', { jid }, known(jid, exchange.find(jid), new Set(asked)));
  });
  const { sid, mode, context } = query.attrs;
  return el('usync', { sid, index: '0', last: 'true', mode, context }, [
    el(
      'result',
      {},
      asked.map((tag) => el(tag)),
    ),
    el('list', {}, users),
  ]);
}

function typedNumber(user: BinaryNode): string {
  const contact = kid(user, 'contact');
  return contact?.content ? at(bytes(contact).toString().replace(/\D/g, ''), PN) : '';
}

function known(jid: string, found: Endpoint | undefined, asked: ReadonlySet<string>): BinaryNode[] {
  const parts: BinaryNode[] = [];
  if (asked.has('contact')) parts.push(el('contact', { type: found ? 'in' : 'out' }));
  if (asked.has('devices')) parts.push(devices(found?.user.deviceIds() ?? []));
  if (asked.has('lid') && found && !jid.endsWith('@lid')) parts.push(el('lid', { val: found.user.lid }));
  if (asked.has('status')) parts.push(el('status', {}, Buffer.alloc(0)));
  return parts;
}

function devices(ids: number[]): BinaryNode {
  const list = ids.map((id) => el('device', { id: String(id), 'key-index': id ? String(id) : undefined }));
  return el('devices', {}, [el('device-list', { hash: 'x' }, list)]);
}
