import { deedIn, type PhoneDeed } from './whatsapp-deed.js';
import type { Account, Contact, Received, SendOptions, Sent } from './fake-whatsapp/index.js';

/** Something this phone shows or has sent: what a quote, a reaction, a correction is about. */
export type OnPhone = (Received | Sent) & { readonly text?: string | undefined };

/** Somebody with a phone who writes to the company. */
export interface WhatsAppPerson {
  /** The far side itself, for what only it can do. */
  readonly phone: Contact;
  /**
   * Resolves when the message has left the phone; `settled` when the company's program has confirmed it. While the
   * phone is off it resolves at once, and the message leaves when the phone is on again.
   */
  says(text: string, options?: SendOptions): Promise<Sent>;
  /** Answers a message by quoting it. */
  quotes(message: OnPhone, text: string, options?: SendOptions): Promise<Sent>;
  edits(message: Sent, text: string): Promise<Sent>;
  deletes(message: Sent): Promise<Sent>;
  /** An empty emoji takes the reaction back. */
  reacts(message: OnPhone, emoji: string): Promise<Sent>;
  sendsPicture(picture: Buffer, caption?: string): Promise<Sent>;
  sendsVoice(voice: Buffer, seconds?: number): Promise<Sent>;
  sendsDocument(document: Buffer, name: string): Promise<Sent>;
  /** The next message on the phone must be this one. Copies of one id are one message. */
  hears(expected: string | RegExp): Promise<Received>;
  /** The first unread message that fits; what came before it stays unread. */
  finds(expected: string | RegExp): Promise<Received>;
  /** The first unread message with such a file, and the file as the phone opens it. */
  getsFile(kind: 'image' | 'audio' | 'document'): Promise<Received & { readonly bytes: Buffer }>;
  /** The phone shows this message with other words, as deleted, or with this reaction. */
  seesEdited(message: OnPhone, text: string | RegExp): Promise<void>;
  seesDeleted(message: OnPhone): Promise<void>;
  seesReaction(message: OnPhone, emoji: string): Promise<void>;
  hearsNothing(ms: number): Promise<void>;
  /** Everything that came so far is read. */
  readsAll(): void;
  /** No network: nothing is delivered to the phone or confirmed, and what is typed stays on it. */
  turnsOff(): void;
  /** What waited comes in its order, then what was typed leaves. */
  turnsOn(): Promise<void>;
  /** All messages the phone has shown, in order. */
  transcript(): readonly string[];
}

const PATIENCE_MS = 10_000;

export function openWhatsAppPerson(phone: Contact, company: Account, now: () => Date): WhatsAppPerson {
  const stamp = () => ({ to: company, t: Math.floor(now().getTime() / 1000) });
  const power = powerOf(phone);
  const says = (text: string, options: SendOptions = {}) =>
    power.leaves((more) => phone.send(text, { ...stamp(), ...options, ...more }));
  return {
    phone,
    says,
    quotes: (message, text, options = {}) => says(text, { ...options, quote: quoteOf(message) }),
    edits: ({ id }, text) => power.leaves((more) => phone.edit(id, text, { ...stamp(), ...more })),
    deletes: ({ id }) => power.leaves((more) => phone.revoke(id, { ...stamp(), ...more })),
    reacts: (message, emoji) =>
      power.leaves((more) =>
        phone.react({ id: message.id, mine: 'from' in message }, emoji, { ...stamp(), ...more }),
      ),
    sendsPicture: (picture, caption) =>
      power.leaves((more) => phone.sendImage(picture, caption, { ...stamp(), ...more })),
    sendsVoice: (voice, seconds) =>
      power.leaves((more) => phone.sendVoice(voice, seconds, { ...stamp(), ...more })),
    sendsDocument: (document, name) =>
      power.leaves((more) => phone.sendDocument(document, name, undefined, { ...stamp(), ...more })),
    turnsOff: power.turnsOff,
    turnsOn: power.turnsOn,
    ...reading(phone),
  };
}

const quoteOf = (message: OnPhone): SendOptions['quote'] => ({
  id: message.id,
  message: { conversation: message.text ?? '' },
  mine: !('from' in message),
});

/** What comes to the phone, read in order. */
function reading(phone: Contact) {
  const seen = new Set<string>();
  const said: string[] = [];
  const take = (message: Received): Received => {
    seen.add(message.id);
    said.push(message.text ?? '');
    return message;
  };
  const next = async (
    ms: number,
    fits: (message: Received) => boolean = () => true,
  ): Promise<Received | undefined> => {
    try {
      return take(await phone.nextMessage(ms, (message) => !seen.has(message.id) && fits(message)));
    } catch {
      return undefined;
    }
  };
  const unread = () => phone.inbox.all.filter(({ id }) => !seen.has(id)).map(({ text }) => `> ${text}`);
  const soFar = () => `So far:\n  ${[...said, ...unread()].join('\n  ')}`;
  const found = async (what: string, fits: (message: Received) => boolean): Promise<Received> => {
    const message = await next(PATIENCE_MS, fits);
    if (!message) throw new Error(`${phone.name} waited ${PATIENCE_MS} ms for ${what}. ${soFar()}`);
    return message;
  };
  const sees = async (what: string, { id }: OnPhone, fits: (deed: PhoneDeed) => boolean): Promise<void> => {
    await found(what, ({ message }) => {
      const deed = deedIn(message);
      return deed?.of === id && fits(deed);
    });
  };
  return {
    hears: async (expected: string | RegExp): Promise<Received> => {
      const message = await next(PATIENCE_MS);
      if (!message)
        throw new Error(`${phone.name} waited ${PATIENCE_MS} ms for ${String(expected)}. ${soFar()}`);
      const { text = '' } = message;
      if (!fit(expected, text))
        throw new Error(`${phone.name} expected ${String(expected)}, read "${text}". ${soFar()}`);
      return message;
    },
    finds: (expected: string | RegExp) => found(String(expected), ({ text = '' }) => fit(expected, text)),
    getsFile: async (kind: 'image' | 'audio' | 'document') => {
      const message = await found(`a file (${kind})`, (one) => Boolean(one.message[`${kind}Message`]));
      return { ...message, bytes: await message.media(kind) };
    },
    seesEdited: (message: OnPhone, text: string | RegExp) =>
      sees(
        `a correction to ${String(text)}`,
        message,
        (deed) => deed.kind === 'edit' && fit(text, deed.text),
      ),
    seesDeleted: (message: OnPhone) => sees('a deletion', message, ({ kind }) => kind === 'delete'),
    seesReaction: (message: OnPhone, emoji: string) =>
      sees(`the reaction ${emoji}`, message, (deed) => deed.kind === 'react' && deed.emoji === emoji),
    hearsNothing: async (ms: number): Promise<void> => {
      const message = await next(ms);
      if (message) throw new Error(`${phone.name} expected silence, read "${message.text}". ${soFar()}`);
    },
    readsAll: () => {
      for (const message of phone.inbox.all) if (!seen.has(message.id)) take(message);
    },
    transcript: () => [...said],
  };
}

const fit = (expected: string | RegExp, text: string): boolean =>
  typeof expected === 'string' ? text === expected : expected.test(text);

/** The phone's network, which its owner may switch off. */
function powerOf(phone: Contact) {
  type Going = (more: SendOptions) => Promise<Sent>;
  let typed: (() => Promise<void>)[] | undefined;
  const arrived: (() => void)[] = [];
  const receive = phone.receive.bind(phone);
  let ids = 0;
  return {
    leaves: (going: Going): Promise<Sent> => {
      if (!typed) return going({});
      const id = `TYPED${phone.phone}${++ids}`;
      const settled = phone.server.whenSettled(id);
      typed.push(async () => void (await going({ id })));
      return Promise.resolve({ id, settled });
    },
    turnsOff: (): void => {
      typed ??= [];
      phone.receive = (...stanza) => void arrived.push(() => receive(...stanza));
    },
    turnsOn: async (): Promise<void> => {
      const waiting = typed ?? [];
      typed = undefined;
      phone.receive = receive;
      for (const come of arrived.splice(0)) come();
      for (const leave of waiting) await leave();
    },
  };
}
