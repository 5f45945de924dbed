import type { BinaryNode } from '@whiskeysockets/baileys';
import type { Connection } from './connection.js';
import type { Exchange } from './exchange.js';
import { kid } from './nodes.js';
import { answerQuery } from './queries.js';
import { routeAck, routeMessage, routeReceipt, routeTyping } from './routing.js';

/** Whatever a client says comes by here. */
export async function onStanza(exchange: Exchange, conn: Connection, node: BinaryNode) {
  switch (node.tag) {
    case 'iq':
      return answerQuery(exchange, conn, node);
    case 'message':
      return routeMessage(exchange, conn, node);
    case 'receipt':
      return routeReceipt(exchange, conn, node);
    case 'ack':
      return routeAck(exchange, conn, node);
    case 'chatstate':
      return routeTyping(exchange, node);
    case 'ib':
      if (kid(node, 'offline_batch')) conn.device?.drain();
      return;
    case 'presence':
      exchange.emit('presence', node);
      return;
    default:
      exchange.unhandled.add(`<${node.tag}>`);
  }
}
