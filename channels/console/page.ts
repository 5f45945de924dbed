import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openRoute, type Answer, type Route } from './route.js';

const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "img-src 'self' data:",
  "media-src 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "form-action 'self'",
].join('; ');

const FILES = [
  { path: '/console', file: 'index.html', type: 'text/html' },
  { path: '/console/', file: 'index.html', type: 'text/html' },
  { path: '/console/main.js', file: 'main.js', type: 'text/javascript' },
  { path: '/console/style.css', file: 'style.css', type: 'text/css' },
] as const;

/** The page itself, from the built files. The browser asks each time whether they changed, so no update is missed. */
export const pageRoutes = (pagesFolder: string): readonly Route[] =>
  FILES.map(({ path, file, type }) =>
    openRoute({
      method: 'get',
      path,
      role: 'anyone',
      answer: ({ ifNoneMatch }) => serve(join(pagesFolder, 'console', file), type, ifNoneMatch),
    }),
  );

async function serve(file: string, type: string, ifNoneMatch?: string): Promise<Answer> {
  const headers = {
    'content-security-policy': POLICY,
    'content-type': `${type}; charset=utf-8`,
    'cache-control': 'no-cache',
  };
  let body: Buffer;
  try {
    body = await readFile(file);
  } catch {
    const text = 'The console page has not been built. Run "npm run build" and load this again.\n';
    return {
      status: 503,
      headers: { ...headers, 'content-type': 'text/plain; charset=utf-8' },
      body: Buffer.from(text),
    };
  }
  const etag = `"${createHash('sha256').update(body).digest('base64url')}"`;
  if (ifNoneMatch === etag) return { status: 304, headers: { ...headers, etag } };
  return { headers: { ...headers, etag }, body };
}
