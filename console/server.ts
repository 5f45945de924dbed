import { setServerTime } from './clock.js';

export interface Failure {
  readonly ok: false;
  /** 0: no answer came, and nobody knows whether the request arrived. */
  readonly status: number;
  readonly code: string;
  readonly message: string;
}

export type Result<T> = { readonly ok: true; readonly value: T } | Failure;
export type Request = <T>(method: 'GET' | 'POST' | 'PUT', path: string, body?: unknown) => Promise<Result<T>>;

const PATIENCE_MS = 15_000;

/** Asks the console's API. Never rejects. */
export const request: Request = async <T>(method: string, path: string, body?: unknown) => {
  try {
    const response = await fetch(`/console/api/${path}`, {
      method,
      signal: AbortSignal.timeout(PATIENCE_MS),
      ...(body !== undefined && {
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
    });
    setServerTime(response.headers.get('date'));
    const answer: unknown = await response.json();
    if (response.ok) return { ok: true, value: answer as T };
    const { error } = answer as { error?: { code?: string; message?: string } };
    const { code = `HTTP ${response.status}`, message = '' } = error ?? {};
    return { ok: false, status: response.status, code, message };
  } catch {
    return { ok: false, status: 0, code: 'NoAnswer', message: '' };
  }
};
