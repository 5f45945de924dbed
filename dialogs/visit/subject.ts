import { flat } from '../../routing/brief/flat.js';
import { isQuestion } from '../interruption.js';
import { readYesNo } from '../reading/yes-no.js';
import type { TaskTurn, Took } from '../task.js';
import { remarkIn } from './remarks.js';

const SURE = 0.6;
const VISITS: Readonly<Record<string, 'book' | 'change' | 'cancel'>> = {
  'visita-agendar': 'book',
  'visita-alterar': 'change',
  'visita-cancelar': 'cancel',
};
const COURTESIES: ReadonlySet<string> = new Set(['sim', 'nao', 'obrigado', 'saudacao', 'despedida']);
const ANOTHER =
  /\b(?:outra|mais uma|nova|another|one more|a new|otra|una mas|nueva)\b(?! (?:data|hora|fecha|day|time))/;
const CHANGES =
  /\b(?:mud\w+|troc\w+|remarc\w+|reagend\w+|pass[ae]r?|adi(?:ar?|e)|antecip\w+|adiant\w+|jog(?:a|ar|ue)|transfer\w+|alter\w+|outr[oa] (?:dia|data|horario|hora)|mais (?:cedo|tarde)|em vez|imprevisto|compromisso|move|change|reschedul\w+|another|instead|cambi\w+|reprogram\w+|mover|otr[oa])\b|\bnao (?:vou|posso|poderei|vai dar|tem ninguem|consigo|estarei)\b|\bnao da\b|\b(?:can't|cannot|won't|will not|no (?:puedo|voy|estare))\b/;
const KEEPS =
  /\b(?:manter|mantem|mantenha|deixa (?:marcad\w|como esta)|(?:fica|ficar|deixa) assim|keep|mantener|dejar)\b/;

/** What the message wants of a visit, if that is sure. */
export function aboutVisits({ facts }: TaskTurn): 'book' | 'change' | 'cancel' | undefined {
  const { intent, confidence } = facts.understanding;
  return intent === undefined || confidence < SURE ? undefined : VISITS[intent];
}

/** Is it surely about something that is neither a visit nor a courtesy? */
export function isElsewhere(turn: TaskTurn): boolean {
  const { intent, confidence } = turn.facts.understanding;
  const sure = intent !== undefined && confidence >= SURE;
  return sure && aboutVisits(turn) === undefined && !COURTESIES.has(intent);
}

/** A message with more in it than the answer: what else is said of visits is ours, anything sure may interrupt. */
export const softly = (turn: TaskTurn): Took => (aboutVisits(turn) === undefined ? 'part' : 'all');

/** One more visit beside the one they have. */
export const meansAnother = (text: string): boolean => ANOTHER.test(flat(text));

/** Another day or half, or that they cannot be there. */
export const wantsChange = (text: string): boolean => CHANGES.test(flat(text));

/** The visit stays as it is. */
export const wantsToKeep = (text: string): boolean => KEEPS.test(flat(text));

/**
 * What a message answers to "posso?": nothing is confirmed by one that goes on to something else (`yes-but`), and a "n"
 * that only begins a remark refuses nothing (undefined).
 */
export function answerIn(turn: TaskTurn): 'yes' | 'yes-but' | 'no' | 'no-but' | undefined {
  const { text } = turn;
  const answer = readYesNo(text);
  if (!answer) return undefined;
  if (answer.whole) return answer.value ? 'yes' : 'no';
  if (answer.value) return isQuestion(text) || isElsewhere(turn) ? 'yes-but' : 'yes';
  return remarkIn(text) ? undefined : 'no-but';
}
