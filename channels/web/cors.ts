import type { Handler, HttpServer, Method } from '../../http/server.js';

/**
 * Adds routes that pages of any origin may call. That is safe because they look only at the Authorization header,
 * never at a cookie. Each path also answers the browser's preflight.
 */
export function openRoutes(server: HttpServer) {
  const withPreflight = new Set<string>();
  return (method: Method, path: string, handler: Handler): void => {
    server.on(method, path, (req, res) => {
      res.setHeader('access-control-allow-origin', '*');
      res.setHeader('cache-control', 'no-store');
      return handler(req, res);
    });
    if (withPreflight.has(path)) return;
    withPreflight.add(path);
    server.on('opts', path, (_req, res) => {
      res.setHeader('access-control-allow-origin', '*');
      res.setHeader(
        'access-control-allow-headers',
        'authorization, content-type, x-ms-bot-agent, x-requested-with',
      );
      res.setHeader('access-control-allow-methods', 'GET, POST, OPTIONS');
      res.setHeader('access-control-max-age', '86400');
      res.writeHead(204);
      res.end();
    });
  };
}
