import type { Metrics } from './metrics.js';
import type { HttpServer } from './server.js';

/** /healthz: the process lives. /readyz: it can take messages (503 otherwise). /metrics: what it counted. */
export function addHealth(server: HttpServer, metrics: Metrics, isReady: () => Promise<boolean>): void {
  server.on('get', '/healthz', (_req, res) => void res.send(200, { status: 'ok' }));
  server.on('get', '/readyz', async (_req, res) => {
    const ready = await isReady().catch(() => false);
    res.send(ready ? 200 : 503, { status: ready ? 'ok' : 'not ready' });
  });
  server.on('get', '/metrics', async (_req, res) => {
    const { type, body } = await metrics.text();
    res.setHeader('content-type', type);
    res.sendRaw(200, body);
  });
}
