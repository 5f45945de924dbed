import type { Metrics } from './metrics.js';
import type { HttpServer } from './server.js';

/** A line to a network, as far as a probe should know it. */
export interface Watched {
  state(): {
    readonly channel: string;
    readonly account: string;
    readonly state: string;
    readonly reason?: string;
  };
}

export interface Health {
  /** It can take messages. */
  readonly isReady: () => Promise<boolean>;
  readonly lines: readonly Watched[];
}

/**
 * /healthz: the process lives. /readyz: it can take messages (503 otherwise), and how its lines stand; a line that is
 * down makes nothing else unready, and a restart would not mend it. /metrics: what it counted.
 */
export function addHealth(server: HttpServer, metrics: Metrics, { isReady, lines }: Health): void {
  server.on('get', '/healthz', (_req, res) => void res.send(200, { status: 'ok' }));
  server.on('get', '/readyz', async (_req, res) => {
    const ready = await isReady().catch(() => false);
    const states = lines.map((line) => {
      const { channel, account, state, reason } = line.state();
      return { channel, account, state, ...(reason !== undefined && { reason }) };
    });
    res.send(ready ? 200 : 503, {
      status: ready ? 'ok' : 'not ready',
      ...(states.length > 0 && { lines: states }),
    });
  });
  server.on('get', '/metrics', async (_req, res) => {
    const { type, body } = await metrics.text();
    res.setHeader('content-type', type);
    res.sendRaw(200, body);
  });
}
