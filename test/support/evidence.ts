/** A message as a person got it. `position`: where the web chat puts it. */
export interface Heard {
  readonly id: string;
  readonly text: string;
  readonly at: Date;
  readonly position?: number;
}

/** What one person said and got, and what the story says they had to get. */
export interface PersonEvidence {
  readonly name: string;
  readonly network: 'web' | 'botframework';
  readonly conversation: string;
  /** Everything said that the network was told had arrived, in this order; no text twice. */
  readonly acknowledged: readonly string[];
  readonly expected: readonly (string | RegExp)[];
  readonly heard: readonly Heard[];
  /** Their own words as the web chat shows them. */
  readonly echoes?: readonly string[];
}

export interface KeptMessage {
  readonly conversation: string;
  readonly author: string;
  readonly text: string;
  readonly state: string;
}

export interface KeptTicket {
  readonly number: number;
  readonly status: string;
  readonly agent: string;
  readonly told: string;
  readonly solved: string;
  /** The types of its events, oldest first. */
  readonly events: readonly string[];
}

/** A ticket as its agent closed it. */
export type Closing = Pick<KeptTicket, 'agent' | 'told' | 'solved'>;

export interface Evidence {
  readonly people: readonly PersonEvidence[];
  readonly closings: readonly Closing[];
  /** When each life of the program began. */
  readonly births: readonly Date[];
  /** What is on disk at the end, in the order of positions. */
  readonly messages: readonly KeptMessage[];
  readonly tickets: readonly KeptTicket[];
}

/** Everything that was lost, said twice or out of order; empty for a program that keeps its promises. */
export function whatWentWrong(evidence: Evidence): string[] {
  return [
    ...evidence.people.flatMap((person) => [
      ...notKept(person, evidence.messages),
      ...wrongRepeats(person, evidence.births),
      ...wrongWords(person),
      ...(person.echoes
        ? differences(`${person.name} sees their own words`, person.acknowledged, person.echoes)
        : []),
    ]),
    ...leftOver(evidence.messages),
    ...wrongTickets(evidence),
  ];
}

/** What a person heard, without the repeats that the network has to bear. */
export const heardOnce = ({ heard, network }: Pick<PersonEvidence, 'heard' | 'network'>): Heard[] =>
  network === 'web' ? [...heard] : heard.filter(({ id }, i) => heard[i - 1]?.id !== id);

function notKept(
  { name, conversation, acknowledged }: PersonEvidence,
  messages: readonly KeptMessage[],
): string[] {
  const kept = messages.filter((one) => one.conversation === conversation && one.author === 'customer');
  const transcript = kept.map(({ text }) => text).filter((text) => acknowledged.includes(text));
  return differences(`the transcript of ${name}`, acknowledged, transcript);
}

/** On the Bot Framework the last message before a death may come again, once, in the life after it. */
function wrongRepeats({ name, network, heard }: PersonEvidence, births: readonly Date[]): string[] {
  return heard.flatMap(({ id, text, at, position }, i) => {
    const before = heard.slice(0, i);
    const first = before.find((one) => one.id === id);
    if (network === 'web') {
      if (first) return [`${name} got the message "${text}" twice`];
      const last = before.at(-1)?.position ?? -1;
      return (position ?? 0) > last ? [] : [`${name} got "${text}" at a position before an earlier one`];
    }
    if (!first) return [];
    const last = before.at(-1);
    if (last?.id !== id) return [`${name} got "${text}" again after a later message`];
    const deaths = births.filter((birth) => birth > last.at && birth < at).length;
    return deaths > 0 ? [] : [`${name} got "${text}" again though nothing had died`];
  });
}

const wrongWords = (person: PersonEvidence): string[] =>
  differences(
    `what ${person.name} heard`,
    person.expected,
    heardOnce(person).map(({ text }) => text),
  );

/** Compares what had to be with what is: lost, too much, out of order. */
function differences(
  where: string,
  wanted: readonly (string | RegExp)[],
  found: readonly string[],
): string[] {
  const open: (string | undefined)[] = [...found];
  const places = wanted.map((one) => {
    const place = open.findIndex((text) => text !== undefined && fits(one, text));
    if (place >= 0) open[place] = undefined;
    return place;
  });
  const lost = wanted
    .filter((_one, i) => places[i] === -1)
    .map((one) => `${where}: "${String(one)}" is not there`);
  const more = open.flatMap((text) =>
    text === undefined ? [] : [`${where}: "${text}" is there once too often`],
  );
  const there = places.filter((place) => place >= 0);
  const mixed = there.some((place, i) => place < (there[i - 1] ?? -1));
  return [...lost, ...more, ...(mixed ? [`${where}: out of order: ${found.join(' | ')}`] : [])];
}

const fits = (wanted: string | RegExp, text: string): boolean =>
  typeof wanted === 'string' ? wanted === text : wanted.test(text);

/** What is neither answered nor delivered. */
export function leftOver(messages: readonly KeptMessage[]): string[] {
  const verdicts: Readonly<Record<string, string>> = {
    unanswered: 'was never answered',
    queued: 'was never delivered',
    failed: 'was given up',
  };
  return messages.flatMap(({ conversation, text, state }) =>
    verdicts[state] ? [`${conversation}: "${text}" ${verdicts[state]}`] : [],
  );
}

function wrongTickets({ closings, tickets }: Evidence): string[] {
  const line = ({ agent, told, solved }: Closing) => `${agent}: ${told}; ${solved}`;
  const count = (events: readonly string[], type: string) => events.filter((one) => one === type).length;
  return [
    ...differences('the closed tickets', closings.map(line).sort(), tickets.map(line).sort()),
    ...tickets.flatMap(({ number, status, events }) => [
      ...(status === 'closed' ? [] : [`ticket #${number} is ${status}`]),
      ...['opened', 'accepted', 'closed'].flatMap((type) =>
        count(events, type) === 1 ? [] : [`ticket #${number} was ${type} ${count(events, type)} times`],
      ),
    ]),
  ];
}
