import type { AuthenticationCreds, BinaryNode, WASocket } from '@whiskeysockets/baileys';
import { renderUnicodeCompact } from 'uqr';
import type { LineState } from '../channel.js';
import type { After } from './watchdogs.js';

/** Whether WhatsApp knows these credentials as a device of our number. */
export const isLinked = ({ me, account }: AuthenticationCreds): boolean =>
  me !== undefined && account !== undefined && account !== null;

/**
 * Asking for a pairing code writes our number into the credentials at once, and with it the next socket would try to
 * log in as a device that does not exist. To be called before each new socket.
 */
export function forgetUnfinishedPairing(creds: AuthenticationCreds): void {
  if (isLinked(creds)) return;
  creds.me = undefined;
  creds.pairingCode = undefined;
  creds.registered = false;
}

/** Our number, E.164. */
export function phoneOf({ me }: AuthenticationCreds): string | undefined {
  const digits = /^(\d+)[:@]/.exec(me?.id ?? '')?.[1];
  return digits && `+${digits}`;
}

const ANSWER = 'CB:iq,type:result,link_code_companion_reg';
const REFUSAL = 'CB:iq,type:error';

/**
 * Asks for a code to type on the phone with this number (E.164). Resolves once WhatsApp has the request, so that the
 * code can be typed; rejects when it refuses, or says nothing for `limitMs`.
 */
export async function requestCode(
  sock: Pick<WASocket, 'ws' | 'requestPairingCode'>,
  phone: string,
  after: After,
  limitMs: number,
): Promise<string> {
  const answer = firstAnswer(sock, after, limitMs);
  answer.catch(() => undefined);
  const code = await sock.requestPairingCode(phone.replace(/\D/g, ''));
  await answer;
  return `${code.slice(0, 4)}-${code.slice(4)}`;
}

function firstAnswer({ ws }: Pick<WASocket, 'ws'>, after: After, limitMs: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const settle = (run: () => void) => (): void => {
      cancel();
      ws.off(ANSWER, granted);
      ws.off(REFUSAL, refused);
      run();
    };
    const granted = settle(resolve);
    const refused = (node: BinaryNode): void =>
      settle(() => reject(new Error(`WhatsApp gives no code for this number${reasonIn(node)}.`)))();
    const cancel = after(
      limitMs,
      settle(() => reject(new Error('WhatsApp did not answer the request for a code.'))),
    );
    ws.on(ANSWER, granted);
    ws.on(REFUSAL, refused);
  });
}

function reasonIn({ content }: BinaryNode): string {
  const error = Array.isArray(content) ? content.find(({ tag }) => tag === 'error') : undefined;
  return error?.attrs.code ? ` (${error.attrs.code})` : '';
}

/** What an operator at the terminal sees of it. A secret: for the terminal, never for the log. */
export function renderLink(account: string, link: NonNullable<LineState['link']>): string {
  const head = `\nWhatsApp (${account}): on the phone, Settings > Linked devices > Link a device`;
  if (link.code !== undefined) return `${head}, with the number instead. Code: ${link.code}\n`;
  return `${head}\n${renderUnicodeCompact(link.qr ?? '', { border: 2 })}\n`;
}
