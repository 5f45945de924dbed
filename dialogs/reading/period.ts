import { phrases, plainWords } from '../../bot/classifier/phrases.js';
import type { Period } from '../../bot/store.js';
import { flat, tidy } from '../../routing/brief/flat.js';
import { blanked, isRestSmall, type Read } from './answer.js';
import { AFTERNOON, DAY_AFTER, MONTH, MORNING, TODAY, TOMORROW, WEEKDAY } from './when-words.js';

interface Mention {
  readonly start: number;
  readonly end: number;
  readonly period: Period;
}

const NO_PERIODS =
  /\b(?:desde|since) (?:ontem|hoje|ayer|yesterday)?(?: (?:a|de|pela))? (?:manha|tarde|noite|cedo)\b|\bmais (?:cedo|tarde)\b|\b(?:ontem|ayer) (?:a |de |pela )?(?:manha|tarde|cedo)\b|\bbuenas tardes\b|\bagora cedo\b|\bgood (?:morning|afternoon)\b/g;

const HOUR =
  '(?<edge>(?:so )?(?:depois|antes|a partir|apos|ate|after|before|despues)? ?(?:d?as|d[eo]|at|las|a las|de las|from|entre(?: as)?)? ?)(?<hour>\\d{1,2})(?<minutes>[:h]\\d{2})?(?<unit> ?(?:hs?|hrs?|horas?|pm|am|p\\.m\\.|a\\.m\\.|o.clock)\\b)?(?<half> (?:da|de la|in the) (?:manha|manana|morning|tarde|afternoon|noite|noche|evening))?(?: (?:as|a|e|ate(?: as)?|to|y) \\d{1,2}(?:[:h]\\d{2}|h)?)?';
const CLOCK = new RegExp(
  `(?<![\\d.,/(-])\\b${HOUR}(?![\\d/,.-]\\d|\\d|-\\d| ?(?:dias?|mega|reais|mes|%|x\\b)| (?!horas|hs|hrs)[a-z]{3,}s\\b)`,
  'g',
);
const WORDS = new RegExp(`(?<morning>${MORNING})|(?<afternoon>${AFTERNOON})`, 'g');

const DENIED_BEFORE =
  /\b(?:nao|n|nem|not)(?: (?:posso|pode|pode ser|podemos|da|serve|consigo|quero|e|eh|in|tem como))*(?: (?:na|no|de|pela|a))*[ ]*$|\b(?:em vez|ao inves|en vez|no lugar|instead)(?: (?:d[eao]|of))?[ ]*$/;
const DENIED_AFTER = /^,? (?:eu )?(?:(?:nao|n)\b(?!,? *(?:pera|espera))|not\b|no(?= *(?:[,.;!]|$|puedo)))/;
const OPEN = /^ *(?:,|ou|or|o|e|y)+ *(?:de|a|pela|na|por la)? *$/;

/**
 * The half of the day an answer names, in words or by the clock; the last that is not denied. Undefined if it names
 * none, leaves both open ("de manhã ou de tarde"), or names an hour that may be in either.
 */
export function readPeriod(text: string): Read<Period> | undefined {
  const low = blanked(flat(tidy(text)), NO_PERIODS);
  const all = [...clockTimes(low), ...words(low)].sort((a, b) => a.start - b.start);
  const held = all.filter(({ start, end }) => !isDenied(low, start, end));
  const [before, last] = [held.at(-2), held.at(-1)];
  if (!last) return undefined;
  const isOpen = before && before.period !== last.period && OPEN.test(low.slice(before.end, last.start));
  return isOpen ? undefined : { value: last.period, whole: isOnlyPeriods(low, all) };
}

const words = (low: string): readonly Mention[] =>
  [...low.matchAll(WORDS)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
    period: match.groups?.morning === undefined ? 'afternoon' : 'morning',
  }));

function clockTimes(low: string): readonly Mention[] {
  return [...low.matchAll(CLOCK)].flatMap((match) => {
    const period = periodOf(match.groups ?? {});
    return period ? [{ start: match.index, end: match.index + match[0].length, period }] : [];
  });
}

type Groups = Readonly<Record<string, string | undefined>>;

/** A number is an hour only if something beside it says so. */
function isHour({ edge = '', minutes = '', unit = '', half = '' }: Groups): boolean {
  const bound = edge.trim();
  return (bound !== '' && !/^d[eo]$/.test(bound)) || minutes + unit + half !== '';
}

function periodOf(groups: Groups): Period | undefined {
  const { edge = '', hour, unit = '', half = '' } = groups;
  const told = Number(hour);
  if (!isHour(groups) || told > 23 || /noite|noche|evening/.test(half)) return undefined;
  if (/tarde|afternoon/.test(half)) return 'afternoon';
  const isMorning = /manha|manana|morning/.test(half) || /a\.?m/.test(unit);
  return bounded(edge.trim(), isMorning ? told : afterNoon(told, unit));
}

/** Nobody comes at three in the morning. */
const afterNoon = (told: number, unit: string): number =>
  told < 12 && (/p\.?m/.test(unit) || (told >= 1 && told <= 5)) ? told + 12 : told;

/** "Depois das 9" and "antes das 15" may mean either half. */
function bounded(bound: string, clock: number): Period | undefined {
  if (/^(?:so )?(?:depois|apos|after|despues|a partir)/.test(bound))
    return clock >= 11 ? 'afternoon' : undefined;
  if (/^(?:so )?(?:antes|before|ate)/.test(bound)) return clock <= 12 ? 'morning' : undefined;
  if (clock < 6 || clock > 18) return undefined;
  return clock < 12 ? 'morning' : 'afternoon';
}

const isDenied = (low: string, start: number, end: number): boolean =>
  DENIED_BEFORE.test(low.slice(0, start)) || DENIED_AFTER.test(low.slice(end));

const DAYS = new RegExp(
  [
    DAY_AFTER,
    TOMORROW,
    TODAY,
    WEEKDAY,
    '\\bdia \\d{1,2}\\b',
    '\\b\\d{1,2}[/-]\\d{1,2}\\b',
    `\\b\\d{1,2} de ${MONTH}\\b`,
  ].join('|'),
  'g',
);

function isOnlyPeriods(low: string, all: readonly Mention[]): boolean {
  const rest = all.reduce(
    (left, { start, end }) => left.slice(0, start) + ' '.repeat(end - start) + left.slice(end),
    low,
  );
  return isRestSmall(
    rest.replace(DAYS, ' ').replace(/\b(?:nao|n|not|no|ou|or|pera|quer dizer|alias)\b/g, ' '),
  );
}

const ANY = phrases([
  'tanto faz|qualquer( um| uma| dia| hor[aá]rio| período| hora)?|(qquer|qualker|qlqr)( um| uma)?|(você|vocês) (escolhe|escolhem|decide|decidem|que sabe|manda|vê)|escolhe aí|escolhe você',
  '(o |a )?(primeir[oa]|mais cedo|mais rápido|mais próxim[oa])( dia| horário| vaga| data| possível)?( que)?( tiver| der| puder| estiver livre| disponível| aparecer| vier| possível)|quanto antes|o (que )?(for )?melhor para (vocês|você)|o que (tiver|for melhor|der)|quando (der|puder|puderem|vocês puderem)|o dia que (der|tiver)|para mim (tanto faz|qualquer)|indiferente|não importa|é indiferente',
  'any( time| day| of them| one)?|anytime|whatever|whenever|either( one)?|doesn t matter|does not matter|(i )?don t mind|you (choose|pick|decide)|as soon as possible|asap|the first (available|one)|the earliest',
  'cualquiera|cualquier( día| hora| horario)?|me da igual|da igual|usted (elija|decide|decida|escoja)|el primero que (haya|tenga)|lo antes posible|no importa|cuando pueda',
]);
const NOT_ANY = phrases([
  'qualquer coisa( \\w+)*|de qualquer (forma|jeito|maneira)|a qualquer momento|any(thing)? (else|problem)',
]);

/** Does the customer leave the choice to us? */
export const isIndifferent = (text: string): boolean =>
  plainWords(text).replace(NOT_ANY, '|').search(ANY) >= 0;
