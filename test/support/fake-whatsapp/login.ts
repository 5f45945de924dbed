import type { proto } from '@whiskeysockets/baileys';
import type { Connection } from './connection.js';
import type { Exchange } from './exchange.js';
import type { LinkedDevice } from './linked-device.js';
import { el, now } from './nodes.js';
import { offerQrCodes } from './pairing.js';

/** A client has said who it is: a new one gets QR codes, a known one is let in, anybody else is turned away. */
export function login(exchange: Exchange, conn: Connection, payload: proto.ClientPayload, noisePub: Buffer) {
  exchange.emit('client-payload', payload, conn);
  if (exchange.faults.versionTooOld) return turnAway(conn, 405);
  const reg = payload.devicePairingData;
  if (reg?.eIdent?.length) {
    conn.pairing = { noisePub, reg };
    for (const ref of offerQrCodes(conn)) exchange.qrRefs.set(ref, conn);
    return;
  }
  const account = exchange.accounts.get(String(payload.username));
  const device = account?.devices.get(payload.device ?? 0);
  if (!device?.noisePub.equals(noisePub)) return turnAway(conn, 401);
  letIn(conn, device);
}

function letIn(conn: Connection, device: LinkedDevice) {
  // One line per device: the newcomer wins.
  device.dismiss('replaced');
  conn.device = device;
  device.attach(conn);
  conn.send(el('success', { t: now(), lid: device.lid, props: '27', location: 'lab' }));
}

function turnAway(conn: Connection, reason: number) {
  conn.send(el('failure', { reason: String(reason), location: 'frc' }));
  conn.close();
}
