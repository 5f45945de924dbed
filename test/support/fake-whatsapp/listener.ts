import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import type { Faults } from './faults.js';

/** The door on 127.0.0.1. Closed and opened again it keeps its port. */
export class Listener {
  private http: Server | undefined;
  port = 0;

  constructor(
    private readonly faults: Faults,
    private readonly welcome: (ws: WebSocket) => void,
  ) {}

  async open() {
    const sockets = new WebSocketServer({ noServer: true });
    const http = createServer();
    http.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
      const { rejectUpgrades } = this.faults;
      if (rejectUpgrades.count > 0) {
        rejectUpgrades.count--;
        socket.end(`HTTP/1.1 ${rejectUpgrades.status} No\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`);
        return;
      }
      sockets.handleUpgrade(request, socket, head, this.welcome);
    });
    await new Promise<void>((listening, failed) => {
      http.once('error', failed);
      http.listen(this.port, '127.0.0.1', listening);
    });
    this.http = http;
    this.port = (http.address() as AddressInfo).port;
  }

  /** Nobody gets in any more. Lines that were upgraded are for others to cut. */
  async close() {
    const { http } = this;
    this.http = undefined;
    if (!http) return;
    http.closeAllConnections();
    await new Promise<void>((closed) => http.close(() => closed()));
  }
}
