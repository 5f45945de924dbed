import { phrases, plainWords } from '../../bot/classifier/phrases.js';
import type { Read } from '../reading/answer.js';
import { readDay } from '../reading/day.js';
import { isIndifferent, readPeriod } from '../reading/period.js';
import { readYesNo } from '../reading/yes-no.js';
import type { TaskTurn } from '../task.js';

/** How the matter came out. */
export type Settled = 'solved' | 'visit' | 'person' | 'declined' | 'later';

export interface Answered {
  readonly settled?: Settled;
  /** They want no technician. */
  readonly refused?: boolean;
}

const PERSON = phrases([
  '(uma )?(pessoa|atendente|humano|alguém)( \\w+){0,2}|a segunda opção|por (telefone|ligação)|me (liga|ligue|liguem)',
  'person|someone|human|agent|call me|persona|alguien|humano|agente',
]);
const REFUSES = phrases([
  'não (quero|precisa|preciso|posso|pode|dá|vou|vai|tem como|tenho como|não|obrigad\\w+|técnico|visita)',
  'no (quiero|puedo|hace falta|thanks|thank you|gracias|technician|visit)|(don t|can t)( \\w+)?',
]);
const LATER = phrases(['agora não|depois|mais tarde|outra hora|outro dia eu|not now|later|ahora no|después']);

/** What the customer makes of the offer of a technician, or then of a person. A day or half day takes the technician. */
export function answerToOffer(turn: TaskTurn, asking: 'offer' | 'person'): Answered | undefined {
  const yes = readYesNo(turn.text);
  if (asking === 'person') return yes && { settled: yes.value ? 'person' : 'declined' };
  const words = plainWords(turn.text);
  if (yes?.value) return { settled: 'visit' };
  const instead = readInstead(words);
  if (instead) return instead;
  if (yes) return isRefusal(yes, words) ? { refused: true } : undefined;
  return takesAnyDay(turn) ? { settled: 'visit' } : undefined;
}

/** A person instead, or nothing for now. */
function readInstead(words: string): Answered | undefined {
  if (words.search(PERSON) >= 0) return { settled: 'person' };
  return words.search(LATER) >= 0 ? { settled: 'declined' } : undefined;
}

/** "Não enxergo" begins with a no and refuses nothing. */
const isRefusal = (no: Read<boolean>, words: string): boolean => no.whole || words.search(REFUSES) >= 0;

const takesAnyDay = ({ text, today }: TaskTurn): boolean =>
  isIndifferent(text) || readDay(text, today) !== undefined || readPeriod(text) !== undefined;
