import {
  isClosing,
  openQuestion,
  withCustomerNamed,
  withoutQuestion,
  withoutTicket,
  withQuestionDropped,
  type AgentChat,
  type Question,
} from '../../../routing/agent-chat.js';
import { meaningOf } from '../../../routing/addressing/addressing.js';
import { RuleBroken } from '../../../routing/reason.js';
import type { AtHand, Meant, QuotedThing } from '../../../routing/addressing/meant.js';
import { pickFrom, tape, type Chance } from './chance.js';
import { decision, speech, type Draft } from './draft.js';
import { TEAM } from './hand.js';
import { Phone, type Seen, type Shown, type Unasked } from './phone.js';
import { id, missedIn, wrongIn, type Command, type Sent } from './judgement.js';

const START = Date.parse('2026-11-23T12:00:00Z');

/** A desk, an agent who knows only what their phone has shown, and messages under way between them. */
export class AgentAtWork {
  readonly outcomes = new Map<string, number>();
  private now = START;
  private next = 1;
  private messages = 0;
  private readonly offered = new Map<number, number>();
  private readonly held = new Map<number, number>();
  private chat: AgentChat = {};
  private readonly phone = new Phone();
  private readonly underWay: Sent[] = [];
  private readonly closed = new Set<number>();
  private readonly waiting = new Map<string, Sent>();

  /** One thing happens, chosen by this number. */
  step(chance: number): void {
    const pick = tape(chance);
    this.now += 1000 + pick(2500);
    this.arrivals();
    const what = pick(22);
    if (what < 3) this.makeOffer(pick(2000));
    else if (what === 3) this.endOffer(pick);
    else if (what < 7) this.lose(pick);
    else if (what === 7) this.show(pick(2000), { quotes: this.desk() });
    else if (what < 10) this.relay(pick);
    else this.write(pick);
  }

  /** Everything that is still under way arrives. */
  finish(): void {
    this.now += 120_000;
    this.arrivals();
  }

  private makeOffer(late: number): void {
    if (this.offered.size + this.held.size >= 4) return;
    const ticket = this.next++;
    this.offered.set(ticket, this.now);
    this.show(late, { quotes: this.desk(ticket), ticket, change: 'offered' });
  }

  private endOffer(pick: Chance): void {
    const ticket = pickFrom([...this.offered.keys()], pick);
    if (ticket === undefined) return;
    this.offered.delete(ticket);
    this.show(pick(3000), { quotes: this.desk(ticket), ticket, change: 'gone' });
  }

  private lose(pick: Chance): void {
    const ticket = pickFrom([...this.held.keys()], pick);
    if (ticket === undefined) return;
    this.leave(ticket, true);
    this.show(pick(8000), { quotes: this.desk(ticket), ticket, change: 'gone' });
  }

  private leave(number: number, isLost = false): void {
    if (!this.held.delete(number)) return;
    const how = { at: new Date(this.now), isLost };
    this.chat = withoutTicket(this.chat, { id: id(number), number }, how);
  }

  private relay(pick: Chance): void {
    const ticket = pickFrom([...this.held.keys()], pick);
    if (ticket === undefined) return;
    this.show(pick(3000), { quotes: { by: 'customer', ticketId: id(ticket) }, ticket });
    const { question } = this;
    if (!question || !isClosing(question) || question.ticketId !== id(ticket)) return;
    this.chat = withQuestionDropped(this.chat, new Date(this.now));
    this.show(0, { quotes: this.desk(ticket), ticket, dropped: question.messageId });
  }

  /** The question that can be answered now. */
  private get question(): Question | undefined {
    return openQuestion(this.chat, new Date(this.now));
  }

  private desk(ticket?: number): QuotedThing {
    const messageId = `d${++this.messages}`;
    return { by: 'desk', messageId, ...(ticket !== undefined && { ticketId: id(ticket) }) };
  }

  private show(late: number, what: Omit<Shown, 'seenAt'>): void {
    this.phone.show(this.now + late, what);
  }

  private write(pick: Chance): void {
    const seen = this.phone.seen(this.now, this.closed);
    const { question } = seen;
    // Whoever has just answered the desk waits until that has left the phone.
    if (this.underWay.some(({ purpose, way }) => purpose === 'answer' && way === 'plain')) return;
    if (question && question.messageId === this.chat.question?.messageId && pick(3) > 0)
      this.answer(question, pick);
    else if (seen.offers.length > 0 && pick(2) === 0) this.send(pick, decision(seen, pick));
    else if (seen.held.length > 0) this.speak(seen, pick);
  }

  private speak(seen: Seen, pick: Chance): void {
    const draft = speech(seen, pick, ++this.messages);
    if (draft.way !== 'plain' || !this.isClosing()) this.send(pick, draft);
  }

  /** Who has begun to close writes nothing to customers without a name until that is done. */
  private isClosing(): boolean {
    const asked = this.question !== undefined && this.question.kind !== 'whom';
    return asked || this.underWay.some(({ purpose }) => purpose === 'begin-closing');
  }

  private answer(question: Question, pick: Chance): void {
    if (question.kind === 'whom') return this.sayWhom(question.messages, pick);
    const ticket = Number(question.ticketId.slice(1));
    // Who knows that it is gone answers no more questions about it.
    const { held, messages } = this.phone.seen(this.now, this.closed);
    if (!held.includes(ticket)) return;
    const isPlain = messages.at(-1)?.question === question && this.underWay.length === 0 && pick(2) === 0;
    const words = pick(2) === 0 ? '1' : `resposta ${++this.messages}`;
    if (isPlain) return this.send(pick, { purpose: 'answer', ticket, way: 'plain', words });
    const quotes: QuotedThing = { by: 'desk', messageId: question.messageId };
    this.send(pick, { purpose: 'answer', ticket, way: 'quote', words, quotes });
  }

  private sayWhom(messages: readonly string[], pick: Chance): void {
    // They see which of their own words have not left the phone.
    if (this.underWay.some(({ way }) => way === 'plain')) return;
    const meant = messages.map((one) => this.waiting.get(one)?.ticket ?? 0);
    const ticket = meant[0] ?? 0;
    const isOne = new Set(meant).size === 1 && this.phone.seen(this.now, this.closed).held.includes(ticket);
    if (!isOne) this.send(pick, { purpose: 'cancel', ticket, way: 'number', words: '/cancelar' });
    else if (pick(2) === 0)
      this.send(pick, { purpose: 'release', ticket, way: 'number', words: `#${ticket}` });
    else this.send(pick, { purpose: 'release', ticket, way: 'plain', words: `${ticket}` });
  }

  private send(pick: Chance, { quotes, ...rest }: Draft): void {
    const sentAt = new Date(Math.floor(this.now / 1000) * 1000);
    const seen = this.phone.seen(this.now, this.closed).offers;
    if (rest.purpose === 'close') this.closed.add(rest.ticket);
    this.underWay.push({
      ...{
        ...rest,
        id: ++this.messages,
        said: { text: rest.words, sentAt, hasFiles: false, ...(quotes && { quotes }) },
      },
      arrives: this.now + (pick(6) === 0 ? pick(60_000) : pick(1500)),
      unseenOffers: [...this.offered.keys()].filter((one) => !seen.includes(one)),
    });
  }

  private arrivals(): void {
    this.underWay.sort((one, other) => one.arrives - other.arrives);
    for (;;) {
      const first = this.underWay[0];
      if (!first || first.arrives > this.now) return;
      this.underWay.shift();
      this.hear(first);
    }
  }

  private atHand(): AtHand {
    const named = (number: number) => ({ id: id(number), number });
    const last = this.phone.last();
    return {
      offered: [...this.offered].map(([one, since]) => ({ ...named(one), offeredAt: new Date(since) })),
      held: [...this.held].map(([one, since]) => ({ ...named(one), acceptedAt: new Date(since) })),
      ...this.chat,
      isQuestionLast: last?.question !== undefined && last.question === this.question,
    };
  }

  private hear(sent: Sent): void {
    const atHand = this.atHand();
    let meant: Meant | undefined;
    try {
      meant = meaningOf(sent.said, atHand, TEAM);
    } catch (error) {
      if (!(error instanceof RuleBroken)) throw error;
    }
    const wrong =
      wrongIn(sent, meant, (one) => this.waiting.get(one)?.ticket) ?? missedIn(sent, atHand, meant);
    if (wrong) throw new Error(`${wrong}: ${JSON.stringify({ sent, meant, atHand })}`);
    this.count(`${sent.purpose} by ${sent.way}: ${meant?.kind ?? 'asked'}`);
    if (meant) this.carryOut(sent, meant);
    else this.show(500, { quotes: this.desk() });
  }

  private count(outcome: string): void {
    this.outcomes.set(outcome, (this.outcomes.get(outcome) ?? 0) + 1);
  }

  private carryOut(sent: Sent, meant: Meant): void {
    const isNaming = meant.kind === 'release' || (meant.kind === 'say' && meant.isNamed);
    if (isNaming) this.chat = withCustomerNamed(this.chat, sent.said.sentAt);
    if (meant.kind === 'say' && this.chat.question?.kind === 'whom') this.chat = withoutQuestion(this.chat);
    if (meant.kind === 'say')
      this.show(0, {
        quotes: { by: 'self', ticketId: meant.ticketId },
        ticket: Number(meant.ticketId.slice(1)),
      });
    if (meant.kind === 'ask-whom')
      this.askWhom(
        sent,
        meant.among.map((one) => one.id),
      );
    if (meant.kind === 'release') this.chat = withoutQuestion(this.chat);
    if (meant.kind === 'answer') this.answered(meant.question.kind, sent.ticket);
    if (meant.kind === 'command') this.obey(meant.command, sent.said.sentAt);
  }

  private askWhom(sent: Sent, among: readonly string[]): void {
    const before = this.question?.kind === 'whom' ? this.question.messages : [];
    this.waiting.set(`${sent.id}`, sent);
    this.ask({ kind: 'whom', messages: [...before, `${sent.id}`], among });
  }

  private answered(kind: 'told' | 'solved', ticket: number): void {
    if (kind === 'told') this.ask({ kind: 'solved', ticketId: id(ticket), proposed: 'Feito' });
    else {
      this.leave(ticket);
      this.show(500, { quotes: this.desk(ticket), ticket, change: 'gone' });
    }
  }

  private ask(what: Unasked): void {
    const quotes = this.desk();
    const messageId = quotes.by === 'desk' ? quotes.messageId : '';
    const askedAt = new Date(this.now).toISOString();
    const question = { ...what, messageId, position: this.messages, askedAt };
    this.chat = { ...this.chat, question };
    this.show(1500, { quotes, question });
  }

  private obey(command: Command, sentAt: Date): void {
    const { type } = command;
    const ticket = 'ticketId' in command ? Number(command.ticketId.slice(1)) : 0;
    const about = this.desk(ticket);
    if (type === 'accept') {
      this.offered.delete(ticket);
      this.held.set(ticket, this.now);
      this.chat = withCustomerNamed(this.chat, sentAt);
      this.show(500, { quotes: about, ticket, change: 'held' });
    }
    if (type === 'refuse' || type === 'close') {
      this.offered.delete(ticket);
      this.leave(ticket);
      this.show(500, { quotes: about, ticket, change: 'gone' });
    }
    if (type === 'begin-closing') this.ask({ kind: 'told', ticketId: id(ticket), proposed: 'Reinicie' });
    if (type === 'cancel') this.chat = withoutQuestion(this.chat);
  }
}
