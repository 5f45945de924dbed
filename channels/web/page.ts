import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { pipeline } from 'node:stream/promises';
import { notFound } from '../../http/problem.js';
import type { Handler, HttpServer } from '../../http/server.js';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Where `npm run build` puts the client; the server runs without it, and the page then says what is missing. */
export const BUNDLE = here('../../dist/pages/webchat/webchat.js');

/** The customer's page at `/`: the stock Web Chat client, everything from this origin. */
export function addPage(server: HttpServer, publicUrl: string | undefined, bundle = BUNDLE): void {
  const policy = contentPolicy(publicUrl);
  const page = (path: string, type: string) => asset(here(`page/${path}`), { 'content-type': type });
  server.on(
    'get',
    '/',
    asset(here('page/index.html'), {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': policy,
    }),
  );
  for (const script of ['page.js', 'floor.js', 'hindsight.js', 'look.js', 'plain.js', 'words.js'])
    server.on('get', `/webchat/${script}`, page(script, 'text/javascript; charset=utf-8'));
  for (const style of ['page.css', 'cards.css'])
    server.on('get', `/webchat/${style}`, page(style, 'text/css; charset=utf-8'));
  server.on('get', '/webchat/icon.svg', page('icon.svg', 'image/svg+xml'));
  server.on(
    'get',
    '/webchat/webchat.js',
    asset(bundle, { 'content-type': 'text/javascript; charset=utf-8' }),
  );
}

/** Web Chat styles itself inline, shows chosen files from blob: addresses and shrinks pictures in a blob: worker. */
function contentPolicy(publicUrl: string | undefined): string {
  const self = publicUrl ? `'self' ${new URL(publicUrl).origin}` : "'self'";
  const sockets = publicUrl ? ` ${new URL(publicUrl).origin.replace(/^http/, 'ws')}` : '';
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    `img-src ${self} data: blob:`,
    `media-src ${self} blob:`,
    `connect-src ${self}${sockets} blob:`,
    'worker-src blob:',
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'self'",
  ].join('; ');
}

/** A file with an etag, asked about at every load; the twin `.gz` is sent to whoever takes it. */
function asset(path: string, headers: Readonly<Record<string, string>>): Handler {
  return async (req, res) => {
    const acceptsGzip = /\bgzip\b/.test(req.headers['accept-encoding'] ?? '');
    const packed = acceptsGzip ? await sizeAndTag(`${path}.gz`) : undefined;
    const found = packed ?? (await sizeAndTag(path));
    if (!found) throw notFound('This part of the page is not installed; run npm run build.');
    const common = { ...headers, etag: found.etag, 'cache-control': 'no-cache', vary: 'accept-encoding' };
    if (req.headers['if-none-match'] === found.etag) {
      res.writeHead(304, common);
      res.end();
      return;
    }
    res.writeHead(200, {
      ...common,
      'content-length': found.size,
      ...(packed && { 'content-encoding': 'gzip' }),
    });
    // A failure here is a reader who went away: the headers are out, so there is nothing to answer.
    await pipeline(createReadStream(packed ? `${path}.gz` : path), res).catch(() => res.destroy());
  };
}

async function sizeAndTag(path: string) {
  try {
    const { size, mtimeMs } = await stat(path);
    return { size, etag: `"${size.toString(36)}-${Math.floor(mtimeMs).toString(36)}"` };
  } catch {
    return undefined;
  }
}
