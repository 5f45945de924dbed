import type { BinaryNode } from '@whiskeysockets/baileys';
import type { KeyBundle } from './bundle.js';
import type { CodeRequest, Connection } from './connection.js';
import { SimDevice } from './device.js';
import type { Faults } from './faults.js';
import type { LinkedDevice } from './linked-device.js';
import type { MediaHost } from './media.js';
import { at, LID, PN } from './nodes.js';

/** One device of somebody: what a stanza comes from or goes to. */
export interface Endpoint {
  readonly user: User;
  readonly device: number;
}

/** What people need of the server between them. */
export interface Network {
  readonly faults: Faults;
  readonly media: MediaHost;
  readonly accounts: ReadonlyMap<string, Company>;
  readonly contacts: ReadonlyMap<string, User>;
  readonly qrRefs: ReadonlyMap<string, Connection>;
  readonly codeRequests: ReadonlyMap<string, CodeRequest>;
  lastDelivered: { device: LinkedDevice; node: BinaryNode } | undefined;
  allotLid(): string;
  defaultAccount(): Company;
  settled(id: string, device: LinkedDevice): void;
  /** Resolves once a linked device has confirmed the message of this id. */
  whenSettled(id: string): Promise<void>;
  emit(event: string, ...details: unknown[]): boolean;
}

/** Somebody with a number and a phone, device 0. */
export abstract class User {
  readonly phone: string;
  readonly lidUser: string;
  handset = new SimDevice();
  private lane: Promise<unknown> = Promise.resolve();

  constructor(
    readonly server: Network,
    phone: string,
    public name: string,
  ) {
    this.phone = phone.replace(/\D/g, '');
    this.lidUser = server.allotLid();
  }

  get pn() {
    return at(this.phone, PN);
  }

  get lid() {
    return at(this.lidUser, LID);
  }

  /** All devices, the phone among them. */
  abstract deviceIds(): number[];
  abstract bundleOf(device: number): Promise<KeyBundle | undefined>;
  abstract receive(device: number, stanza: BinaryNode, from: Endpoint): void;

  /** The phone does one thing after the other: its ratchets may not overlap. */
  protected serial<T>(job: () => Promise<T>): Promise<T> {
    const run = this.lane.then(job);
    this.lane = run.catch(() => undefined);
    return run;
  }
}

/** Somebody cannot read a message: it is to be encrypted again, with these keys. */
export interface RetryWish {
  readonly device: number;
  readonly stanza: BinaryNode;
  readonly count: number;
  readonly bundle: KeyBundle;
}

/** A company's number as customers know it. */
export interface Company extends User {
  readonly devices: ReadonlyMap<number, LinkedDevice>;
  handsetReads: boolean;
  allotDevice(noisePub: Buffer, bundle: KeyBundle): LinkedDevice;
  receiveReceipt(from: User, of: ReceivedStanza, type: string | undefined): void;
  receiveRetry(from: User, wish: RetryWish): void;
}

export interface ReceivedStanza {
  readonly id: string;
  readonly fromDevice: number;
  readonly attrs: Record<string, string>;
}

export interface Group {
  readonly jid: string;
  readonly subject: string;
  readonly members: readonly User[];
}
