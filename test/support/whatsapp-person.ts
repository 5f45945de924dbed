import type { Account, Contact, Received, SendOptions, Sent } from './fake-whatsapp/index.js';

/** Somebody with a phone who writes to the company. */
export interface WhatsAppPerson {
  /** The far side itself, for what only it can do. */
  readonly phone: Contact;
  /** Resolves when the message has left the phone; `settled` when the company's program has confirmed it. */
  says(text: string, options?: SendOptions): Promise<Sent>;
  /** The next message on the phone must be this one. Copies of one id are one message. */
  hears(expected: string | RegExp): Promise<Received>;
  hearsNothing(ms: number): Promise<void>;
  /** All messages the phone has shown, in order. */
  transcript(): readonly string[];
}

const PATIENCE_MS = 10_000;

export function openWhatsAppPerson(phone: Contact, company: Account, now: () => Date): WhatsAppPerson {
  const seen = new Set<string>();
  const said: string[] = [];
  const next = async (ms: number): Promise<Received | undefined> => {
    try {
      const message = await phone.nextMessage(ms, ({ id }) => !seen.has(id));
      seen.add(message.id);
      said.push(message.text ?? '');
      return message;
    } catch {
      return undefined;
    }
  };
  const soFar = () => `So far:\n  ${said.join('\n  ')}`;
  return {
    phone,
    says: (text, options = {}) =>
      phone.send(text, { to: company, t: Math.floor(now().getTime() / 1000), ...options }),
    hears: async (expected) => {
      const message = await next(PATIENCE_MS);
      if (!message) throw new Error(`Waited ${PATIENCE_MS} ms for ${String(expected)}. ${soFar()}`);
      const { text = '' } = message;
      const fits = typeof expected === 'string' ? text === expected : expected.test(text);
      if (!fits) throw new Error(`Expected ${String(expected)}, read "${text}". ${soFar()}`);
      return message;
    },
    hearsNothing: async (ms) => {
      const message = await next(ms);
      if (message) throw new Error(`Expected silence, read "${message.text}". ${soFar()}`);
    },
    transcript: () => [...said],
  };
}
