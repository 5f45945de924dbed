import type { WASocket } from '@whiskeysockets/baileys';
import { jidOf, seenIn } from './jid.js';
import type { Contact } from './ports.js';

/**
 * The other address of the same person, where WhatsApp refuses the one we used: the number for a hidden id and the
 * reverse. Undefined if it is not known.
 */
export async function otherForm(
  sock: WASocket,
  jid: string,
  contact: Contact | undefined,
): Promise<string | undefined> {
  const { lidMapping } = sock.signalRepository;
  if (seenIn(jid).lid === undefined) {
    const lid = contact?.lid ?? seenIn((await lidMapping.getLIDForPN(jid)) ?? '').lid;
    return lid === undefined ? undefined : jidOf({ lid });
  }
  const { phone } = seenIn((await lidMapping.getPNForLID(jid)) ?? '');
  return phone === undefined ? numberOf(sock, contact) : jidOf({ phone });
}

/** Ours is the number in one form for all; only WhatsApp knows how it writes it (Brazil's ninth digit). */
async function numberOf(sock: WASocket, contact: Contact | undefined): Promise<string | undefined> {
  if (contact?.phone === undefined) return undefined;
  const [found] = (await sock.onWhatsApp(contact.phone)) ?? [];
  return found?.exists ? found.jid : undefined;
}
