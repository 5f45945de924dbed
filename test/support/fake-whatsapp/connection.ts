import { decodeBinaryNode, encodeBinaryNode, type BinaryNode, type proto } from '@whiskeysockets/baileys';
import type { WebSocket } from 'ws';
import type { Faults } from './faults.js';
import { frame, FrameReader } from './frames.js';
import type { LinkedDevice } from './linked-device.js';
import { NoiseResponder, type NoiseIdentity } from './noise.js';

/** What a connection needs of the server it belongs to. */
export interface Host {
  readonly noiseIdentity: NoiseIdentity;
  readonly faults: Faults;
  record(direction: 'in' | 'out', node: BinaryNode): void;
  loggedIn(connection: Connection, payload: proto.ClientPayload, noisePub: Buffer): void;
  heard(connection: Connection, node: BinaryNode): Promise<void>;
  failed(error: unknown): void;
  ended(connection: Connection): void;
}

/** Somebody asked for a pairing code and waits for the owner to type it. */
export interface CodeRequest {
  readonly conn: Connection;
  readonly wrapped: Buffer;
  readonly ref: Buffer;
  finish?: (bundle: Buffer) => void;
}

/** One WebSocket: the handshake, then stanzas, one after the other. */
export class Connection {
  private readonly reader = new FrameReader();
  private readonly noise: NoiseResponder;
  private stage: 'hello' | 'finish' | 'open' = 'hello';
  private lane: Promise<unknown> = Promise.resolve();
  private queries = 1;
  private readonly held: (() => void)[] = [];
  /** Set once a linked device has logged in. */
  device: LinkedDevice | undefined;
  /** Set while a new device wants to be linked. */
  pairing: { noisePub: Buffer; reg: proto.ClientPayload.IDevicePairingRegistrationData } | undefined;

  constructor(
    private readonly host: Host,
    readonly ws: WebSocket,
  ) {
    this.noise = new NoiseResponder(host.noiseIdentity);
    ws.on('message', (data: Buffer) => this.through(() => this.hear(data)));
    ws.on('close', () => {
      if (this.device?.conn === this) this.device.detach();
      host.ended(this);
    });
    ws.on('error', () => undefined);
  }

  get routingInfo() {
    return this.reader.routingInfo;
  }

  nextId() {
    return `srv.${this.queries++}`;
  }

  send(node: BinaryNode) {
    this.through(() => {
      this.host.record('out', node);
      this.ws.send(frame(this.noise.encrypt(encodeBinaryNode(node))));
    });
  }

  /** In a black hole it waits with everything else, in order; a line that ends meanwhile takes it along. */
  private through(pass: () => void) {
    if (this.ws.readyState !== this.ws.OPEN) return;
    const { faults } = this.host;
    if (!faults.mute) return pass();
    if (this.held.length === 0)
      faults.whenHeard(() => this.held.splice(0).forEach((one) => this.through(one)));
    this.held.push(pass);
  }

  close() {
    this.ws.close();
  }

  private hear(data: Buffer) {
    const work = this.lane.then(async () => {
      for (const body of this.reader.push(data)) await this.takeFrame(body);
    });
    this.lane = work.catch((error: unknown) => {
      this.host.failed(error);
      this.ws.terminate();
    });
  }

  private async takeFrame(body: Buffer) {
    if (this.stage === 'hello') {
      this.ws.send(frame(this.noise.hello(body)));
      this.stage = 'finish';
    } else if (this.stage === 'finish') {
      const payload = this.noise.finish(body);
      this.stage = 'open';
      this.host.loggedIn(this, payload, this.noise.clientStatic!);
    } else {
      const node = await decodeBinaryNode(this.noise.decrypt(body));
      this.host.record('in', node);
      await this.host.heard(this, node);
    }
  }
}
