import { EventEmitter } from 'node:events';
import { jidDecode, WA_CERT_DETAILS, type BinaryNode, type proto } from '@whiskeysockets/baileys';
import { Account } from './account.js';
import { Connection, type CodeRequest, type Host } from './connection.js';
import { Contact } from './contact.js';
import type { Exchange } from './exchange.js';
import { noFaults } from './faults.js';
import type { LinkedDevice } from './linked-device.js';
import { Listener } from './listener.js';
import { login } from './login.js';
import { MediaHost } from './media.js';
import { el, PN } from './nodes.js';
import { makeNoiseIdentity } from './noise.js';
import { onStanza } from './stanzas.js';
import type { Group, User } from './user.js';

export interface LogEntry {
  dir: 'in' | 'out';
  node: BinaryNode;
  at: number;
}

/**
 * A WhatsApp server for tests, on 127.0.0.1 only. An unmodified Baileys connects to it over a real WebSocket and goes
 * through everything it does in production; whoever writes to it encrypts for real.
 *
 * Events: connected, disconnected, paired, client-payload, pairing-code-requested, prekeys, stanza (only while somebody
 * listens), settled, nack, retry-asked, presence, peer-message, contact-error, protocol-error.
 */
export class FakeWhatsApp extends EventEmitter implements Exchange, Host {
  readonly noiseIdentity = makeNoiseIdentity();
  readonly media = new MediaHost();
  readonly faults = noFaults();
  readonly conns = new Set<Connection>();
  readonly accounts = new Map<string, Account>();
  readonly contacts = new Map<string, Contact>();
  readonly groups = new Map<string, Group>();
  readonly qrRefs = new Map<string, Connection>();
  readonly codeRequests = new Map<string, CodeRequest>();
  /** Every stanza, unless `keepLog` is off. */
  readonly log: LogEntry[] = [];
  keepLog = true;
  /** Queries and stanzas nobody here knows; queries got an empty answer. */
  readonly unhandled = new Set<string>();
  lastDelivered: { device: LinkedDevice; node: BinaryNode } | undefined;
  readonly stats = { messagesIn: 0, messagesOut: 0 };
  private readonly users = new Map<string, User>();
  private readonly unsettled = new Map<string, (() => void)[]>();
  private nextLid = 100_000_000_000_000 + Math.floor(Math.random() * 1e12);
  private readonly listener = new Listener(this.faults, (ws) => {
    const connection = new Connection(this, ws);
    this.conns.add(connection);
    this.emit('connected', connection);
  });

  static async start(): Promise<FakeWhatsApp> {
    const server = new FakeWhatsApp();
    server.setMaxListeners(0);
    await server.media.start();
    await server.comeBack();
    return server;
  }

  async stop() {
    await this.goDown();
    await this.media.stop();
  }

  get port() {
    return this.listener.port;
  }

  /** For Baileys' `waWebSocketUrl`. */
  get url() {
    return `ws://127.0.0.1:${this.port}/ws/chat`;
  }

  /** Puts the server's root key in the place of WhatsApp's, for this process; gives the way back. */
  trustInThisProcess() {
    const before = WA_CERT_DETAILS.PUBLIC_KEY;
    WA_CERT_DETAILS.PUBLIC_KEY = Buffer.from(this.noiseIdentity.root.public);
    return () => {
      WA_CERT_DETAILS.PUBLIC_KEY = before;
    };
  }

  account(phone: string, name = 'Company'): Account {
    const digits = phone.replace(/\D/g, '');
    const known = this.accounts.get(digits);
    if (known) return known;
    const account = this.enrolled(new Account(this, digits, name));
    this.accounts.set(digits, account);
    return account;
  }

  customer(phone: string, name = `Customer ${phone}`): Contact {
    const digits = phone.replace(/\D/g, '');
    const known = this.contacts.get(digits);
    if (known) return known;
    const contact = this.enrolled(new Contact(this, digits, name));
    this.contacts.set(digits, contact);
    return contact;
  }

  group(subject: string, members: User[]): Group {
    const jid = `1203${String(Date.now()).slice(-9)}${this.groups.size}@g.us`;
    const group = { jid, subject, members };
    this.groups.set(jid, group);
    return group;
  }

  /** The first account: the one meant when a customer says nothing else. */
  defaultAccount(): Account {
    const [first] = this.accounts.values();
    if (!first) throw new Error('no account: call server.account(phone) first');
    return first;
  }

  find(jid: string) {
    const decoded = jidDecode(jid);
    if (!decoded) return undefined;
    const user = this.users.get(`${decoded.user}@${decoded.server === 'c.us' ? PN : decoded.server}`);
    return user && { user, device: decoded.device ?? 0 };
  }

  /** The line just dies; `graceful` closes the WebSocket first. */
  dropConnection(graceful = false) {
    for (const connection of this.online()) {
      if (graceful) connection.close();
      else connection.ws.terminate();
    }
  }

  streamError(code: number | undefined, child?: BinaryNode, close = true) {
    const attrs = { code: code === undefined ? undefined : String(code) };
    for (const connection of this.online()) {
      connection.send(el('stream:error', attrs, child ? [child] : []));
      if (close) connection.close();
    }
  }

  restartRequired() {
    this.streamError(515);
  }

  /** Another client has opened the same device's line. */
  replaced() {
    this.streamError(undefined, el('conflict', { type: 'replaced' }));
  }

  failure(reason: number) {
    for (const connection of this.online()) {
      connection.send(el('failure', { reason: String(reason) }));
      connection.close();
    }
  }

  streamEnd() {
    for (const connection of this.online()) connection.send(el('xmlstreamend'));
  }

  /** From now on every login is refused with 405, until this is called with false. */
  handOutVersionTooOld(tooOld = true) {
    this.faults.versionTooOld = tooOld;
  }

  /** Total outage: every line is cut and no new one accepted until `comeBack`, which opens the same port. */
  async goDown() {
    for (const { ws } of this.conns) ws.terminate();
    await this.listener.close();
  }

  async comeBack() {
    await this.listener.open();
  }

  delayAcks(ms: number) {
    this.faults.ackDelayMs = ms;
  }

  /** A file's link stops working; the company's phone can upload it again. */
  expireMedia(directPath: string, status: 404 | 410 = 410) {
    this.media.expire(directPath, status);
  }

  /** The identical stanza, the same ciphertext, once more. */
  duplicateLast() {
    const last = this.lastDelivered;
    if (!last) throw new Error('nothing was delivered yet');
    last.device.deliver(last.node);
  }

  waitFor(match: (node: BinaryNode, dir: 'in' | 'out') => boolean, timeoutMs = 5000): Promise<BinaryNode> {
    return new Promise((resolve, reject) => {
      const hear = (dir: 'in' | 'out', node: BinaryNode) => {
        if (!match(node, dir)) return;
        clearTimeout(timer);
        this.off('stanza', hear);
        resolve(node);
      };
      const timer = setTimeout(() => {
        this.off('stanza', hear);
        reject(new Error('expected stanza did not come'));
      }, timeoutMs);
      this.on('stanza', hear);
    });
  }

  whenSettled(id: string): Promise<void> {
    return new Promise((resolve) => {
      this.unsettled.set(id, [...(this.unsettled.get(id) ?? []), resolve]);
    });
  }

  settled(id: string, device: LinkedDevice) {
    for (const resolve of this.unsettled.get(id) ?? []) resolve();
    this.unsettled.delete(id);
    this.emit('settled', id, device);
  }

  allotLid() {
    return String(this.nextLid++);
  }

  record(dir: 'in' | 'out', node: BinaryNode) {
    if (this.keepLog) this.log.push({ dir, node, at: Date.now() });
    if (this.listenerCount('stanza') > 0) this.emit('stanza', dir, node);
  }

  loggedIn(connection: Connection, payload: proto.ClientPayload, noisePub: Buffer) {
    login(this, connection, payload, noisePub);
  }

  heard(connection: Connection, node: BinaryNode) {
    return onStanza(this, connection, node);
  }

  failed(error: unknown) {
    this.emit('protocol-error', error);
  }

  ended(connection: Connection) {
    this.conns.delete(connection);
    this.emit('disconnected', connection);
  }

  private online(): Connection[] {
    return [...this.conns].filter(({ device }) => device);
  }

  private enrolled<T extends User>(user: T): T {
    this.users.set(user.pn, user);
    this.users.set(user.lid, user);
    return user;
  }
}
