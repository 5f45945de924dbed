import { phrases, plainWords } from '../../bot/classifier/phrases.js';
import { asksToWait, isBack } from '../reading/control.js';
import { readLights, readSince, saysRestarted, saysWorks } from '../reading/device.js';
import { readYesNo } from '../reading/yes-no.js';
import { cannot, hasDone, isDoing, saysMore } from './words.js';

const IS_BACK = phrases([
  '(já |agora |a internet |internet )*(voltou|voltaram|normalizou|resolveu|resolvido|(está|tá) funcionando|funcionando|melhorou|ficou (bom|boa|ótim[oa]|rápid[oa]))',
  '(it s |is |it is |its )?(back|working|solved|fixed)( now| again)?|it works|(ya )?(volvió|funcionó|se resolvió|mejoró)|ya funciona',
]);
const BUT = phrases([
  'mas|só|porém|só que|dados|4g|but|only|pero|solo|um pouco|um pouquinho|mais ou menos|a little|un poco',
]);

/** It works again. Where that was not asked, only if it is said outright. */
export function isSolved(text: string, asked: boolean): boolean {
  const words = plainWords(text);
  const works = saysWorks(text);
  if (works === false || words.search(BUT) >= 0) return false;
  if (!asked) return works === true && words.search(IS_BACK) >= 0;
  return works === true || (words.search(IMPROVED) >= 0 && words.search(DENIED) < 0);
}

const IMPROVED = phrases([
  'melhor|melhorou|melhorando|mais rápid[oa]|rápid[oa] agora|better|faster|mejor|más rápido',
]);
const DENIED = phrases([
  'não|nem|nada|pior|not|n t|no (es|está|mejor|better)|still|ainda|seria melhor|melhor (mandar|vir|um|uma|falar)',
]);

const SPAN = /\b(?:desde|dsd|faz|h[aá]|since|for|hace|uns|umas)\b/i;

/** Since when it fails, if the message tells it. A mere "hoje" may be about something else. */
export function freshSince(before: string | undefined, text: string): string | undefined {
  const since = readSince(text);
  if (since === undefined || SPAN.test(since)) return since;
  return before === undefined && !saysMore(text) ? since : undefined;
}

/** The same without what is not there. */
export const defined = <T extends object>(all: T): Partial<T> =>
  Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)) as Partial<T>;

interface Restarting {
  readonly doing?: boolean;
  readonly paused?: boolean;
  readonly restarted?: 'before' | 'here' | 'cannot';
  readonly fails?: boolean;
  readonly settled?: 'solved';
}

/** A little better is not solved. */
export const PARTLY = phrases([
  'um (pouco|pouquinho)|mais ou menos|quase nada|pouca coisa|a (little|bit)|un poco|más o menos',
]);
const OPENS = phrases([
  'abriu|abre|carregou|carregando|entrou|entra|opened|it (opens|loads)|abrió|carga|cargó',
]);
const OPENS_NOT = phrases([
  '(não|nem|no|not|n t|doesn t|didn t) (abr\\w+|carreg\\w+|entr\\w+|open\\w*|load\\w*|carg\\w+)',
]);
const SINCE_THEN = phrases([
  'acendeu|acenderam|acendendo|ligou|agora|ficou|ficaram|continua\\w*|now|turned|ahora|quedó',
]);

/** What is said to "restart it and tell me" and to "does it work now?". Who agrees has gone to do it. */
export function readRestart(
  asking: 'restart' | 'works' | 'better',
  { doing, paused }: Pick<Restarting, 'doing' | 'paused'>,
  text: string,
): Restarting {
  const yes = readYesNo(text)?.value;
  if (asking !== 'restart') return readResult(text, yes);
  if (paused && isOnlyBack(text)) return { doing: false, paused: false };
  return readRestarting(text) ?? (yes === undefined ? readPause(text) : readAgreement(yes, doing));
}

function readRestarting(text: string): Restarting | undefined {
  if (isDoing(text) && !hasDone(text)) return { doing: true };
  if (saysWorks(text) === false) return { restarted: 'here', fails: true };
  if (hasDone(text) || saysRestarted(text) || seesLights(text)) return { restarted: 'here' };
  return cannot(text) ? { restarted: 'cannot' } : undefined;
}

const readPause = (text: string): Restarting => (asksToWait(text) ? { doing: true, paused: true } : {});

/** Is there again, and says nothing of the modem. */
const isOnlyBack = (text: string): boolean => isBack(text) && plainWords(text).search(DID) < 0;
const DID = phrases([
  'pronto|feito|fiz|liguei|religuei|desliguei|reinici\\w+|done|ready|listo|hecho|restarted',
]);

/** A mere yes is "I will", and only then "I have"; a mere no is "it is not back". */
function readAgreement(yes: boolean, doing = false): Restarting {
  if (!yes) return { restarted: 'here', fails: true };
  return doing ? { restarted: 'here' } : { doing: true };
}

/** What the lights do now: it was restarted. */
const seesLights = (text: string): boolean =>
  readLights(text) !== undefined && plainWords(text).search(SINCE_THEN) >= 0;

function readResult(text: string, yes: boolean | undefined): Restarting {
  const words = plainWords(text);
  const opensNot = words.search(OPENS_NOT) >= 0;
  if (opensNot || saysWorks(text) === false || yes === false || words.search(PARTLY) >= 0)
    return { fails: true };
  return yes === true || words.search(OPENS) >= 0 ? { settled: 'solved' } : {};
}
