/** What is worth telling an agent apart from the words around it. The kinds are stored: never renamed. */
export type FactKind = (typeof KINDS)[number];

/** In the order in which an agent reads them. */
export const KINDS = [
  ...([
    'protocol',
    'when',
    'time',
    'amount',
    'payment',
    'speed',
    'light',
    'device',
    'error',
    'count',
  ] as const),
  ...(['done', 'times', 'name', 'holder', 'document', 'contract', 'birth', 'phone', 'email'] as const),
  ...(['address', 'complement', 'district', 'cep'] as const),
] as const;

export interface Pattern {
  readonly kind: FactKind;
  /** Read on flat text. The group `v`, where there is one, is the value; else all of it is. */
  readonly find: RegExp;
  /** Of a moment: a day, a span of time, a month. Only what has the same form contradicts. */
  readonly form?: 'day' | 'span' | 'month';
}

const of = (kind: FactKind, find: string, form?: Pattern['form']): Pattern => ({
  kind,
  find: new RegExp(find, 'dg'),
  ...(form && { form }),
});

/** Between a word that names a number and the number: "protocolo de atendimento nº: ". */
const LINK =
  '(?:\\W{0,3}\\b(?:n|no|nr|num|numero|number|numeros|de|do|da|atendimento|anterior|cliente|e|eh|era|foi|is|was|es|meu|o)\\b)*\\W{0,4}';
const after = (words: string, value: string) => `\\b(?:${words})\\b${LINK}(?<v>${value})`;

const NUMBER_WORD =
  'uma?|dois|duas|tres|quatro|cinco|seis|sete|oito|nove|dez|quinze|vinte|one|two|three|four|five|six|seven|ten|uno?s?|dos|cuatro|cinco|alguns|algumas|varios|varias';
const HOW_MANY = `(?:\\d{1,3}|${NUMBER_WORD})`;
const MONTH =
  '(?:janeiro|fevereiro|marco|abril|maio|junho|julho|agosto|setembro|outubro|novembro|dezembro|january|february|april|june|july|august|september|october|november|december|enero|febrero|mayo|junio|julio|septiembre|octubre|noviembre|diciembre)';
const UNIT =
  '(?:min|mins|minutos?|hs?|hrs?|horas?|dias?|semanas?|mes|meses|anos?|minutes?|hours?|days?|weeks?|months?|years?|anios?)';
const ORDINAL = '(?!\\s+(?:via|vez|vezes|tentativa|parcela|pessoa|fatura|opcao|conta|chance|reclamacao))';
const WEEKDAY = `(?:(?:segunda|terca|quarta|quinta|sexta)(?:[- ]feira)?${ORDINAL}|sabado|domingo|(?:mon|tues|wednes|thurs|fri|satur|sun)day|lunes|martes|miercoles|jueves|viernes)`;
const DAY = `(?:antes de ontem|anteontem|ontem|onti|hoje|hj|amanha|depois de amanha|yesterday|today|tomorrow|anteayer|ayer|hoy|${WEEKDAY}|(?:semana|mes) (?:passad[ao]|que vem|pasad[ao])|fim de semana|last (?:week|month|night))`;
const DATE = `(?:(?:[0-2]?\\d|3[01])[/.-](?:0?[1-9]|1[0-2])(?:[/.-]\\d{2,4})?(?![\\d,])|(?:[0-2]?\\d|3[01])(?:st|nd|rd|th)? (?:de |of )?${MONTH}(?: (?:de )?20\\d\\d)?|(?:${MONTH}) (?:[0-2]?\\d|3[01])(?:st|nd|rd|th)?\\b(?!\\d)|(?:dia|dias|day|the) (?:[0-2]?\\d|3[01])(?![\\d.,]\\d|\\d|[/-]\\d))`;
const PART_OF_DAY = '(?: (?:de |a |pela |no fim da )?(?:manha|tarde|noite|cedo|madrugada))?';
const SINCE = '(?:desde|since|a partir (?:de|do))(?: (?:o|a|as|de|da|do|el|la|dia))?';

const STREET =
  '(?:rua|r\\.|avenida|av\\.?|travessa|alameda|praca|estrada|rodovia|servidao|viela|calle|carrera)';
const NOT_STREET =
  '(?!(?:toda|inteira|ainda|mesma|aqui|que|onde|ta|esta|e|do lado|de casa|de tras|sem|nao|minha|tambem|ja|ficou|ligad[ao])\\b)';
const STREET_WORD =
  '(?!(?:sem|esta|ta|que|nao|desde|hoje|ontem|com|pra|para|mas|porque|ja|pode|eu|to|estou|queria|minha|meu|e|ainda|n|num|numero|nro|apto?|cep|bairro)\\b)[a-z0-9]*[a-z][a-z0-9.]*';
const HOUSE =
  ',?\\s*(?:\\b(?:n|no|num|nro|numero)\\b[.:º°]?\\s*|nº\\s*|#\\s*)?\\d{1,5}\\b(?![/:,]\\d)[a-d]?\\b';
const FLAT =
  '(?:[,\\s-]+(?:apto?|apartamento|ap|bloco|bl|casa|fundos|quadra|qd|lote|lt|torre|piso|sala)\\b\\.?\\s*(?!(?:e|que|sem|nao|com)\\b)\\w{0,4}\\b)*';

const COLOUR =
  '(?:vermelh\\w+|verde\\w*|amarel\\w+|laranja|azul|branc\\w+|red|green|orange|amber|roj[ao]s?|naranja)';
const LIT = `(?:${COLOUR}|pisc\\w+|apagad\\w+|aces\\w+|blink\\w+|flash\\w+|off|parpade\\w+)`;
const BETWEEN =
  '(?:(?:do|da|de|del|la|of|the|los|pon|wan|lan|wps|power|internet|modem|roteador|router|onu|fibra|led|esta|ta|fica|ficou|so|em|is|e|que|nao|acesa|keeps) ){0,6}?';
const GADGET =
  '(?:tvs?|celular(?:es)?|notebooks?|pcs?|computador(?:es)?|tablets?|videogame|ps[45]|xbox|iphones?|alexa|impressora|phones?|laptops?|computers?|cameras?|aparelhos?|dispositivos?|devices?|pontos?)';
const MONEY = '\\d{1,3}(?:\\.\\d{3})+(?:,\\d{1,2})?|\\d+(?:[.,]\\d{1,2})?';
const REST = '[^.,;!?\\n]{0,45}';
const NO_NAME =
  '(?!(?:eu|to|estou|ta|e|eh|que|cpf|quero|queria|moro|amig[oa]|d[aeo]s?|rua|minha|meu|com|aqui|sou|tenho|and|i|my|y|mi|sem|no|na|preciso|contrato|titular|n|nao|mas)\\b)';
const PROPER = `${NO_NAME}[a-z']{2,}(?: (?:d[aeo]s? )?${NO_NAME}[a-z']{2,}){0,4}`;
const TENS =
  '(?:cem|cento|duzentos|trezentos|quatrocentos|quinhentos|mil|vinte|trinta|quarenta|cinquenta|sessenta|setenta|oitenta|noventa)';
const IN_WORDS = `${TENS}(?: e (?:${TENS}|${NUMBER_WORD}))*`;

/** Earlier ones claim their place first. In pt-BR first; English and Spanish as far as simple. */
export const PATTERNS: readonly Pattern[] = [
  of('email', '[\\w.+-]+@[\\w-]+(?:\\.[\\w-]+)+'),
  of('document', '…\\d{3}\\b'),
  of('document', '\\b\\d{2}\\.?\\d{3}\\.?\\d{3}/?\\d{4}-?\\d{2}\\b(?!\\d)'),
  of(
    'document',
    '\\b\\d{3}\\.\\d{3}\\.\\d{3}[-. ]?\\d{2}\\b|\\b\\d{9}-\\d{2}\\b|\\b\\d{3} \\d{3} \\d{3}[- ]\\d{2}\\b',
  ),
  of('document', after('cpf|cnpj|documento|rg', '\\d[\\d. /-]{5,17}\\d')),
  of('protocol', '\\b20\\d{6}\\s?-\\s?\\d{3,6}\\b'),
  of(
    'protocol',
    after(
      'protocolos?|prot|protocol|protocolo numero|ticket|chamado|ordem de servico|caso|case',
      '\\d[\\d./-]{2,20}\\d',
    ),
  ),
  of(
    'contract',
    after(
      'contrato|contract|matricula|codigo|cod|cliente|customer(?: id)?|instalacao|titulo',
      '\\d[\\d./-]{3,14}',
    ),
  ),
  of('cep', '\\b\\d{5}-\\d{3}\\b(?!-?\\d)|\\b\\d{2}\\.\\d{3}-\\d{3}\\b'),
  of('cep', after('cep', '\\d{5}[ .-]?\\d{3}')),
  of('phone', '(?<![\\d…])\\+\\d{1,3}[\\d ()-]{7,16}\\d\\b'),
  of('phone', '(?<![\\d(…])(?:55 ?)?\\(?[1-9]\\d\\)? ?(?:9[ .-]?\\d{4}|[2-5]\\d{3})[ .-]?\\d{4}(?![\\d/-])'),
  of(
    'phone',
    after(
      'telefone|tel|fone|celular|cel|whats|whatsapp|zap|phone|telefono|contato',
      '\\(?\\d[\\d ()-]{6,14}\\d',
    ),
  ),
  of('document', '(?<![\\d+])\\d{11}(?!\\d)'),
  of(
    'birth',
    `\\b(?:nasc\\w*|birth|nacimiento|nasci)\\b(?:\\W+(?:e|em|dia|is|de|data)\\b)*\\W*(?<v>${DATE})`,
  ),
  of(
    'address',
    `(?<!\\b(?:n[ao]|da|minha|na minha) )\\b${STREET}\\s+${NOT_STREET}${STREET_WORD}(?: ${STREET_WORD}){0,5}(?:${HOUSE})${FLAT}`,
  ),
  of('address', `\\b${STREET}\\s+${NOT_STREET}${STREET_WORD}(?: ${STREET_WORD}){0,5}(?:${HOUSE})${FLAT}`),
  of('address', `\\b${STREET}\\s+${NOT_STREET}${STREET_WORD}(?: ${STREET_WORD}){0,3}`),
  of('address', '\\b\\d{1,5} [a-z]+(?: [a-z]+)? (?:street|st|avenue|ave|road|rd|lane)\\b(?: apt \\w+)?'),
  of('complement', '\\b(?:apto|apartamento|ap) \\d{1,4}\\w?(?: (?:bloco|bl|torre) \\w{1,3}\\b)?'),
  of(
    'district',
    '\\bbairro (?:do |da |de |e )?(?!todo|inteiro|e\\b|ta\\b|esta\\b|aqui|nao)(?<v>[a-z]+(?: (?!sem\\b|esta|ta\\b|e\\b|que\\b|nao|cep)[a-z]+){0,2})',
  ),
  of('amount', `(?:r\\$|us\\$|[$€£]) ?(?:${MONEY})`),
  of('amount', `\\b(?:${MONEY})\\s?(?:reais|real|contos?|pilas?|dolares|dollars|bucks|pesos|euros|soles)\\b`),
  of('amount', '\\b\\d{1,3}(?:\\.\\d{3})*,\\d{2}\\b(?!\\s?(?:mega|mb|gb))'),
  of(
    'amount',
    '\\b(?:paguei|pagar|pagava|pago|pagando|cobraram|cobrando|cobrou|cobrar|veio|vem|valor|custa|multa|taxa|total|charged|paid|cobraron|pague|certo)(?: (?:me|de|so|uns|por|e|eh|foi|era|o|a|mais|cobrando|quase|us))* (?<v>\\d{2,4}(?:[.,]\\d{2})?)\\b(?!\\s?(?:x\\b|vezes|dias|mega|mb|giga|boletos|faturas|horas|h\\b|hs\\b|min|/|:|-|%))',
  ),
  of('amount', '\\b\\d{1,3}(?:,\\d+)?\\s?%'),
  of('amount', `\\b${IN_WORDS}(?: reais| contos?)?\\b(?! (?:megas?|dias|vezes|anos))`),
  of(
    'error',
    '\\b(?:erro|error|codigo de erro)(?: (?:numero|de|codigo|code|e|eh))*:? ?#?(?<v>[a-z]{0,4}[-_]?\\d{2,6}\\w{0,3})\\b',
  ),
  of('speed', '\\b\\d{1,4}(?:[.,]\\d+)? ?(?:megas?|megabits?|mbps|mbs?|gbps|gigas?|gb)\\b'),
  of(
    'speed',
    '\\b(?:chega|chegando|chegou|batendo|dando)(?: (?:a|em|nem|uns|so|no maximo))* (?<v>\\d{1,3})\\b(?! ?(?:dias|h|horas|boletos|/|:))',
  ),
  of(
    'speed',
    '\\bplano (?:gamer|familia|empresarial|basico|premium|plus|max|ultra|turbo|start|prata|ouro)\\b(?: \\d+)?',
  ),
  of('count', `\\b${HOW_MANY} (?:outr[oa]s )?${GADGET}\\b`),
  of(
    'times',
    `\\b(?:\\d{1,2} ?(?:x|vezes|times|veces)|(?:${NUMBER_WORD}) (?:vezes|times|veces)|(?:segunda|terceira|quarta|quinta|sexta|decima|\\d[ªa]|second|third|tercera) (?:vez|time))\\b`,
  ),
  of('when', `\\b${SINCE} (?:${DATE}|${DAY}|${MONTH})${PART_OF_DAY}`, 'day'),
  of(
    'when',
    `\\b(?:(?:desde )?(?:faz(?:em)?|fais|ha|tem|hace|for|mais de|a)|desde)(?: (?:mais de|uns|umas|quase|ja|over|about|mas de|cerca de))? ${HOW_MANY} ?${UNIT}\\b(?: (?:uteis|e meia|e meio))?`,
    'span',
  ),
  of(
    'when',
    `\\b${HOW_MANY} ?(?:dias?|semanas?|meses|days?|weeks?|months?|hours?|minutos?)\\b(?: (?:uteis|e meia|e meio))?(?! (?:de|da) (?:graca|manha))`,
    'span',
  ),
  of(
    'when',
    `(?<!(?:\\b(?:bom|buen|e a|eh a|sou a)|\\d (?:e|eh)) )\\b(?:(?:anteontem|ontem|hoje|hj)${PART_OF_DAY}|${DATE}|${DAY})`,
    'day',
  ),
  of('when', `\\b${MONTH}\\b(?: (?:de )?20\\d\\d)?`, 'month'),
  of(
    'time',
    '\\b(?:as|ate as|depois das|antes das|apos as|a partir das|entre as|a las|at|after|before) \\d{1,2}(?::[0-5]\\d|(?: ?(?:hs?[0-5]?\\d?|hrs|horas|[ap]m))?\\b)(?![/.,]?\\d)(?: (?:e meia|da (?:manha|tarde|noite)))?',
  ),
  of(
    'time',
    '\\b(?:[01]?\\d|2[0-3])(?::[0-5]\\d| ?hs?(?:[0-5]\\d)?\\b| ?hrs\\b| ?horas\\b| ?[ap]m\\b)(?!\\w)',
  ),
  of(
    'time',
    '\\b(?:meio[- ]dia|meia[- ]noite|horario comercial|(?:de|pela|so a|a|na parte da) (?:manha|tarde|noite|madrugada)|in the (?:morning|afternoon|evening)|por la (?:manana|tarde|noche))\\b',
  ),
  of(
    'payment',
    '\\b(?:pix|debito automatico|cartao(?: de (?:credito|debito))?|loterica|credit card|tarjeta(?: de credito)?)\\b',
  ),
  of(
    'light',
    `\\b(?:luz(?:es|inha)?|lights?|leds?) ${BETWEEN}${LIT}(?: (?:e )?${LIT})*(?: (?:escrito|no|na|do|da) (?:los|pon|wan|lan|internet|power)\\b)?`,
  ),
  of(
    'light',
    `\\b(?:los|pon|power|wan|lan|wlan|wps|alarm|internet) (?:(?:esta|ta|fica|ficou|led|luz|em|is|so) ){0,3}${LIT}(?: ${LIT})*`,
  ),
  of(
    'light',
    `\\b(?:pisc\\w+|blinking|parpade\\w+) (?:em |a luz |la luz |uma luz )?${COLOUR}|\\b(?:red|green|orange|blinking) lights?(?: (?:on|blinking)\\b)*`,
  ),
  of(
    'device',
    '\\b(?:tp-?link|huawei|zte|intelbras|nokia|fiberhome|d-?link|multilaser|cisco|arris|mercusys|samsung|motorola|xiaomi|iphone)\\b(?: [a-z]*-?\\d\\w*)?',
  ),
  of(
    'device',
    `\\b(?:so|only|solo) (?:n[oa]s?|em|on|en) (?:meu |minha |the |my |mi |la |el )?(?:${GADGET}|quarto|sala|cozinha|wi-?fi|cabo)\\b`,
  ),
  of(
    'device',
    `\\bn[oa]s? (?:meu |minha )?${GADGET} (?:tb |tambem )?(?:nao )?(?:funciona|pega|conecta|abre|vai)\\b`,
  ),
  of(
    'holder',
    `\\b(?:(?:no|em) nome d(?:[aeo]s?|el[ea]s?),?|titular(?: da conta| do contrato)?(?: (?:e|eh))?:?(?: [ao])?|account holder is) (?<v>(?:(?:meu|minha) (?:pai|mae|marido|esposa|mulher|filh[oa]|irmao|irma|avo|sogr[ao]) ?)?(?:${PROPER})?)`,
  ),
  of(
    'name',
    `\\b(?:meu nome(?: completo)?(?: (?:e|eh)\\b|[?:]+)|me chamo|my name is|me llamo|mi nombre es|nome:|nome completo:?) (?<v>${PROPER})`,
  ),
  of(
    'name',
    `\\b(?:aqui (?:(?:e|eh)|quem (?:fala|ta falando|esta falando) (?:e|eh)) [ao](?: seu| dona)?|quem fala (?:e|eh)(?: [ao])?) (?<v>${PROPER})`,
  ),
  of(
    'done',
    `\\b(?:ja|ya) (?:fiz|paguei|mandei|enviei|liguei|abri|falei|reclamei|pedi|agendei|cancelei|assinei|devolvi|apague|probe|pague|llame|mande|hice)\\b${REST}`,
  ),
  of(
    'done',
    `\\b(?:eu )?(?:ja|acabei de) (?:reinici|reset|deslig|religu|tirei|troq?[cu]|test|tent)\\w*${REST}`,
  ),
  of(
    'done',
    `\\b(?:eu )?(?:(?:reinici|reset|deslig|religu|troqu|test|tent)(?:ei|amos)|tirei da tomada)\\b${REST}`,
  ),
  of(
    'done',
    `\\b(?:already|i(?: have|'ve)?) (?:already )?(?:restarted|rebooted|tried|unplugged|paid|sent|reset|called|changed)\\b${REST}`,
  ),
];
