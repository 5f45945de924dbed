import { encode } from 'uqr';
import type { QrDrawing } from './line-view.js';

const QUIET_BORDER = 4;

/** Draws a text as a QR code. */
export function qrOf(text: string): QrDrawing {
  const { size, data } = encode(text, { border: QUIET_BORDER });
  return { size, path: data.map(rowPath).join('') };
}

/** One box for each run of dark modules: a fraction of what a box for each module takes. */
function rowPath(row: readonly boolean[], y: number): string {
  let path = '';
  for (let x = 0; x < row.length; x += 1) {
    const from = x;
    while (row[x]) x += 1;
    if (x > from) path += `M${from} ${y}h${x - from}v1h-${x - from}z`;
  }
  return path;
}
