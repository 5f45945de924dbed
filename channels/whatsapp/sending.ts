import type { WASocket } from '@whiskeysockets/baileys';
import { addressKey, type Delivery, type Outgoing, type PushChannel } from '../channel.js';
import { openAcknowledgements } from './acknowledged.js';
import { otherForm } from './addressing.js';
import type { Part } from './composing.js';
import { isPersonal, jidOf, seenIn } from './jid.js';
import { gapLeft, isAwaited, openRate, typingPause } from './manners.js';
import { openPauses } from './pauses.js';
import { openProgress, shorten } from './progress.js';
import { openReachOut } from './reach-out.js';
import { openReadReceipts } from './read-receipts.js';
import { failureOf, LOCKED, meaningOf, type Outcome } from './refusal.js';
import type { SendingDeps } from './sending-deps.js';
import { openSlots } from './slots.js';
import { transmit, type Letter } from './transmitting.js';
import { contentOf, holdsFile, networkIdOf, partsOf } from './writing.js';

export type { SendingDeps, SendingSettings } from './sending-deps.js';

const IN_FLIGHT = 8;
const ACK_TIMEOUT_MS = 10_000;
const WRITTEN_AFTER_MS = 1000;
const LONGEST_RATE_PAUSE_MS = 60_000;
const CHATS_REMEMBERED = 5000;
/** So long a message waits for its file, which is being fetched; then the file is named in words. */
const FILE_PATIENCE_MS = 15_000;

const retry = (reason: string, afterMs?: number): Delivery => ({
  ...{ status: 'retry', reason },
  ...(afterMs !== undefined && { afterMs }),
});
const refused = (reason: string): Delivery => ({ status: 'refused', reason });

/** One part on its way, and to whom. */
interface Leaving {
  readonly message: Outgoing;
  readonly part: Part;
  readonly jid: string;
  readonly isWanted: () => Promise<boolean>;
}

/**
 * Writes to WhatsApp, with manners. A message is `sent` only after WhatsApp's own acknowledgement; every retry carries
 * the same ids, and parts that were acknowledged are not written again by this process.
 */
export class Sending implements PushChannel {
  readonly name = 'whatsapp';
  readonly #deps: SendingDeps;
  readonly #acks = openAcknowledgements((id) => this.#cameLate(id));
  readonly #progress = openProgress();
  readonly #reachOut;
  readonly #reads;
  readonly #rate;
  readonly #pauses;
  readonly #slots = openSlots(IN_FLIGHT);
  /** What is under way, and how to wait for it no longer. */
  readonly #underWay = new Map<Promise<unknown>, () => void>();
  readonly #writtenAt = new Map<string, number>();
  /** Where WhatsApp took a message that it had refused under the address the customer wrote from. */
  readonly #taking = new Map<string, string>();
  #isStopped = false;

  constructor(deps: SendingDeps) {
    this.#deps = deps;
    this.#reachOut = openReachOut(deps.now);
    this.#reads = openReadReceipts(deps);
    this.#rate = openRate(deps.settings.accountPerMinute);
    this.#pauses = openPauses(deps.after);
  }

  /** For every new socket, right after it was made. */
  attach(sock: WASocket): void {
    this.#acks.attach(sock);
    this.#reachOut.attach(sock);
  }

  /** The customer's device has confirmed a message: WhatsApp has it, whatever became of the acknowledgement. */
  received(externalId: string): void {
    this.#acks.proven(externalId);
  }

  async send(message: Outgoing, isWanted: () => Promise<boolean> = async () => true): Promise<Delivery> {
    const delivering = this.#deliver(message, isWanted).catch((error: unknown) =>
      this.#after(failureOf(error)),
    );
    const delivery = await this.#unlessAbandoned(delivering);
    if (delivery.status === 'refused') this.#progress.over(message.id);
    if (delivery.status !== 'sent')
      this.#deps.logger.info(
        { id: message.id, status: delivery.status, reason: delivery.reason },
        'not sent',
      );
    return delivery;
  }

  #unlessAbandoned(delivering: Promise<Delivery>): Promise<Delivery> {
    return new Promise((resolve) => {
      this.#underWay.set(delivering, () => resolve(retry('not-connected')));
      void delivering.then((delivery) => {
        this.#underWay.delete(delivering);
        resolve(delivery);
      });
    });
  }

  /**
   * Begins nothing new, ends all pauses, and waits for WhatsApp's word on what is written, but no longer than this. What
   * is not settled then is to be tried again: the next start sends it under the same id.
   */
  async stop(withinMs = 5000): Promise<void> {
    this.#isStopped = true;
    this.#pauses.end();
    this.#reads.stop();
    let cancel: () => void = () => undefined;
    const late = new Promise<void>((resolve) => (cancel = this.#deps.after(withinMs, resolve)));
    await Promise.race([Promise.all(this.#underWay.keys()), late]);
    cancel();
    for (const abandon of this.#underWay.values()) abandon();
  }

  async #deliver(message: Outgoing, isWanted: () => Promise<boolean>): Promise<Delivery> {
    if (!this.#socket()) return retry('not-connected');
    const jid = await this.#jidFor(message);
    if (jid === undefined) return refused('stranger');
    const held = await this.#held(message);
    if (held) return held;
    const { parts, isComing } = await partsOf(message, { jid, compose: this.#deps.compose });
    if (isComing && this.#waitsForFile(message)) return retry('file-not-here');
    if (parts.length === 0) return refused('empty');
    for (const part of parts) {
      if (this.#progress.isTaken(message.id, part.id)) continue;
      const delivery = await this.#leave({ message, part, jid, isWanted });
      if (delivery) return delivery;
    }
    this.#progress.over(message.id);
    if (message.author.kind !== 'desk' || (await this.#deps.isAgent(message.to)))
      this.#reads.answered(message.to, jid);
    return { status: 'sent', externalId: networkIdOf(message) };
  }

  #waitsForFile({ id }: Outgoing): boolean {
    return this.#progress.waitedMs(id, this.#deps.now().getTime()) < FILE_PATIENCE_MS;
  }

  #socket(): WASocket | undefined {
    return this.#isStopped ? undefined : this.#deps.socket();
  }

  async #jidFor(message: Outgoing): Promise<string | undefined> {
    const known = this.#taking.get(addressKey(message.to)) ?? this.#deps.jidOf(message);
    const jid = known ?? jidOf((await this.#deps.store.contact(message.to)) ?? {});
    return jid !== undefined && isPersonal(jid) ? jid : undefined;
  }

  /** Why a message nobody is waiting for does not leave now. */
  async #held(message: Outgoing): Promise<Delivery | undefined> {
    const now = this.#deps.now();
    if (isAwaited(message, await this.#deps.lastHeardAt(message.to), now)) return undefined;
    // An offer has to be answered in a minute, whoever wrote when.
    if (await this.#deps.isAgent(message.to)) return undefined;
    if (this.#reachOut.isLocked(now)) return refused(LOCKED);
    const ms = this.#rate.placeIn(message.id, now.getTime());
    // No longer, so that somebody who begins to wait meanwhile is noticed.
    return ms > 0 ? retry('account-rate', Math.min(ms, LONGEST_RATE_PAUSE_MS)) : undefined;
  }

  /** Writes one part. Undefined if WhatsApp has taken it. */
  async #leave(leaving: Leaving): Promise<Delivery | undefined> {
    const { message, part, jid } = leaving;
    const pause = this.#pauseBefore(message);
    const isTyping = pause.typingMs > 0;
    if (isTyping) this.#shows('composing', jid);
    const ms = Math.max(pause.typingMs, pause.gapMs);
    if (!(await this.#pauses.rest(ms))) return retry('not-connected');
    const before = this.#socket();
    if (!before) return retry('not-connected');
    const content = await contentOf(this.#deps, before, part, { jid, ownId: networkIdOf(message) });
    const hasWaited = ms > 0 || holdsFile(part) || this.#slots.taken >= IN_FLIGHT;
    const giveBack = await this.#slots.take();
    try {
      if (hasWaited && !(await leaving.isWanted())) {
        if (isTyping) this.#shows('paused', jid);
        return refused('withdrawn');
      }
      const sock = this.#socket();
      return sock ? await this.#write(sock, message, { id: part.id, jid, content }) : retry('not-connected');
    } finally {
      giveBack();
    }
  }

  #pauseBefore(message: Outgoing): { typingMs: number; gapMs: number } {
    const { settings, random, now } = this.#deps;
    const types = this.#progress.isFirstTry(message.id) && message.author.kind === 'bot';
    const lastAt = this.#writtenAt.get(addressKey(message.to));
    return {
      typingMs: types ? typingPause(message.text, settings.typingMs, random()) : 0,
      gapMs: gapLeft(lastAt, settings.gapMs, now().getTime()),
    };
  }

  #shows(state: 'composing' | 'paused', jid: string): void {
    this.#socket()
      ?.sendPresenceUpdate(state, jid)
      .catch(() => undefined);
  }

  async #write(sock: WASocket, message: Outgoing, letter: Letter): Promise<Delivery | undefined> {
    const chat = addressKey(message.to);
    this.#writtenAt.delete(chat);
    this.#writtenAt.set(chat, this.#deps.now().getTime());
    shorten(this.#writtenAt, CHATS_REMEMBERED);
    const outcome = await this.#writeEitherWay(sock, message, letter);
    const { id, jid } = letter;
    if (outcome.kind === 'taken') {
      this.#progress.taken(message.id, id);
      this.#progress.late(id);
      this.#deps.onConfirmed();
      return undefined;
    }
    if (outcome.kind === 'refused' && outcome.code === LOCKED) this.#reachOut.refused(sock, this.#deps.now());
    if (outcome.kind === 'later' && outcome.isTimeOut)
      this.#progress.overdue(id, { messageId: message.id, ownId: networkIdOf(message), jid });
    return this.#after(outcome);
  }

  /** Where WhatsApp refuses how the person was addressed, their other address is tried once, with the same id. */
  async #writeEitherWay(sock: WASocket, message: Outgoing, letter: Letter): Promise<Outcome> {
    const outcome = await this.#transmit(sock, message, letter);
    if (outcome.kind !== 'refused' || meaningOf(outcome.code) !== 'address') return outcome;
    const contact = await this.#deps.store.contact(message.to);
    const other = await otherForm(sock, letter.jid, contact).catch(() => undefined);
    if (other === undefined || other === letter.jid) return outcome;
    const second = await this.#transmit(sock, message, { ...letter, jid: other });
    if (second.kind === 'taken') this.#taking.set(addressKey(message.to), other);
    shorten(this.#taking, CHATS_REMEMBERED);
    return second;
  }

  #transmit(sock: WASocket, message: Outgoing, letter: Letter): Promise<Outcome> {
    const { after, settings } = this.#deps;
    const { ackTimeoutMs = ACK_TIMEOUT_MS, writtenAfterMs = WRITTEN_AFTER_MS } = settings;
    const times = { ackTimeoutMs, writtenAfterMs };
    return transmit({ acks: this.#acks, after, ...times }, sock, letter, () =>
      this.#mark(letter.jid, networkIdOf(message), 'written'),
    );
  }

  #after(outcome: Outcome): Delivery {
    if (outcome.kind === 'taken') return { status: 'sent' };
    if (outcome.kind === 'refused') {
      this.#deps.onRefused(outcome.code);
      return refused(outcome.code);
    }
    if (outcome.isTimeOut) this.#deps.onTimedOut();
    return retry(outcome.reason);
  }

  #cameLate(id: string): void {
    const late = this.#progress.late(id);
    if (!late) return;
    if (late.ownId === id) this.#mark(late.jid, id, 'sent');
    else this.#progress.taken(late.messageId, id);
  }

  #mark(jid: string, externalId: string, receipt: 'written' | 'sent'): void {
    const { store, account, logger } = this.#deps;
    const marking = store.mark(account, seenIn(jid), [{ externalId, receipt }]);
    marking.catch((err: unknown) => logger.error({ err }, `${receipt} not kept`));
  }
}

export const openSending = (deps: SendingDeps): Sending => new Sending(deps);
