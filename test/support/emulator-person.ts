import { randomUUID } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** An activity as it is on the wire. */
export interface WireActivity {
  readonly type?: string;
  readonly id?: string;
  readonly text?: string;
  readonly textFormat?: string;
  readonly replyToId?: string;
  readonly from?: { readonly id: string; readonly name?: string };
  readonly recipient?: { readonly id: string; readonly name?: string };
  readonly conversation?: { readonly id: string };
  readonly suggestedActions?: {
    readonly to: readonly string[];
    readonly actions: readonly { readonly type: string; readonly title: string; readonly value: string }[];
  };
  readonly attachments?: readonly Record<string, unknown>[];
  readonly channelData?: Record<string, unknown>;
}

/** One call the bot made to this person's service. */
export interface Call {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: WireActivity;
  readonly at: Date;
}

/** A status to answer with; no answer ever; an answer `lateMs` later; a success that is no JSON. */
export type Fault = number | 'hang' | 'late' | 'garbage';

export interface PersonOptions {
  readonly name: string;
  readonly userId?: string;
  readonly conversationId?: string;
  readonly channelId?: string;
  readonly locale?: string;
  /** The Authorization header of what this person sends; gets the serviceUrl the token must name. */
  readonly authorization?: (serviceUrl: string) => string;
  /** The longest wait of `hears`; default 3000. */
  readonly patienceMs?: number;
  /** How late is 'late'; default 500. */
  readonly lateMs?: number;
  /** The clock that stamps what this person sends; default: the machine's. */
  readonly now?: () => Date;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: string;
}

/** A person in the Bot Framework Emulator: talks to a bot's `/api/messages` and is its serviceUrl. */
export interface EmulatorPerson {
  readonly userId: string;
  readonly conversationId: string;
  readonly serviceUrl: string;
  /** Every call of the bot's, faulted ones too, oldest first. */
  readonly received: readonly Call[];
  /** The calls that brought a message and were not faulted, oldest first: what this person can read. */
  readonly taken: readonly Call[];
  /** Sends a text, `times` times at once with the same activity id. Throws unless each is answered 200. */
  says(text: string, options?: { readonly id?: string; readonly times?: number }): Promise<void>;
  /** The next message not heard yet; throws if there is none in time or it is another one. A string must be all of it. */
  hears(expected: string | RegExp): Promise<WireActivity>;
  /** Throws if a message that was not heard yet is there or comes within `ms`. */
  hearsNothing(ms: number): Promise<void>;
  /** Tells the bot that it and this person have joined, in two updates as the Emulator does. */
  joins(): Promise<void>;
  /** Sends an activity over the usual fields; a field given as undefined is left out. */
  sends(
    activity: Readonly<Record<string, unknown>>,
    headers?: Readonly<Record<string, string>>,
  ): Promise<Answer>;
  /** The next `times` calls of the bot's are answered so; what gets an error or no answer is not heard. */
  answers(fault: Fault, times?: number, headers?: Readonly<Record<string, string>>): void;
  /** From now on every call is answered as it should be. */
  recovers(): void;
  close(): Promise<void>;
}

export async function openEmulatorPerson(baseUrl: string, options: PersonOptions): Promise<EmulatorPerson> {
  const { name, patienceMs = 10_000, channelId = 'emulator', locale = 'en-US' } = options;
  const { userId = randomUUID(), conversationId = `${randomUUID()}|livechat` } = options;
  const service = await openService(options.lateMs ?? 500);
  const { serviceUrl } = service;
  const person = { id: userId, name, role: 'user' };
  const bot = { id: 'bastao-bot', name: 'Bot', role: 'bot' };
  let heard = 0;

  async function sends(activity: Readonly<Record<string, unknown>>, headers = {}): Promise<Answer> {
    const whole = {
      id: randomUUID(),
      timestamp: (options.now?.() ?? new Date()).toISOString(),
      channelId,
      serviceUrl,
      conversation: { id: conversationId },
      from: person,
      recipient: bot,
      locale,
      ...activity,
    };
    const authorization = options.authorization?.(serviceUrl);
    const response = await fetch(`${baseUrl}/api/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(authorization && { authorization }), ...headers },
      body: JSON.stringify(whole),
    });
    return { status: response.status, headers: response.headers, body: await response.text() };
  }

  async function mustSend(activity: Record<string, unknown>): Promise<void> {
    const { status, body } = await sends(activity);
    if (status !== 200)
      throw new Error(`${name} could not send a ${String(activity.type)}: ${status} ${body}`);
  }

  const soFar = () => service.messages.map(({ text }, n) => `  ${n < heard ? ' ' : '>'} ${text}`).join('\n');

  return {
    userId,
    conversationId,
    serviceUrl,
    received: service.received,
    taken: service.taken,
    sends,
    answers: service.answers,
    recovers: service.recovers,
    close: service.close,
    says: async (text, { id = randomUUID(), times = 1 } = {}) => {
      const message = { type: 'message', id, text, textFormat: 'plain' };
      await Promise.all(Array.from({ length: times }, () => mustSend(message)));
    },
    joins: async () => {
      await mustSend({ type: 'conversationUpdate', membersAdded: [bot] });
      await mustSend({ type: 'conversationUpdate', membersAdded: [person] });
    },
    hears: async (expected) => {
      await service.messageAt(heard, patienceMs);
      const next = service.messages[heard];
      if (!next) throw new Error(`${name} waited for ${String(expected)} and heard only:\n${soFar()}`);
      const text = next.text ?? '';
      if (typeof expected === 'string' ? text !== expected : !expected.test(text))
        throw new Error(`${name} expected ${String(expected)} and heard:\n${soFar()}`);
      heard += 1;
      return next;
    },
    hearsNothing: async (ms) => {
      await sleep(ms);
      if (service.messages.length > heard) throw new Error(`${name} expected silence and heard:\n${soFar()}`);
    },
  };
}

/** The HTTP side: takes activities as the Emulator does, or fails as it was told to. */
async function openService(lateMs: number) {
  const received: Call[] = [];
  const taken: Call[] = [];
  const messages: WireActivity[] = [];
  const faults: { fault: Fault; headers: Readonly<Record<string, string>> }[] = [];
  const waiting = new Set<() => void>();

  function listen(call: Call, fault?: Fault): void {
    const isActivity = call.method === 'POST' && /\/activities(\/[^/]+)?$/.test(call.url);
    if (!isActivity || call.body.type !== 'message' || fault === 'hang' || isError(fault)) return;
    taken.push(call);
    messages.push(call.body);
    waiting.forEach((wake) => wake());
  }

  async function onCall(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const { method = '', url = '', headers } = req;
    const call = { method, url, headers, body: await bodyOf(req), at: new Date() };
    received.push(call);
    const { fault, headers: more } = faults.shift() ?? {};
    listen(call, fault);
    if (fault === 'hang') return;
    if (fault === 'late') await sleep(lateMs);
    const status = method === 'POST' ? 201 : 200;
    res.writeHead(typeof fault === 'number' ? fault : status, {
      'content-type': 'application/json',
      ...more,
    });
    res.end(fault === 'garbage' ? '<html>no JSON' : JSON.stringify(isError(fault) ? ERROR : result(call)));
  }

  const server = createServer((req, res) => void onCall(req, res).catch(() => res.destroy()));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    serviceUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    taken,
    messages,
    answers: (fault: Fault, times = 1, headers: Readonly<Record<string, string>> = {}) =>
      void faults.push(...Array.from({ length: times }, () => ({ fault, headers }))),
    recovers: () => void faults.splice(0),
    /** Resolves when message `index` is there, or when the time is over. */
    messageAt: (index: number, ms: number) =>
      new Promise<void>((resolve) => {
        const look = () => messages.length > index && done();
        const done = () => {
          clearTimeout(timer);
          waiting.delete(look);
          resolve();
        };
        const timer = setTimeout(done, ms);
        waiting.add(look);
        look();
      }),
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const ERROR = { error: { code: 'Fault', message: 'As ordered.' } };

const isError = (fault?: Fault): boolean => typeof fault === 'number' && fault >= 300;

const result = ({ method, url }: Call): unknown =>
  method === 'GET' && url.endsWith('/members') ? [] : { id: randomUUID() };

async function bodyOf(req: IncomingMessage): Promise<WireActivity> {
  const chunks: Buffer[] = [];
  for await (const chunk of req as AsyncIterable<Buffer>) chunks.push(chunk);
  return JSON.parse(Buffer.concat(chunks).toString('utf8') || '{}') as WireActivity;
}
