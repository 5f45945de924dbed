import type { BinaryNode } from '@whiskeysockets/baileys';
import type { Connection } from './connection.js';
import type { Exchange } from './exchange.js';

/** A query of a client and the way to answer it. */
export interface Query {
  readonly exchange: Exchange;
  readonly conn: Connection;
  readonly node: BinaryNode;
  /** The first child: what is asked. */
  readonly body: BinaryNode | undefined;
  readonly answer: (content?: BinaryNode[]) => void;
}
