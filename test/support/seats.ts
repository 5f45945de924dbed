import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ConsoleAgent } from './console-agent.js';
import type { EmulatorPerson } from './emulator-person.js';
import type { WebCustomer } from './web-customer.js';
import type { WhatsAppPerson } from './whatsapp-person.js';
import type { World } from './world.js';

/** Somebody at one of the channels, whichever it is: what they can do at all of them. */
export interface Seat {
  readonly channel: string;
  /** What is sent from here lies at a link of its own; a channel that shows no links only names it. */
  readonly sendsLinks?: true;
  readonly showsNoLinks?: true;
  says(text: string): Promise<void>;
  sendsPicture(picture: Buffer): Promise<void>;
  /** Everything that was said to them so far. */
  heard(): readonly HeardThere[];
  /** How an agent's words read here. */
  asAgentSays(name: string, text: string): string;
}

interface HeardThere {
  readonly text: string;
  /** The picture that came with it, once it can be fetched. */
  readonly picture?: () => Promise<Buffer | undefined>;
}

const PATIENCE_MS = 8000;

/** Looks until it is there. */
export async function there<T>(
  look: () => Promise<T | undefined> | T | undefined,
  what: () => string,
): Promise<T> {
  for (const until = Date.now() + PATIENCE_MS; Date.now() < until;) {
    const found = await look();
    if (found !== undefined) return found;
    await new Promise((go) => setTimeout(go, 15));
  }
  throw new Error(what());
}

/** The first thing heard at this seat that fits, from `from` on; gives it and where the rest begins. */
export async function hears(
  seat: Seat,
  expected: string | RegExp,
  from = 0,
): Promise<{ text: string; next: number }> {
  const fits = ({ text }: HeardThere) =>
    typeof expected === 'string' ? text === expected : expected.test(text);
  return there(
    () => {
      const at = seat.heard().findIndex((one, n) => n >= from && fits(one));
      const one = seat.heard()[at];
      return one && { text: one.text, next: at + 1 };
    },
    () => `At ${seat.channel} nobody heard ${String(expected)}, but:\n  ${textsAt(seat)}`,
  );
}

export const timesHeard = (seat: Seat, text: string): number =>
  seat.heard().filter((one) => one.text.endsWith(text)).length;

/** The picture that came from there; undefined where it can only be named, and is. */
export async function pictureFrom(from: Pick<Seat, 'sendsLinks'>, to: Seat): Promise<Buffer | undefined> {
  if (!from.sendsLinks || !to.showsNoLinks) return getsPicture(to);
  await hears(to, /modem\.png/);
  return undefined;
}

const getsPicture = (seat: Seat): Promise<Buffer> =>
  there(
    () =>
      seat
        .heard()
        .findLast(({ picture }) => picture)
        ?.picture?.(),
    () => `At ${seat.channel} no picture came, but:\n  ${textsAt(seat)}`,
  );

const textsAt = (seat: Seat): string =>
  seat
    .heard()
    .map(({ text }) => text)
    .join('\n  ');

async function fetched(url: string): Promise<Buffer | undefined> {
  const answer = await fetch(url);
  return answer.ok ? Buffer.from(await answer.arrayBuffer()) : undefined;
}

/** The web chat; `user`: one whom the holder of the Direct Line secret vouches for. */
export async function atWeb(world: World, secret?: string, user?: string): Promise<Seat> {
  const answer = await fetch(`${world.baseUrl}/v3/directline/tokens/generate`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(secret && { authorization: `Bearer ${secret}` }) },
    body: JSON.stringify(user === undefined ? {} : { user: { id: user } }),
  });
  const { token } = (await answer.json()) as { token: string };
  const web: WebCustomer = await world.webCustomer({ token, locale: 'pt-BR' });
  const at = `${world.baseUrl}/v3/directline/conversations/${web.conversationId}`;
  return {
    channel: 'the web',
    says: async (text) => void (await web.says(text)),
    sendsPicture: async (picture) => {
      const form = new FormData();
      form.append('file', new Blob([new Uint8Array(picture)], { type: 'image/png' }), 'modem.png');
      const headers = { authorization: `Bearer ${token}` };
      const { status } = await fetch(`${at}/upload`, { method: 'POST', headers, body: form });
      if (status !== 200) throw new Error(`The web took no picture: ${status}.`);
    },
    heard: () =>
      web
        .activities()
        .filter(({ from }) => from.role !== 'user')
        .map(({ text = '', attachments = [] }) => ({ text, ...pictureAt(attachments, world.baseUrl) })),
    asAgentSays: (_name, text) => text,
  };
}

function pictureAt(
  attachments: readonly { readonly contentType?: unknown; readonly contentUrl?: unknown }[],
  base?: string,
): Pick<HeardThere, 'picture'> {
  const url = attachments.find(({ contentType }) => String(contentType).startsWith('image/'))?.contentUrl;
  return typeof url === 'string' ? { picture: () => fetched(new URL(url, base).href) } : {};
}

/** The Bot Framework Emulator, with a place of its own for its files. */
export async function atEmulator(
  world: World,
  userId: string,
): Promise<Seat & { readonly close: () => Promise<void> }> {
  const person: EmulatorPerson = await world.emulatorPerson({ name: 'Mariana', userId, locale: 'pt-BR' });
  const files = await fileHost();
  return {
    channel: 'the Emulator',
    sendsLinks: true,
    says: (text) => person.says(text),
    sendsPicture: async (picture) => {
      const attachment = { contentType: 'image/png', contentUrl: files.put(picture), name: 'modem.png' };
      const { status } = await person.sends({ type: 'message', attachments: [attachment] });
      if (status !== 200) throw new Error(`The bot took no picture from the Emulator: ${status}.`);
    },
    heard: () =>
      person.taken.map(({ body: { text = '', attachments = [] } }) => ({ text, ...pictureAt(attachments) })),
    asAgentSays: (_name, text) => text,
    close: files.close,
  };
}

async function fileHost() {
  const kept: Buffer[] = [];
  const server = createServer((req, res) => {
    const file = kept[Number(/\d+/.exec(req.url ?? '')?.[0])];
    res.writeHead(file ? 200 : 404, { 'content-type': 'image/png' });
    res.end(file);
  });
  await new Promise<void>((open) => server.listen(0, '127.0.0.1', open));
  const { port } = server.address() as AddressInfo;
  return {
    put: (file: Buffer) => `http://127.0.0.1:${port}/${kept.push(file) - 1}.png`,
    close: () =>
      new Promise<void>((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}

export const atWhatsApp = (person: WhatsAppPerson): Seat => ({
  channel: 'WhatsApp',
  showsNoLinks: true,
  says: async (text) => void (await person.says(text)),
  sendsPicture: async (picture) => void (await person.sendsPicture(picture)),
  heard: () =>
    person.phone.inbox.all.map((one) => {
      const { text = '', message } = one;
      return { text, ...(message.imageMessage && { picture: () => one.media('image') }) };
    }),
  asAgentSays: (name, text) => `*${name}:* ${text}`,
});

/** An agent at work, wherever that is. */
export interface Desk {
  readonly channel: string;
  /** Takes the next customer who is offered; gives the brief as it reads there. */
  accepts(): Promise<string>;
  hears(text: string): Promise<void>;
  says(text: string): Promise<void>;
  /** Absent where no file can be sent from. */
  readonly sendsPicture?: (picture: Buffer) => Promise<void>;
  readonly sendsLinks?: true;
  /** The picture that came from there; undefined where it can only be named, and is. */
  pictureFrom(seat: Seat): Promise<Buffer | undefined>;
  closes(told: string, solved: string): Promise<void>;
  /** How often these words of the customer are there. */
  times(text: string): Promise<number>;
}

/** In a chat: what comes is read, what is written counts by what is at hand. */
export function deskIn(seat: Seat): Desk {
  let read = 0;
  const next = async (expected: RegExp): Promise<string> => {
    const { text, next: at } = await hears(seat, expected, read);
    read = at;
    return text;
  };
  return {
    channel: seat.channel,
    accepts: async () => {
      const brief = await next(/^Novo atendimento #\d+ /);
      await seat.says('1');
      await next(/^O atendimento #\d+ é seu/);
      return brief;
    },
    hears: async (text) => void (await next(new RegExp(`^#\\d+ [^:]+: ${text}$`))),
    says: (text) => seat.says(text),
    sendsPicture: (picture) => seat.sendsPicture(picture),
    ...(seat.sendsLinks && { sendsLinks: true }),
    pictureFrom: (other) => pictureFrom(other, seat),
    closes: async (told, solved) => {
      await seat.says('/encerrar');
      await next(/O que foi informado/);
      await seat.says(told);
      await next(/O que resolveu/);
      await seat.says(solved);
      await next(/^Atendimento #\d+ encerrado\.$/);
    },
    times: (text) => Promise.resolve(timesHeard(seat, `: ${text}`)),
  };
}

/** At the console's page. */
export function deskAtConsole(agent: ConsoleAgent, baseUrl: string): Desk {
  let id = '';
  const entries = async () => (await agent.ticket(id)).transcript;
  const mustBe = ({ status, message }: { status: number; message: string }) => {
    if (status !== 200) throw new Error(`The console said ${status}: ${message}`);
  };
  return {
    channel: 'the console',
    accepts: async () => {
      ({ id } = await agent.seesOffer());
      const { brief } = await agent.ticket(id);
      mustBe(await agent.accepts(id));
      return brief.map(({ label, text }) => `${label}: ${text}`).join('\n');
    },
    hears: async (text) => void (await agent.hears(id, text)),
    says: async (text) => mustBe(await agent.replies(id, text)),
    pictureFrom: () =>
      there(
        async () => {
          const files = (await entries()).flatMap(({ attachments }) => attachments);
          const url = files.findLast(({ contentType }) => contentType.startsWith('image/'))?.url;
          return url === undefined ? undefined : fetched(new URL(url, baseUrl).href);
        },
        () => 'At the console no picture came.',
      ),
    closes: async (told, solved) => mustBe(await agent.closes(id, told, solved)),
    times: async (text) => (await entries()).filter((one) => one.text === text).length,
  };
}
