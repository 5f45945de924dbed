import { chance, type Chance } from '../../../../bench/whatsapp/chance.js';
import type { AgentPhone } from '../../../support/agent-phone.js';
import type { Received, Sent } from '../../../support/fake-whatsapp/index.js';
import type { WhatsAppPerson } from '../../../support/whatsapp-person.js';
import { soon } from '../scene.js';
import texts from '../../../../texts/pt-BR.json' with { type: 'json' };

/** A customer, and what their phone must have shown at the end: every word of an agent, in order. */
export interface Caller {
  readonly name: string;
  readonly person: WhatsAppPerson;
  readonly mustHear: string[];
  /** The ticket while an agent holds it. */
  ticket?: number;
}

/** An agent with what they know: they intend a customer, and say or do not say whom they mean. */
export interface Server {
  readonly name: string;
  readonly phone: AgentPhone;
  readonly mustHear: string[];
  readonly holds: Caller[];
  /** Everybody whose brief was ever on this phone. */
  readonly met: Set<string>;
  /** Words that wait until the desk hears whom they are for. */
  waiting: { text: string; to: Caller }[];
  /** Tickets that left since somebody was named or accepted; one that came back is no doubt any more. */
  readonly lost: Set<number>;
  /** What must have been asked about or refused. */
  asked: number;
  /** Own messages that reached somebody. */
  readonly own: { readonly sent: Sent & { text: string }; readonly to: Caller; readonly ticket: number }[];
}

export interface Talk {
  readonly seed: number;
  readonly by: Chance;
  readonly callers: readonly Caller[];
  readonly servers: readonly Server[];
  /** How many messages of people were sent. */
  count: number;
}

export const openTalk = (
  seed: number,
  callers: readonly WhatsAppPerson[],
  phones: readonly AgentPhone[],
): Talk => ({
  ...{ seed, by: chance(seed), count: 0 },
  callers: callers.map((person) => ({ name: person.phone.name, person, mustHear: [] })),
  servers: phones.map((phone) => ({
    ...{ name: NAMES[phone.id] ?? '', phone, mustHear: [], holds: [], met: new Set<string>() },
    ...{ waiting: [], lost: new Set<number>(), asked: 0, own: [] },
  })),
});
const NAMES: Readonly<Record<string, string>> = { ana: 'Ana', bia: 'Bia', caio: 'Caio' };

export const wordsFor = (talk: Talk, { name }: Caller): string => `recado ${++talk.count} para ${name}`;
export const wordsBy = (talk: Talk, { name }: Caller): string => `recado ${++talk.count} de ${name}`;

/** The customer writes to whoever serves them. */
export async function callerSays(talk: Talk, caller: Caller): Promise<void> {
  const text = wordsBy(talk, caller);
  const holder = talk.servers.find(({ holds }) => holds.includes(caller));
  holder?.mustHear.push(`#${caller.ticket} ${caller.name}: ${text}`);
  await caller.person.says(text);
}

type Way = (talk: Talk, server: Server, to: Caller) => Promise<void>;

const reaches = (server: Server, to: Caller, text: string): void =>
  void to.mustHear.push(`*${server.name}:* ${text}`);

/** Named words: what waited is forgotten, and every doubt is over. */
async function named(server: Server, to: Caller, say: { text: string; sent: Promise<Sent> }): Promise<void> {
  reaches(server, to, say.text);
  server.waiting = [];
  server.lost.clear();
  const sent = { ...(await say.sent), text: say.text };
  server.own.push({ sent, to, ticket: to.ticket ?? 0 });
}

const byNumber: Way = (talk, server, to) => {
  const text = wordsFor(talk, to);
  const form = talk.by.one([`#${to.ticket} ${text}`, `#${to.ticket}: ${text}`, `# ${to.ticket}\n${text}`]);
  return named(server, to, { text, sent: server.phone.says(form) });
};

/** The newest words of this customer on this phone. */
const shownOf = ({ phone }: Server, { ticket, name }: Caller): Received | undefined =>
  phone.phone.inbox.all.findLast(({ text }) => text?.startsWith(`#${ticket} ${name}: `));

const byQuote: Way = (talk, server, to) => {
  const message = shownOf(server, to);
  if (!message) return byNumber(talk, server, to);
  const text = talk.by.next() < 0.1 ? '1' : wordsFor(talk, to);
  if (text === '1') talk.count++;
  return named(server, to, { text, sent: server.phone.quotes(message, text) });
};

const byOwnWords: Way = (talk, server, to) => {
  const before = server.own.findLast((one) => one.ticket === to.ticket);
  if (!before) return byNumber(talk, server, to);
  const text = wordsFor(talk, to);
  return named(server, to, { text, sent: server.phone.quotes(before.sent, text) });
};

/** Says it to nobody in particular: it goes to the only one, or it is asked about. */
const plainly: Way = async (talk, server, to) => {
  const text = wordsFor(talk, to);
  const others = [...server.lost].filter((number) => number !== to.ticket);
  const isClear = server.holds.length === 1 && others.length === 0;
  if (isClear) reaches(server, to, text);
  else {
    server.asked++;
    server.waiting.push({ text, to });
  }
  const sent = await server.phone.says(text);
  if (isClear) server.own.push({ sent: { ...sent, text }, to, ticket: to.ticket ?? 0 });
};

/** Reads the question and answers it with the number alone: all that waited goes there. */
async function answers(talk: Talk, server: Server): Promise<void> {
  const [first] = server.waiting;
  if (!first) return;
  const { to } = first;
  await soon(() => questionsOn(server) >= server.asked || undefined, `${server.name} to be asked`);
  for (const { text } of server.waiting) if (text.endsWith(` ${to.name}`)) reaches(server, to, text);
  server.waiting = [];
  server.lost.clear();
  talk.count++;
  await server.phone.says(`#${to.ticket}`);
}

/** What can mean nobody, or more than one: each is asked about or refused, and reaches nobody. */
const DOUBTS: readonly Way[] = [
  (talk, { phone }) => does(talk, phone.says(talk.by.one(['1', '2']))),
  (talk, { phone }) => does(talk, phone.says(`#999 recado ${talk.count} para ninguém`)),
  (talk, { phone }) =>
    does(talk, phone.quotes({ id: `3EB0${talk.count}`, text: 'x' } as Received, 'recado para ninguém')),
  (talk, server, to) => {
    const other = server.holds.find((one) => one !== to);
    const message = shownOf(server, to);
    const text = `recado ${talk.count} para ninguém`;
    return does(
      talk,
      other && message
        ? server.phone.quotes(message, `#${other.ticket} ${text}`)
        : server.phone.says(`#998 ${text}`),
    );
  },
];

async function does(talk: Talk, sent: Promise<Sent>): Promise<void> {
  talk.count++;
  await sent;
}

/** Commands that every agent may give at any time, and that reach no customer. */
const command: Way = (talk, { phone }, to) =>
  does(
    talk,
    phone.says(talk.by.one(['/fila', `/nota #${to.ticket} lembrar`, `/Histórico #${to.ticket}`, '/fla'])),
  );

/** One thing that an agent does with their customers, by chance. */
export async function serverActs(talk: Talk, server: Server): Promise<void> {
  if (server.holds.length === 0) return;
  const to = talk.by.one(server.holds);
  const dice = talk.by.next();
  if (server.waiting.length > 0) {
    // All that waits goes to one ticket: only what is meant for it may wait together.
    if (dice < 0.6) return answers(talk, server);
    return dice < 0.8 ? byNumber(talk, server, to) : plainly(talk, server, server.waiting[0]?.to ?? to);
  }
  if (dice < 0.15) return byNumber(talk, server, to);
  if (dice < 0.35) return byQuote(talk, server, to);
  if (dice < 0.5) return byOwnWords(talk, server, to);
  if (dice < 0.8) return plainly(talk, server, to);
  if (dice < 0.88) return command(talk, server, to);
  server.asked++;
  return talk.by.one(DOUBTS)(talk, server, to);
}

/** Everything that was said has come, and nothing waits. */
export async function quiet(talk: Talk): Promise<void> {
  for (const server of talk.servers) await answers(talk, server);
  const short = () => [
    ...talk.callers.map((one) => missing(one.name, one.mustHear, heardBy(one))),
    ...talk.servers.map((one) => missing(one.name, one.mustHear, heardOn(one))),
    ...talk.servers.map((one) =>
      questionsOn(one) < one.asked
        ? `${one.name} was asked ${questionsOn(one)} times instead of ${one.asked}`
        : undefined,
    ),
  ];
  try {
    await soon(() => (short().some((one) => one !== undefined) ? undefined : true));
  } catch {
    throw new Error(`Seed ${talk.seed}: ${short().filter(Boolean).join('; ')}\n${onPhones(talk)}`);
  }
}

const missing = (name: string, must: readonly string[], heard: readonly string[]): string | undefined => {
  const lost = must.filter((one) => !heard.includes(one));
  if (lost.length > 0) return `${name} did not hear ${lost.join(' | ')}`;
  return heard.length < must.length ? `${name} heard ${heard.length} of ${must.length}` : undefined;
};

const onPhones = ({ servers }: Talk): string =>
  servers.map(({ name, phone }) => `${name}:\n${textsOn(phone).slice(-25).join('\n')}`).join('\n');

/** What the phone has shown, each message once. */
export const textsOn = ({ phone }: WhatsAppPerson): string[] => [
  ...new Map(phone.inbox.all.map(({ id, text = '' }) => [id, text])).values(),
];

/** Words of agents. */
export const heardBy = ({ person }: Caller): string[] =>
  textsOn(person).filter((text) => /^\*\w+:\* /.test(text));

/** Words of customers. */
export const heardOn = ({ phone }: Server): string[] =>
  textsOn(phone).filter((text) => /^#\d+ [^:\n]+: recado \d+ de /.test(text));

/** How often the desk asked whom something was for, or refused it. */
export const questionsOn = ({ phone }: Server): number => textsOn(phone).filter(isQuestion).length;

const judged = new Map<string, boolean>();
function isQuestion(text: string): boolean {
  const known = judged.get(text) ?? QUESTIONS.some((question) => question.test(text));
  judged.set(text, known);
  return known;
}

/** Every sentence that asks or refuses, whatever stands in its gaps. */
const QUESTIONS = [
  ...Object.values(texts.rule),
  ...Object.entries(texts.ask).flatMap(([key, text]) => (/^(whom|whether)_/.test(key) ? [text] : [])),
].map(
  (text) =>
    new RegExp(
      text
        .split(/{{\w+}}/)
        .map(literally)
        .join('[^]*'),
    ),
);

function literally(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
