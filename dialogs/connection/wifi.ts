import { phrases, plainWords } from '../../bot/classifier/phrases.js';
import { doesNotKnow } from '../reading/control.js';
import { readMbps, readVia, saysRestarted, saysWorks, type Via } from '../reading/device.js';
import { readYesNo } from '../reading/yes-no.js';
import type { Steps } from './connection-dialog.js';
import { readPlanSpeed, readRhythm, readTipsDone, type Rhythm, type Tip } from './speed.js';
import { defined, freshSince, isSolved, PARTLY, readRestart } from './steps.js';
import { asksHow, isDoing, saysAllDown } from './words.js';

export type SlowQuestion = 'via' | 'tips' | 'restart' | 'better' | 'speed' | 'rhythm';

/** What is known of a connection that is slow. */
export interface Slow extends Steps<SlowQuestion> {
  readonly via?: Via | 'unknown';
  /** It is slow only away from the modem. */
  readonly far?: boolean;
  /** What they did already for a better Wi-Fi. */
  readonly tipsDone?: readonly Tip[];
  readonly tipsFailed?: boolean;
  readonly restarted?: 'before' | 'here' | 'cannot';
  readonly fails?: boolean;
  /** What they measure, in Mbps; 0 if they cannot tell. */
  readonly mbps?: number;
  /** What their plan promises, as they say. */
  readonly plan?: number;
  readonly rhythm?: Rhythm | 'unknown';
  /** It is no longer slow but gone. */
  readonly down?: boolean;
}

/** All that the message says; undefined if it says nothing about it. What answers the question weighs more. */
export function readSlow(state: Slow, text: string): Partial<Slow> | undefined {
  if (state.asking !== undefined && saysAllDown(text)) return { down: true };
  const known = defined({ ...facts(state, text), ...answer(state, text) });
  if (Object.keys(known).length > 0) return known;
  return plainWords(text).search(REMARK) >= 0 ? {} : undefined;
}

/** Something about the home that changes nothing: it is no answer, and no change of subject either. */
const REMARK = phrases([
  '\\d+ (pessoas|aparelhos|celulares|tvs|dispositivos|computadores|people|devices|personas)|(duas|três|quatro|cinco|seis) (pessoas|tvs)|sempre (teve|foi|funcionou)',
]);

/** What is told whatever was asked. */
function facts(state: Slow, text: string): Partial<Slow> {
  const { tips, far } = readTipsDone(text);
  const isRestarting = state.asking === 'restart' || state.asking === 'better';
  return {
    ...{ via: far ? 'wifi' : (readFreshVia(state, text) ?? viaOf(tips, state)), far: far || undefined },
    ...{ plan: readPlanSpeed(text), rhythm: readRhythm(text), since: freshSince(state.since, text) },
    mbps: NAMES_SPEED.test(text) ? readMbps(text) : undefined,
    tipsDone: tips.length > 0 ? [...(state.tipsDone ?? []), ...tips] : undefined,
    restarted: saysRestarted(text) && !isRestarting ? 'before' : undefined,
  };
}

function answer(state: Slow, text: string): Partial<Slow> {
  const { asking } = state;
  if (isCableFine(text)) return { via: 'wifi', ...(asking === 'tips' && { tipsFailed: true }) };
  if (isSolved(text, asking === 'tips' || asking === 'restart' || asking === 'better'))
    return { settled: 'solved' };
  switch (asking) {
    case 'via':
      return viaAnswer(state, text);
    case 'tips':
      return tipsAnswer(state, text);
    case 'restart':
    case 'better':
      return readRestart(asking, state, text);
    case 'speed':
      return speedAnswer(text);
    case 'rhythm':
      return { rhythm: readRhythm(text) ?? (dontKnow(text) ? 'unknown' : undefined) };
    case 'offer':
    case 'person':
    case undefined:
      return {};
  }
}

const NAMES_SPEED = /mega|\bmb|teste|\bcheg|\bdeu\b|\bbate|speed|\bllega|\bmed[ei]/i;
const NAMES_WAY = phrases(['wifi|wi fi|wireless|sem fio|cabo|cabead[oa]|com fio|cable|wired|ethernet']);
const FINE_BY_CABLE = phrases([
  '(no |pelo |com |via )?cabo( \\w+)? (normal|bem|bom|boa|ótim[oa]|rápid[oa]|funciona|certo|perfeito|de boa|melhor)|(on |by )?(the )?cable( \\w+)? (fine|good|ok|fast|works)|por cable( \\w+)? (bien|rápido|normal)',
]);
const DENIES = phrases(['não|nem|not|n t']);

const isCableFine = (text: string): boolean =>
  plainWords(text).search(FINE_BY_CABLE) >= 0 && plainWords(text).search(DENIES) < 0;

/** Slow by cable, too, when the Wi-Fi was named before: then it is both. */
function readFreshVia({ via }: Slow, text: string): Via | undefined {
  const now = asksHow(text) || plainWords(text).search(NAMES_WAY) < 0 ? undefined : readVia(text);
  return now === 'cable' && (via === 'wifi' || via === 'both') ? 'both' : now;
}

/** Who tried what helps the Wi-Fi is on the Wi-Fi. */
const viaOf = (tips: readonly Tip[], { via }: Slow): Via | undefined =>
  tips.length > 0 && via === undefined ? 'wifi' : undefined;

const NO_SUCH = phrases([
  '(não|nem) (tem|tenho|aparece|existe|vejo|acho|acha|achei|mostra)( \\w+){0,3}|só (tem|aparece) (uma|1)|(don t|doesn t|no) (have|see|show)( \\w+){0,2}|no (tengo|aparece|hay)( \\w+){0,2}',
]);

/** To Wi-Fi or cable; simply asked, to whether it is the Wi-Fi only. */
function viaAnswer({ unclear }: Slow, text: string): Partial<Slow> {
  const yes = unclear > 0 ? readYesNo(text)?.value : undefined;
  const told =
    (asksHow(text) ? undefined : readVia(text)) ?? (yes === undefined ? undefined : yes ? 'wifi' : 'both');
  if (told !== undefined) return { via: told };
  return dontKnow(text) ? { via: 'unknown' } : {};
}

/** To whether the Wi-Fi is better now. Who merely agrees has gone to try. */
function tipsAnswer({ doing }: Slow, text: string): Partial<Slow> {
  const words = plainWords(text);
  const yes = readYesNo(text)?.value;
  const isNo = saysWorks(text) === false || words.search(NO_SUCH) >= 0;
  if (isNo || words.search(PARTLY) >= 0 || yes === false) return { tipsFailed: true };
  if (isDoing(text) || (yes && !doing && words.search(AGREES) >= 0)) return { doing: true };
  return yes ? { settled: 'solved' } : {};
}
const AGREES = phrases(['ok|okay|beleza|tá|tá bom|certo|pode ser|bora|all right|sure|vale|dale|está bien']);

function speedAnswer(text: string): Partial<Slow> {
  const mbps = readMbps(text);
  if (mbps !== undefined) return { mbps };
  const cannotTell =
    dontKnow(text) || readYesNo(text)?.value === false || NOT_MEASURED.test(plainWords(text));
  return cannotTell ? { mbps: 0 } : {};
}
const NOT_MEASURED = /\b(?:nao (?:fiz|medi|testei|consigo|tenho)|didn t|not tested|no lo (?:hice|medi))\b/;

/** They do not know, and do not ask how to find out. */
const dontKnow = (text: string): boolean => doesNotKnow(text) && !asksHow(text);
