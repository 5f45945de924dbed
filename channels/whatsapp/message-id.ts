import { createHash } from 'node:crypto';

/** As many bytes as the ids of WhatsApp's own web client carry after their prefix. */
const BYTES = 9;

/** The WhatsApp id of one of our messages. The same row always gets the same id, so every retry carries it too. */
export const messageIdOf = (rowId: string): string =>
  `3EB0${createHash('sha256')
    .update(rowId)
    .digest('hex')
    .slice(0, BYTES * 2)
    .toUpperCase()}`;

/** The id of the nth further part of a message (n from 1); part 0 is the message itself. */
export const partId = (messageId: string, n: number): string =>
  n === 0 ? messageId : messageIdOf(`${messageId}/${n}`);
