import type { IncomingMessage, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Logger } from 'pino';
import restify from 'restify';
import { HttpProblem } from './problem.js';

export type Handler = (req: restify.Request, res: restify.Response) => Promise<void> | void;
export type UpgradeHandler = (req: IncomingMessage, socket: Duplex, head: Buffer) => void;
export type Method = 'get' | 'post' | 'put' | 'del' | 'opts';

/** The one HTTP server; every channel adds its routes to it before it listens. */
export interface HttpServer {
  on(method: Method, path: string, handler: Handler): void;
  /** WebSocket upgrades whose path begins with `prefix`. Anything else is refused. */
  onUpgrade(prefix: string, handler: UpgradeHandler): void;
  /** The port in use, once it listens. */
  port(): number | undefined;
  /** Resolves with the port in use (`port` 0: any free one). Rejects when the port is taken. */
  listen(port: number, host: string): Promise<number>;
  /** Stops accepting; open requests may finish for at most `graceMs`. */
  close(graceMs?: number): Promise<void>;
}

export function createHttpServer(log: Logger): HttpServer {
  const server = restify.createServer({ name: 'bastao', handleUncaughtExceptions: false });
  const http = (server as unknown as { server: Server }).server;
  const upgrades: { prefix: string; handler: UpgradeHandler }[] = [];
  server.pre((_req, res, next) => {
    res.setHeader('x-content-type-options', 'nosniff');
    res.setHeader('referrer-policy', 'no-referrer');
    res.removeHeader('server');
    next();
  });
  http.on('upgrade', (req: IncomingMessage, socket: Duplex, head: Buffer) => {
    const found = upgrades.find(({ prefix }) => (req.url ?? '').startsWith(prefix));
    socket.on('error', () => socket.destroy());
    if (found) found.handler(req, socket, head);
    else refuseUpgrade(socket, 404);
  });
  return {
    on: (method, path, handler) => void server[method](path, guarded(handler, log)),
    onUpgrade: (prefix, handler) => void upgrades.push({ prefix, handler }),
    port: () => (server.server.address() as AddressInfo | null)?.port,
    listen: (port, host) =>
      new Promise((resolve, reject) => {
        // restify passes its server's errors on, and one without a listener would end the program.
        server.once('error', reject);
        server.listen(port, host, () => resolve(server.address().port));
      }),
    close: (graceMs = 2000) =>
      new Promise((resolve) => {
        const force = setTimeout(() => http.closeAllConnections(), graceMs);
        server.close(() => {
          clearTimeout(force);
          resolve();
        });
        http.closeIdleConnections();
      }),
  };
}

/** Answers an upgrade request with a status and closes the line. */
export function refuseUpgrade(socket: Duplex, status: 400 | 401 | 403 | 404): void {
  const reasons = { 400: 'Bad Request', 401: 'Unauthorized', 403: 'Forbidden', 404: 'Not Found' };
  socket.end(`HTTP/1.1 ${status} ${reasons[status]}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

/** Turns what a handler throws into an answer: a problem as it says, anything else into a bare 500. */
function guarded(handler: Handler, log: Logger) {
  return async (req: restify.Request, res: restify.Response): Promise<void> => {
    try {
      await handler(req, res);
    } catch (error) {
      if (res.headersSent) return void res.end();
      if (!(error instanceof HttpProblem)) log.error({ err: error, path: req.getPath() }, 'request failed');
      const problem =
        error instanceof HttpProblem
          ? error
          : new HttpProblem(500, 'InternalError', 'Something went wrong here.');
      for (const [name, value] of Object.entries(problem.headers)) res.setHeader(name, value);
      if (!req.readableEnded) res.setHeader('connection', 'close');
      res.send(problem.status, { error: { code: problem.code, message: problem.message } });
    }
  };
}
