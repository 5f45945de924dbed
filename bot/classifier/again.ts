import { found, phrases, plainWords } from './phrases.js';

const GOES_ON = phrases([
  // pt-BR
  '(ainda|continua|continuo|segue|sigo|permanece)( \\w+){0,2} (sem|igual|lent[oa]|travando|caindo|ruim|mesm[oa]|nada|parad[oa]|vermelh[oa]|fora|esperando|com o)',
  '(continua|continuo|segue|permanece)( na| a| no| o)? mesm[oa]( \\w+)?',
  'ainda não( \\w+){0,3} (funciona|funcionou|resolveu|resolvi|voltou|conecta|chegou|consegui|recebi|foi|deu|está|tem)',
  'não (resolveu|adiantou|funcionou|deu certo|melhorou|mudou|voltou)( nada)?',
  '(de novo|outra vez|novamente|mais uma vez|voltou a (cair|travar|dar))',
  '(deu|está|estou) na mesma|nada mudou|nada ainda|ainda nada|já fiz (isso|tudo)|já tentei( isso| tudo)?',
  // en
  'still (no|not|down|slow|broken|the same|waiting|does ?n ?t|is ?n ?t)|again|same (problem|issue|thing)',
  '(did ?n ?t|did not|does ?n ?t|does not) (work|help|fix it)|nothing changed|not (fixed|solved|working)',
  // es
  '(sigue|sigo|continúa|todavía|aún)( \\w+){0,2} (sin|igual|lent[oa]|mal|no|caíd[oa])|de nuevo|otra vez|nuevamente',
  'no (funcionó|sirvió|resolvió|ayudó|cambió)( nada)?|nada cambió|lo mismo|ya (lo )?(hice|intenté)( eso| todo)?',
]);

/** Does the customer say that what was answered has not helped, or that it is happening again? */
export const saysItGoesOn = (text: string): boolean => found(plainWords(text), GOES_ON).length > 0;
