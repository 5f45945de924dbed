import type { WASocket } from '@whiskeysockets/baileys';
import { seenIn } from './jid.js';

/** Hears which number belongs to which hidden id, from wherever WhatsApp tells it. */
export function watchMappings(
  sock: WASocket,
  learned: (mappings: readonly { lid: string; phone: string }[]) => void,
): void {
  const hear = (all: readonly { readonly lid: string; readonly pn: string }[]): void => {
    const known = all.flatMap(({ lid: hidden, pn }) => {
      const { lid, phone } = seenIn(hidden, pn);
      return lid !== undefined && phone !== undefined ? [{ lid, phone }] : [];
    });
    if (known.length > 0) learned(known);
  };
  sock.ev.on('lid-mapping.update', (mapping) => hear([mapping]));
  sock.ev.on('messaging-history.set', ({ lidPnMappings = [] }) => hear(lidPnMappings));
}
