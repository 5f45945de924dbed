import type { IncomingMessage } from 'node:http';

const FORWARDED = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip', 'via'];

/** Is this host name the machine itself? Names are not resolved: only `localhost` and literal addresses count. */
export function isLoopbackHost(host: string): boolean {
  const name = host.replace(/^\[|\]$/g, '').toLowerCase();
  return name === 'localhost' || name === '::1' || /^(::ffff:)?127(\.\d{1,3}){3}$/.test(name);
}

/** True if the request comes straight from this machine: through no proxy, and under a loopback name (no DNS rebinding). */
export function isDirectLoopback(req: IncomingMessage): boolean {
  if (FORWARDED.some((header) => req.headers[header] !== undefined)) return false;
  const host = /^(\[[^\]]+\]|[^:]*)(:\d+)?$/.exec(req.headers.host ?? '')?.[1] ?? '';
  return isLoopbackHost(req.socket.remoteAddress ?? '') && isLoopbackHost(host);
}

/** The address to count attempts by. Behind a proxy every caller shares the proxy's. */
export const peerOf = (req: IncomingMessage): string => req.socket.remoteAddress ?? 'unknown';

/** True if a browser says the request was made by a page of ours: its Origin names the host it was sent to. */
export function isSameOrigin(req: IncomingMessage, publicUrl?: string): boolean {
  const origin = req.headers.origin;
  if (!origin || !URL.canParse(origin)) return false;
  if (publicUrl && origin === new URL(publicUrl).origin) return true;
  return new URL(origin).host === req.headers.host;
}
