import type { Action } from '../channels/console/api.js';
import type { Request, Result } from './server.js';

export interface CommandDone {
  readonly status: 'done' | 'repeat';
}

export type SendCommand = (
  ticketId: string,
  action: Action,
  body?: Readonly<Record<string, string>>,
) => Promise<Result<CommandDone>>;

/**
 * Sends commands so that none can happen twice: the same command goes out under the same id, by a double click or as a
 * retry after a broken line, until the server has said clearly what became of it.
 */
export function createCommands(request: Request, newId: () => string): SendCommand {
  const unsettled = new Map<string, string>();
  return async (ticketId, action, body = {}) => {
    const key = JSON.stringify([ticketId, action, body]);
    const commandId = unsettled.get(key) ?? newId();
    unsettled.set(key, commandId);
    const result = await request<CommandDone>('POST', `tickets/${encodeURIComponent(ticketId)}/${action}`, {
      commandId,
      ...body,
    });
    if (isSettled(result) && unsettled.get(key) === commandId) unsettled.delete(key);
    return result;
  };
}

const isSettled = (result: Result<CommandDone>) =>
  result.ok || (result.status >= 400 && result.status < 500 && result.status !== 408);

/** A random UUID. `crypto.randomUUID` exists only under https and on localhost; an office console may have neither. */
export function randomId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
