import { phrases, plainWords } from '../../bot/classifier/phrases.js';
import { flat } from '../../routing/brief/flat.js';

/** When it is slow. */
export type Rhythm = 'night' | 'always' | 'sometimes';

const NIGHT = phrases([
  '(mais|só|principalmente|sempre|toda|todo dia|geralmente|é|fica) ((é|de|a|na|à|pela|da) )*(noite|noites|noitinha)|de noite|^(à |a |na )?noite$|horário de pico|depois das (18|19|20|21|22)( horas)?',
  '(mostly |only |just |more )?(at night|in the evenings?)|every (night|evening)|(más |solo |sobre todo )?(de|por la) noche',
]);
const NOT_RHYTHM = phrases([
  '(desde|since) (\\w+ ){0,3}(noite|night)|boa noite|ontem (a|de|à) noite|good night|buenas noches',
]);
const ALWAYS = phrases([
  '(o )?(dia|tempo) (todo|inteiro)|o dia inteirinho|24 horas|a qualquer hora|qualquer horário|direto|todos os horários|^sempre$|all day( long)?|all the time|always|todo el (día|tiempo)|^siempre$',
]);
const SOMETIMES = phrases([
  '(vai|cai|some|vem) e (volta|vai)|às vezes|de vez em quando|tem hora|tem horas|oscila\\w*|intermitente|sometimes|on and off|comes and goes|a veces|va y viene',
]);

/** Undefined if the message does not tell. */
export function readRhythm(text: string): Rhythm | undefined {
  const words = plainWords(text).replace(NOT_RHYTHM, '|');
  if (words.search(NIGHT) >= 0) return 'night';
  if (words.search(ALWAYS) >= 0) return 'always';
  return words.search(SOMETIMES) >= 0 ? 'sometimes' : undefined;
}

const PLAN =
  /\b(?:pag\w+|contrat\w+|plano|assin\w+|comprei|plan|paying|pay for)\b(?: (?:de|por|um|uma|o|e|eh|a|an|of|is|for|meu|plano|internet|quinhentos))* (\d{2,4}) ?(?:megas?|mb|mbps|m\b|$|,| e\b| and\b| y\b)/;

/** The speed they say they pay for, in Mbps. */
export function readPlanSpeed(text: string): number | undefined {
  const told = PLAN.exec(flat(text))?.[1];
  return told === undefined ? undefined : Number(told);
}

/** Staying close to the modem; the network of 5 GHz. */
export type Tip = 'near' | 'band';

const FAR = phrases([
  '(só |somente |apenas )(funciona|pega|presta|fica (boa?|bom)|anda|é boa?) (bem )?(perto|do lado|pertinho|na sala)|longe (do|de) (modem|roteador|aparelho)|(não|mal) (chega|pega|alcança)( direito| bem)? (no|na|nos|nas|em) (\\w+ )?(quarto|quartos|cozinha|fundos|fundo|banheiro|quintal|cima|andar)|(no|na|nos) (meu )?(quarto|quartos|fundos|fundo|andar de cima|quintal)( \\w+){0,4} (fraco|ruim|lent[oa]|mal|péssim[oa]|não pega)|sinal (do wifi )?fraco (no|na|nos)',
  '(only works|works only) (near|close)|far from the (router|modem)|(weak|bad|slow) in (the|my) (bed)?room|lejos del (módem|router)|(no|mal) llega (a|al) (\\w+ )?(cuarto|habitación|cocina)',
]);
const NEAR_DONE = phrases([
  '((já|ate|até|mesmo|estou|tô|fico|bem|testei|fiquei) )+(bem )?(perto|do lado|pertinho|encostad[oa])( (do|de))?( \\w+)?|do lado (do|de) (modem|roteador)|(even )?(right )?(next to|near|close to) the (modem|router)|(al lado|cerca) del (módem|router)',
]);
const BAND_DONE = phrases([
  '(já )?(uso|usei|usando|estou|tô|testei|mudei|troquei|conectad[oa]|conectei)( \\w+){0,3} 5 ?g(hz)?|(no|na|pela|até|mesmo) (rede )?5 ?g(hz)?( também| tá| está)?|(using|on|tried)( \\w+){0,2} 5 ?g(hz)?|(uso|en|con)( \\w+){0,2} 5 ?g(hz)?',
]);
const DENIES = phrases(['(não|nem) (tem|tenho|uso|aparece|acho)|no (tengo|hay)|don t']);

/** What they did for a better Wi-Fi, and whether it is bad only far from the modem. */
export function readTipsDone(text: string): { readonly tips: readonly Tip[]; readonly far: boolean } {
  const words = plainWords(text);
  const far = words.search(FAR) >= 0;
  const near = !far && words.search(NEAR_DONE) >= 0;
  const band = words.search(BAND_DONE) >= 0 && words.search(DENIES) < 0;
  return { tips: [...(near ? ['near' as const] : []), ...(band ? ['band' as const] : [])], far };
}
