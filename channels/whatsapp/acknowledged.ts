import type { BinaryNode, WASocket } from '@whiskeysockets/baileys';

/** What WhatsApp, or the end of the line, said to a message. */
export type Answer =
  | { readonly kind: 'taken' }
  | { readonly kind: 'refused'; readonly code: string }
  | { readonly kind: 'closed' };

export interface Expected {
  readonly answer: Promise<Answer>;
  /** Nobody waits for it any more. What comes now is unasked for. */
  forget(): void;
}

export interface Acknowledgements {
  /** For every new socket, right after it was made. */
  attach(sock: WASocket): void;
  /** Before the message is written: its answer may come at once. */
  expect(sock: WASocket, id: string): Expected;
  /** Something else proves that WhatsApp has it: the customer's device has confirmed it. */
  proven(id: string): void;
}

/**
 * WhatsApp's own word on each message. It is read off the wire: Baileys tells of a refusal through its events only, and
 * of a message that was taken not at all. `onUnasked` hears of messages that were taken after the wait for them ended.
 */
export function openAcknowledgements(onUnasked: (id: string) => void): Acknowledgements {
  const waiting = new Map<string, { readonly sock: WASocket; readonly settle: (answer: Answer) => void }>();

  const hear = (id: string, answer: Answer): void => {
    const one = waiting.get(id);
    if (one) one.settle(answer);
    else if (answer.kind === 'taken') onUnasked(id);
  };

  return {
    attach: (sock) => {
      sock.ws.on('CB:ack,class:message', ({ attrs: { id = '', error } }: BinaryNode) =>
        hear(id, error ? { kind: 'refused', code: error } : { kind: 'taken' }),
      );
      sock.ev.on('connection.update', ({ connection }) => {
        if (connection !== 'close') return;
        for (const one of [...waiting.values()]) if (one.sock === sock) one.settle({ kind: 'closed' });
      });
    },
    expect: (sock, id) => {
      let settle: (answer: Answer) => void = () => undefined;
      const answer = new Promise<Answer>((resolve) => {
        settle = (it) => {
          if (waiting.get(id)?.settle === settle) waiting.delete(id);
          resolve(it);
        };
      });
      waiting.set(id, { sock, settle });
      return { answer, forget: () => settle({ kind: 'closed' }) };
    },
    proven: (id) => waiting.get(id)?.settle({ kind: 'taken' }),
  };
}
