import { fold, wordsOf } from './words.js';

/** "atendente" as people type it: atendnte, atendete, antendente. */
const ATTENDANT = 'a[nt]*end\\w{1,4}te?s?';
const PERSON = `(${ATTENDANT}|atendiment[eo]|pessoa|pessoas|humano|humana|alguem|gente|tecnico|supervisor|supervisora|gerente|responsavel|representante|operador|operadora|consultor|vendedor)`;
const PERSON_EN = '(person|human|agent|someone|somebody|anyone|representative|operator|manager|supervisor)';
const PERSON_ES =
  '(persona|humano|alguien|nadie|agente|asesor|asesora|operador|operadora|representante|supervisor|ejecutivo)';
/** Up to four words between the wish and the person, none of which begins another clause. */
const BETWEEN = '( (?!quando|que|onde|porque|when|cuando)\\w+){0,4}?';

const REQUESTS: readonly RegExp[] = [
  new RegExp(`\\b(falar|conversar|fala|tratar|contato)\\b${BETWEEN} ${PERSON}\\b`),
  new RegExp(
    `\\b(chama|chamar|chame|passa|passar|passe|transfere|transferir|transfira|manda|quero|queria|preciso( de)?)\\b( (para|por favor|me|pro|com|de|do|da|o|a|um|uma|outro|outra))* ${PERSON}\\b`,
  ),
  new RegExp(`\\b(atendido|atendida) por ((um|uma|outro|outra) )?${PERSON}\\b`),
  // Folded: "call" has lost its second l.
  /\b(alguem|someone|somebody)\b( \w+){0,2} (me (ligar|liga|ligue|atender|atende|atenda)|cal me)\b/,
  /\bnao (quero|aguento)( mais)?( falar| conversar)?( com)?( o| um| este| esse)? (robo|robos|maquina|maquinas|bot|chatbot)\b/,
  /\b(tem|ha) (gente|alguem|uma? pessoa|atendente)( de verdade)?( (?!com\b)\w+){0,2} (ai|aqui)\b/,
  /^((tem|ha) )?(alguem|gente)( de verdade)?( ai| aqui| online)?$/,
  new RegExp(
    `^(um |uma |an? |un |una )?(real |live )?(${ATTENDANT}|atendimento humano|humano|human|pessoa|person|persona|operador|operadora|agent|agente|asesor|asesora|representative)( real| de verdade)?( por favor| please)?$`,
  ),
  new RegExp(`\\b(talk|speak|chat)\\b( \\w+){0,3}? ${PERSON_EN}\\b`),
  new RegExp(`\\b(want|need|get me|give me) (a|an|the|some)?( real| live)? ?${PERSON_EN}\\b`),
  new RegExp(`\\b(hablar|habla|comunica\\w*)\\b( \\w+){0,3}? ${PERSON_ES}\\b`),
  new RegExp(`\\b(quiero|necesito) (a )?(un |una )?${PERSON_ES}\\b`),
  new RegExp(`\\b(pasame|paseme|transfiereme|conectame) (con |a )(un |una |el |la )?${PERSON_ES}\\b`),
];

const SEND = '(manda|mande|mandem|mandar|envia|envie|enviem|enviar|chama|chamar) ((o|um) )?';
const NEED = '(quero|preciso( de)?) ((que )?(o|um) )?';
/** A word, but none of talking. */
const NOT_TALKING = '(?!falar|fala|conversar|atender|atenda|ligar|ligue|ajudar)\\w+';

/** A person is named, but not asked for. What else the message says may still ask for one. */
const NOT_REQUESTS: readonly RegExp[] = [
  /\b(atendente|tecnico|supervisor|gerente|pessoa)\b( \w+){0,2} (disse|falou|prometeu|informou|veio|explicou|mandou)\b/g,
  /\brecursos humanos\b/g,
  // Asks who is talking.
  /(?<!com )\bquem ((e|que|me|esta) )*(fala|falando|conversando)\b/g,
  // Wants somebody at home, not in the conversation.
  new RegExp(
    `\\b${SEND}(tecnico|alguem)( ${NOT_TALKING}){0,2}? (aqui|vir|venha|em casa|na minha casa)\\b`,
    'g',
  ),
  new RegExp(`\\b${NEED}(tecnico|alguem)( ${NOT_TALKING}){0,2}? (vir|venha|em casa|na minha casa)\\b`, 'g'),
  new RegExp(`\\b${SEND}tecnico\\b(?! falar| conversar)|\\bpreciso de (um )?tecnico\\b`, 'g'),
  new RegExp(
    `\\b(nao (quero|preciso|precisa)( mais)?|no (quiero|necesito)|not want|not need|don t (want|need))\\b( (?!quero|preciso|quiero|necesito|want|need|mas|but|pero)\\w+){0,4}? (${PERSON}|ninguem|${PERSON_EN}|${PERSON_ES})\\b`,
    'g',
  ),
];

/** Does the customer explicitly ask for a human? Reads through accents, short forms and capitals. */
export function asksForPerson(text: string): boolean {
  const words = wordsOf(fold(text)).join(' ');
  const rest = NOT_REQUESTS.reduce((left, other) => left.replace(other, '|'), words);
  return REQUESTS.some((request) => request.test(rest));
}

/** Whom the customer asks for, when it is somebody above the technicians. */
export const asksForSupervisor = (text: string): boolean =>
  asksForPerson(text) &&
  /\b(supervisor|supervisora|gerente|manager|responsavel)\b/.test(wordsOf(fold(text)).join(' '));
