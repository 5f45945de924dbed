/** Whom a Pix code pays, and how much. */
export interface Pix {
  readonly key: string;
  /** At most 25 characters are kept. */
  readonly receiver: string;
  /** At most 15 characters are kept. */
  readonly city: string;
  /** Absent: whoever pays fills it in. */
  readonly amountCents?: number;
  /** What the receiver finds the payment by: 1 to 25 letters and digits. */
  readonly reference?: string;
}

/**
 * A Pix code to copy and paste: fields of identifier, length and value, the last one a checksum over all before it. As
 * the Banco Central's "Manual de Padrões para Iniciação do Pix" and EMV's merchant presented QR code lay it down.
 */
export function brCode({ key, receiver, city, amountCents, reference = '***' }: Pix): string {
  const code = [
    field('00', '01'),
    field('26', field('00', 'br.gov.bcb.pix') + field('01', key)),
    field('52', '0000'),
    field('53', '986'),
    amountCents === undefined ? '' : field('54', inReais(amountCents)),
    field('58', 'BR'),
    field('59', plain(receiver).slice(0, 25)),
    field('60', plain(city).slice(0, 15)),
    field('62', field('05', reference)),
    '6304',
  ].join('');
  return code + crc16(code);
}

/** CRC-16/CCITT-FALSE (polynomial 1021, begins with FFFF) of ASCII text, as four hexadecimal digits. */
export function crc16(text: string): string {
  let crc = 0xffff;
  for (const byte of Buffer.from(text)) {
    crc ^= byte << 8;
    for (let bit = 0; bit < 8; bit++) crc = ((crc << 1) ^ (crc & 0x8000 ? 0x1021 : 0)) & 0xffff;
  }
  return crc.toString(16).toUpperCase().padStart(4, '0');
}

function field(id: string, value: string): string {
  if (value.length === 0 || value.length > 99)
    throw new RangeError(`Field ${id} of a Pix code does not fit.`);
  return id + String(value.length).padStart(2, '0') + value;
}

const inReais = (cents: number): string =>
  `${Math.trunc(cents / 100)}.${String(cents % 100).padStart(2, '0')}`;

/** Not every bank's app reads accents. */
const plain = (text: string): string => text.normalize('NFD').replace(/[^\x20-\x7e]/g, '');
