import { badRequest } from '../../http/problem.js';

/** The position after which a client wants to read; absent or empty means from the start. 400 for anything else. */
export function readWatermark(text: string | null | undefined): number {
  if (!text) return 0;
  if (!/^\d{1,15}$/.test(text)) throw badRequest('The watermark is not one that was given out here.');
  return Number(text);
}
