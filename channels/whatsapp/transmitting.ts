import type { proto, WASocket } from '@whiskeysockets/baileys';
import type { Acknowledgements, Answer } from './acknowledged.js';
import { editMark } from './deeds.js';
import { failureOf, outcomeOf, TAKEN, type Outcome } from './refusal.js';

export interface TransmitDeps {
  readonly acks: Acknowledgements;
  /** Calls back after so many milliseconds; returns how to cancel. */
  readonly after: (ms: number, run: () => void) => () => void;
  readonly ackTimeoutMs: number;
  readonly writtenAfterMs: number;
}

export interface Letter {
  readonly id: string;
  readonly jid: string;
  readonly content: proto.IMessage;
}

/**
 * Writes one WhatsApp message and waits for the server's word on it, no longer than `ackTimeoutMs` in all. Never throws.
 * `onWritten` is called if the bytes are out and no word has come for `writtenAfterMs`.
 */
export async function transmit(
  { acks, after, ackTimeoutMs, writtenAfterMs }: TransmitDeps,
  sock: WASocket,
  { id, jid, content }: Letter,
  onWritten: () => void,
): Promise<Outcome> {
  const expected = acks.expect(sock, id);
  const timers: (() => void)[] = [];
  let isOver = false;
  const outcome = await new Promise<Outcome>((resolve) => {
    const silent: Outcome = { kind: 'later', reason: 'no-ack', isTimeOut: true };
    timers.push(after(ackTimeoutMs, () => resolve(silent)));
    void expected.answer.then((answer) => resolve(meant(answer)));
    const write = async (): Promise<void> => {
      if (!(await hasDevices(sock, jid))) return resolve({ kind: 'later', reason: 'no-devices' });
      if (isOver) return;
      const edit = editMark(content);
      const attributes = edit === undefined ? {} : { additionalAttributes: { edit } };
      await sock.relayMessage(jid, content, { messageId: id, ...attributes });
      if (!isOver) timers.push(after(writtenAfterMs, onWritten));
    };
    write().catch((error: unknown) => resolve(failureOf(error)));
  });
  isOver = true;
  expected.forget();
  for (const cancel of timers) cancel();
  return outcome;
}

/**
 * When WhatsApp does not say in time which devices a person has, Baileys writes the message to none of them, and that is
 * acknowledged like any other. Asked here, the query also keeps nobody else waiting; the answer is remembered.
 */
async function hasDevices(sock: WASocket, jid: string): Promise<boolean> {
  const devices = await sock.getUSyncDevices([jid], true, false);
  return devices.length > 0;
}

function meant(answer: Answer): Outcome {
  if (answer.kind === 'taken') return TAKEN;
  return answer.kind === 'closed' ? { kind: 'later', reason: 'closed' } : outcomeOf(answer.code);
}
