import { fold, wordsOf } from './words.js';

const PERSON =
  '(atendente|atendentes|atendiment[eo]|pessoa|pessoas|humano|humana|alguem|gente|tecnico|supervisor|supervisora|gerente|responsavel|representante|operador|consultor|vendedor)';
const REQUESTS: readonly RegExp[] = [
  new RegExp(`\\b(falar|conversar|fala|tratar|contato)\\b( \\w+){0,4}? ${PERSON}\\b`),
  new RegExp(
    `\\b(chama|chamar|chame|passa|passar|passe|transfere|transferir|transfira|manda|quero|queria|preciso( de)?)\\b( (para|por favor|me|pro|com|de|do|da|o|a|um|uma|outro|outra))* ${PERSON}\\b`,
  ),
  /\b(tem|ha) (gente|alguem|uma? pessoa|atendente)( de verdade)?( \w+){0,2} (ai|aqui)\b/,
  /^(um |uma )?(atendente|atendimento humano|humano|pessoa)( por favor)?$/,
  /\b(talk|speak|chat)\b( \w+){0,3}? (person|human|agent|someone|somebody|representative|operator|manager|supervisor)\b/,
  /\b(want|need|get me|give me) (a|an|the|some)?( real| live)? ?(person|human|agent|representative|operator|supervisor)\b/,
  /\b(hablar|habla|comunicar\w*)\b( \w+){0,3}? (persona|humano|alguien|agente|asesor|operador|supervisor|ejecutivo)\b/,
  /\b(quiero|necesito) (un|una|a un|a una)? ?(persona|humano|agente|asesor|operador|supervisor)\b/,
];
/** A person is named, but not asked for. */
const NOT_REQUESTS: readonly RegExp[] = [
  /\b(atendente|tecnico|supervisor|gerente|pessoa)\b( \w+){0,2} (disse|falou|prometeu|informou|veio|explicou|mandou)\b/,
  /\brecursos humanos\b/,
  /\bnao (quero|preciso|precisa)\b( \w+){0,4}? (atendente|pessoa|alguem|humano)\b/,
];

/** Does the customer explicitly ask for a human? Reads through accents, short forms and capitals. */
export function asksForPerson(text: string): boolean {
  const words = wordsOf(fold(text)).join(' ');
  return REQUESTS.some((request) => request.test(words)) && !NOT_REQUESTS.some((other) => other.test(words));
}

/** Whom the customer asks for, when it is somebody above the technicians. */
export const asksForSupervisor = (text: string): boolean =>
  asksForPerson(text) &&
  /\b(supervisor|supervisora|gerente|manager|responsavel)\b/.test(wordsOf(fold(text)).join(' '));
