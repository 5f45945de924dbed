import { randomBytes } from 'node:crypto';
import { jidDecode, type BinaryNode } from '@whiskeysockets/baileys';
import { accountOf } from './exchange.js';
import { bytes, el, kid } from './nodes.js';
import type { Query } from './query.js';

/** A client links itself by a code, or wants to be linked no longer. */
export function answerMultiDevice(query: Query) {
  const { body, answer } = query;
  if (body?.tag === 'remove-companion-device') return logOut(query);
  if (body?.tag === 'link_code_companion_reg') return linkByCode(query, body);
  answer();
}

function logOut({ exchange, conn, answer }: Query) {
  answer();
  const { device } = conn;
  if (!device) return;
  accountOf(exchange, device).devices.delete(device.id);
  device.dismiss('device_removed');
}

function linkByCode({ exchange, conn, answer }: Query, body: BinaryNode) {
  const phone = jidDecode(body.attrs.jid)?.user ?? '';
  if (body.attrs.stage !== 'companion_hello') {
    answer();
    const bundle = bytes(kid(body, 'link_code_pairing_wrapped_key_bundle'));
    exchange.codeRequests.get(phone)?.finish?.(bundle);
    return;
  }
  const ref = randomBytes(16);
  const wrapped = bytes(kid(body, 'link_code_pairing_wrapped_companion_ephemeral_pub'));
  exchange.codeRequests.set(phone, { conn, wrapped, ref });
  const hello = el('link_code_companion_reg', { stage: 'companion_hello' }, [
    el('link_code_pairing_ref', {}, ref),
  ]);
  answer([hello]);
  exchange.emit('pairing-code-requested', phone);
}
