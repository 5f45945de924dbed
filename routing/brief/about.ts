import type { FactKind } from './patterns.js';

/** Kinds of which, said in another message about the same thing, only the later can be true. */
export const ONE_TRUTH: ReadonlySet<FactKind> = new Set(['when', 'amount', 'protocol', 'address', 'cep']);

/** What a date, an amount or a speed is about, by the customer's own word beside it. */
export const ABOUT: Readonly<Partial<Record<FactKind, readonly (readonly [role: string, words: RegExp])[]>>> =
  {
    when: [
      ['due', /\bvenc\w+|\bdue\b/g],
      ['paid', /\bpag(?:uei|uem|amos|o|ou|amento|ar|a)\b|\bpaid\b|\bpague\b/g],
      ['contact', /\b(?:liguei|ligamos|falei|reclamei|abri|mandei|called|llame)\b/g],
      [
        'visit',
        /\b(?:visita|tecnicos?|agend\w+|marc(?:ad|ar|ou|ei|aram)\w*|remarc\w+|instala\w+|technician|visit|appointment|cita)\b/g,
      ],
      ['move', /\b(?:mudei|mudar|mudanca|mudo|moving)\b/g],
      ['term', /\b(?:prazo|dentro de|within)\b/g],
      [
        'problem',
        /\b(?:caiu|caindo|cai|sem (?:internet|net|sinal|conexao|acesso|wi-?fi)|parou|lent\w+|oscil\w+|problema|down|stopped|funciona\w*|no internet|no tengo|sin internet|cayo)\b/g,
      ],
    ],
    amount: [
      ['paid', /\b(?:pago|paguei|pagava|pagando|pagar|pagamos|paid|pague|pagaba)\b/g],
      ['charged', /\b(?:cobr\w+|veio|vieram|charged|cobraron)\b/g],
      [
        'agreed',
        /\b(?:contrat\w+|combin\w+|promoc\w+|era|deveria|normal|plano|mensalidade|o meu|antes|sempre|prometeram|oferec\w+|should be|usually)\b/g,
      ],
      ['fee', /\b(?:multa|taxa|juros|instalacao|fee)\b/g],
      ['off', /\b(?:descont\w+|estorn\w+|reembols\w+|discount|refund)\b/g],
    ],
    speed: [
      ['measured', /\b(?:chega\w*|so|teste|medi|dando|recebo|pega\w*|speed ?test|mal|nem|only|getting)\b/g],
      ['wanted', /\b(?:quero|mudar|upgrade|aumentar|trocar|want)\b/g],
      ['plan', /\b(?:contrat\w+|plano|pago|assin\w+|tenho|minha internet|plan|paying)\b/g],
    ],
  };

/** A bare number that answers such a question of the bot is of this kind. */
export const ASKED: readonly (readonly [RegExp, FactKind])[] = [
  [/\bprotocol/, 'protocol'],
  [/\b(?:cpf|cnpj)\b/, 'document'],
  [/\bcontrat|\bcontract/, 'contract'],
  [/\bcep\b/, 'cep'],
  [/\b(?:telefone|celular|phone|telefono)\b/, 'phone'],
  [/\b(?:nome|name|nombre)\b/, 'name'],
  [/\b(?:endereco|address|direccion)\b/, 'address'],
];
