import type { Request } from './request.js';

/**
 * Whether a machine seems to write at the other end of this ticket. Such a one is told nothing by bot or desk, ever,
 * since it would answer: only people write to it.
 */
export const isWithMachine = ({ reasons }: Pick<Request, 'reasons'>): boolean =>
  reasons.some(({ code }) => code === 'loop');
