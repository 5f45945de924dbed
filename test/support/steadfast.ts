import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { addressOf } from '../../channels/botframework/address.js';
import { addressKey } from '../../channels/channel.js';
import { signIn, type ActionResult, type ConsoleAgent } from './console-agent.js';
import { openEmulatorPerson, type EmulatorPerson, type PersonOptions } from './emulator-person.js';
import { heardOnce, type Closing, type Heard, type PersonEvidence } from './evidence.js';
import type { Lives } from './lives.js';
import { openWebCustomer } from './web-customer.js';

/** Far longer than a life takes to begin, also where the machine has much else to do. */
const PATIENCE_MS = 60_000;

/** A person on a network that sends again until it is told that the message has arrived. */
export interface Steadfast {
  says(text: string): Promise<void>;
  /** Waits for one more message and returns what it says. Whether it is this one, the evidence will tell. */
  hears(expected: string | RegExp): Promise<string>;
  evidence(): PersonEvidence;
  close(): unknown;
}

/** Tries as long as the program is down; any answer that is not 200 and not its absence is thrown. */
export async function untilTaken<T>(lives: Lives, attempt: () => Promise<T>): Promise<T> {
  const end = Date.now() + PATIENCE_MS;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      lives.mustGoOn();
      if (!isOfTheLine(error as NodeJS.ErrnoException) || Date.now() > end) throw error;
    }
    await sleep(25);
  }
}

const isOfTheLine = ({ name, code = '', message }: NodeJS.ErrnoException): boolean =>
  name === 'TypeError' || /^(ECONN|EPIPE)/.test(code) || /\b50\d\b|socket hang up/.test(message);

type Told = Omit<PersonEvidence, 'acknowledged' | 'expected'>;

/** What web chat and Emulator have in common: words with an id of their own, and a story to be compared with. */
function steadfast(
  lives: Lives,
  /** Sends again and again until it is taken. */
  send: (text: string, id: string) => Promise<unknown>,
  told: () => Told,
): Omit<Steadfast, 'close'> {
  const acknowledged: string[] = [];
  const expected: (string | RegExp)[] = [];
  return {
    says: async (text) => {
      await send(text, randomUUID());
      acknowledged.push(text);
    },
    hears: async (words) => {
      expected.push(words);
      const end = Date.now() + PATIENCE_MS;
      for (;;) {
        lives.mustGoOn();
        const now = heardOnce(told())[expected.length - 1];
        if (now) return now.text;
        const { name, heard } = told();
        const soFar = heard.map(({ text }) => `\n  ${text}`).join('');
        if (Date.now() > end) throw new Error(`${name} waited for ${String(words)} and heard:${soFar}`);
        await sleep(10);
      }
    },
    evidence: () => ({ ...told(), acknowledged: [...acknowledged], expected: [...expected] }),
  };
}

/** A web customer, whose page dials again with its watermark after every death. */
export async function steadfastWebCustomer(lives: Lives, name: string): Promise<Steadfast> {
  const token = await untilTaken(lives, () => askForToken(lives.baseUrl));
  const customer = await untilTaken(lives, () => openWebCustomer(lives.baseUrl, { token, locale: 'pt-BR' }));
  let dialling = Promise.resolve();
  lives.onReady(() => {
    dialling = dialling.then(() => untilTaken(lives, () => customer.reconnects())).catch(() => undefined);
  });
  const position = (id: string) => Number(id.split('|')[1]);
  const heard = (): Heard[] =>
    customer
      .activities()
      .filter(({ from }) => from.role !== 'user')
      .map(({ id, text }) => ({ id, text, at: new Date(0), position: position(id) }));
  const echoes = () =>
    customer.activities().flatMap(({ from, text }) => (from.role === 'user' ? [text] : []));
  const send = (text: string, id: string) => untilTaken(lives, () => customer.says(text, { id }));
  return {
    ...steadfast(lives, send, () => ({
      ...{ name, network: 'web', conversation: `web:${customer.conversationId}` },
      ...{ heard: heard(), echoes: echoes() },
    })),
    close: () => customer.close(),
  };
}

async function askForToken(baseUrl: string): Promise<string> {
  const answer = await fetch(`${baseUrl}/v3/directline/tokens/generate`, { method: 'POST' });
  if (!answer.ok) throw new Error(`No token: ${answer.status}`);
  return ((await answer.json()) as { token: string }).token;
}

/** Someone in the Emulator, whose far side keeps what it got. `answers` orders faults there. */
export interface SteadfastEmulatorPerson extends Steadfast, Pick<EmulatorPerson, 'answers'> {
  joins(): Promise<void>;
  /** Corrects what was said last in these words. */
  corrects(text: string, corrected: string): Promise<void>;
}

export async function steadfastEmulatorPerson(
  lives: Lives,
  options: PersonOptions,
): Promise<SteadfastEmulatorPerson> {
  const person = await openEmulatorPerson(lives.baseUrl, {
    ...{ locale: 'pt-BR', now: () => lives.now() },
    ...options,
  });
  const { userId, conversationId } = person;
  const conversation = addressKey(addressOf({ channelId: 'emulator', conversationId, userId }));
  const heard = (): Heard[] =>
    person.taken.map(({ body, at }) => ({
      ...{ id: String(body.channelData?.['bastaoId']), text: body.text ?? '', at },
    }));
  const ids = new Map<string, string>();
  /** With the time of the first attempt at each, as a network does. */
  const sends = (activity: Readonly<Record<string, unknown>>) => {
    const timestamp = lives.now().toISOString();
    return untilTaken(lives, async () => {
      const { status, body } = await person.sends({ timestamp, textFormat: 'plain', ...activity });
      if (status !== 200) throw new Error(`${options.name} could not send: ${status} ${body}`);
    });
  };
  const send = (text: string, id: string) => {
    ids.set(text, id);
    return sends({ type: 'message', id, text });
  };
  return {
    ...steadfast(lives, send, () => ({
      ...{ name: options.name, network: 'botframework', conversation, heard: heard() },
    })),
    joins: () => untilTaken(lives, () => person.joins()),
    corrects: (text, corrected) => sends({ type: 'messageUpdate', id: ids.get(text), text: corrected }),
    answers: (...fault) => person.answers(...fault),
    close: () => person.close(),
  };
}

/** An agent on the console whose every button is pressed again, with the same id, until it was taken. */
export interface SteadfastAgent {
  readonly id: string;
  /** Takes the ticket that is offered to them and returns its id. */
  acceptsTheOffer(): Promise<string>;
  replies(ticketId: string, text: string): Promise<void>;
  closes(ticketId: string, closing: Closing): Promise<void>;
  close(): void;
}

export async function steadfastAgent(lives: Lives, id: string): Promise<SteadfastAgent> {
  await lives.ready();
  const password = lives.passwords.get(id) ?? '';
  const agent = await signIn(lives.baseUrl, id, password, { patienceMs: PATIENCE_MS });
  const insist = async (press: (agent: ConsoleAgent, commandId: string) => Promise<ActionResult>) => {
    const commandId = randomUUID();
    const { status, message } = await untilTaken(lives, () => press(agent, commandId));
    if (status !== 200) throw new Error(`${id} was told ${status}: ${message}`);
  };
  return {
    id,
    acceptsTheOffer: async () => {
      const offer = await untilTaken(lives, () => agent.seesOffer());
      await insist((me, commandId) => me.accepts(offer.id, commandId));
      return offer.id;
    },
    replies: (ticketId, text) => insist((me, commandId) => me.replies(ticketId, text, commandId)),
    closes: (ticketId, { told, solved }) =>
      insist((me, commandId) => me.closes(ticketId, told, solved, commandId)),
    close: () => agent.close(),
  };
}
