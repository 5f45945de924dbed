import { WebSocket } from 'ws';

export interface HeardActivity {
  readonly type: string;
  readonly id: string;
  readonly text: string;
  readonly replyToId?: string;
  readonly from: { readonly id: string; readonly role: 'user' | 'bot'; readonly name?: string };
  readonly channelData?: { readonly clientActivityID?: string };
  readonly suggestedActions?: { readonly actions: readonly { readonly title: string }[] };
  readonly attachments?: readonly { readonly contentType: string; readonly contentUrl?: string }[];
}

export interface WebCustomerOptions {
  /** An existing token, to continue its conversation; by default a new one is asked for. */
  readonly token?: string;
  readonly directLineSecret?: string;
  readonly locale?: string;
  /** How long {@link WebCustomer.hears} waits. */
  readonly patienceMs?: number;
}

/** A customer at the web chat, over real HTTP and a real WebSocket. */
export interface WebCustomer {
  readonly conversationId: string;
  readonly token: string;
  /** Resolves when the server has the message on disk. Returns the activity's id. `id`: the client's own, to send again. */
  says(text: string, options?: { readonly id?: string }): Promise<string>;
  /**
   * The next message from the other side must be this one. Fails, telling what came instead, after some seconds. What is
   * done to an earlier message is heard as its new words, `(deleted)`, `(reaction 👍)` or `(no reaction)`.
   */
  hears(expected: string | RegExp): Promise<HeardActivity>;
  /** Fails if anything comes from the other side in this time. */
  hearsNothing(ms: number): Promise<void>;
  /** The line drops, as in a tunnel. What comes meanwhile is heard after {@link WebCustomer.reconnects}. */
  loses(): Promise<void>;
  reconnects(): Promise<void>;
  /** All that was seen, own echoes included, in the order of arrival: `user: Oi`, `Ana: Olá`. */
  transcript(): readonly string[];
  activities(): readonly HeardActivity[];
  close(): Promise<void>;
}

interface Conversation {
  readonly conversationId: string;
  readonly token: string;
  readonly streamUrl: string;
}

export async function openWebCustomer(
  baseUrl: string,
  options: WebCustomerOptions = {},
): Promise<WebCustomer> {
  const call = caller(`${baseUrl}/v3/directline`);
  const token =
    options.token ??
    (await call<Conversation>('POST', '/tokens/generate', options.directLineSecret, {})).token;
  const conversation = await call<Conversation>('POST', '/conversations', token, { locale: options.locale });
  const line = new Line();
  await line.open(conversation.streamUrl);
  const path = `/conversations/${conversation.conversationId}`;
  let sent = 0;
  return {
    ...listening(line, options.patienceMs ?? 10_000),
    conversationId: conversation.conversationId,
    token,
    async says(text, { id = `test-${process.pid}-${Date.now()}-${++sent}` } = {}) {
      const channelData = { clientActivityID: id };
      const activity = { type: 'message', text, channelData, locale: options.locale };
      return (await call<{ id: string }>('POST', `${path}/activities`, token, activity)).id;
    },
    loses: () => line.close(),
    async reconnects() {
      await line.close();
      const fresh = await call<Conversation>('GET', `${path}?watermark=${line.watermark}`, token);
      await line.open(fresh.streamUrl);
    },
    close: () => line.close(),
  };
}

/** One WebSocket at a time, and everything that ever came over it. */
class Line {
  readonly activities: HeardActivity[] = [];
  watermark = '';
  #socket: WebSocket | undefined;
  #wake: () => void = () => undefined;

  async open(url: string): Promise<void> {
    const socket = new WebSocket(url);
    socket.on('message', (data: Buffer) => this.#take(data.toString('utf8')));
    await new Promise<void>((opened, failed) => {
      socket.once('open', opened);
      socket.once('error', failed);
    });
    socket.on('error', () => socket.terminate());
    this.#socket = socket;
  }

  close(): Promise<void> {
    const socket = this.#socket;
    if (!socket || socket.readyState === WebSocket.CLOSED) return Promise.resolve();
    return new Promise((closed) => {
      socket.once('close', () => closed());
      socket.terminate();
    });
  }

  /** Resolves at the next arrival, or after `ms`. */
  arrival(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, Math.max(0, ms));
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  #take(frame: string): void {
    if (frame === '') return;
    const { activities, watermark } = JSON.parse(frame) as { activities: HeardActivity[]; watermark: string };
    this.activities.push(...activities);
    this.watermark = watermark;
    this.#wake();
  }
}

function listening(line: Line, patienceMs: number) {
  let heard = 0;
  const fromOthers = () => line.activities.filter(({ from }) => from.role !== 'user').map(inWords);
  const next = async (ms: number): Promise<HeardActivity | undefined> => {
    const until = Date.now() + ms;
    while (fromOthers().length <= heard && Date.now() < until) await line.arrival(until - Date.now());
    return fromOthers()[heard];
  };
  const transcript = () =>
    line.activities
      .map(inWords)
      .map(({ from, text }) => `${from.role === 'user' ? 'user' : (from.name ?? 'bot')}: ${text}`);
  const soFar = () => `The conversation so far:\n  ${transcript().join('\n  ')}`;
  return {
    async hears(expected: string | RegExp): Promise<HeardActivity> {
      const activity = await next(patienceMs);
      if (!activity) throw new Error(`Waited ${patienceMs} ms for ${String(expected)}. ${soFar()}`);
      const fits = typeof expected === 'string' ? activity.text === expected : expected.test(activity.text);
      if (!fits) throw new Error(`Expected ${String(expected)}, heard "${activity.text}". ${soFar()}`);
      heard += 1;
      return activity;
    },
    async hearsNothing(ms: number): Promise<void> {
      const activity = await next(ms);
      if (activity) throw new Error(`Expected silence, heard "${activity.text}". ${soFar()}`);
    },
    transcript,
    activities: () => [...line.activities],
  };
}

function inWords(activity: HeardActivity & { readonly reactionsAdded?: readonly { type: string }[] }) {
  const { type, reactionsAdded = [], text } = activity;
  if (type === 'messageDelete') return { ...activity, text: '(deleted)' };
  if (type !== 'messageReaction') return { ...activity, text: text ?? '' };
  const [added] = reactionsAdded;
  return { ...activity, text: added ? `(reaction ${added.type})` : '(no reaction)' };
}

function caller(base: string) {
  return async <T>(method: string, path: string, token: string | undefined, body?: object): Promise<T> => {
    const answer = await fetch(base + path, {
      method,
      headers: {
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
        ...(body && { 'content-type': 'application/json' }),
      },
      ...(body && { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as T;
  };
}
