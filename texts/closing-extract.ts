/** What was said to one customer, as far as the proposals for a closing are cut out of it. Times are ISO 8601. */
export interface Conversed {
  readonly openedAt: string;
  readonly transcript: readonly {
    readonly author: { readonly kind: string };
    readonly at: string;
    readonly state: string;
    readonly text: string;
  }[];
}

const LONGEST = 300;
const SHORTEST = 12;

/** One of these, in any case; `\b` is the edge of a word also where its letter has an accent. */
const anyOf = (...sources: readonly string[]) =>
  new RegExp(sources.join('|').replaceAll('\\b', '(?:(?<!\\p{L})(?=\\p{L})|(?<=\\p{L})(?!\\p{L}))'), 'iu');

/** What opens, holds or ends a conversation and tells the customer nothing; Portuguese, English, Spanish. */
const SMALL_TALK = anyOf(
  '^[¡¿]?(oi|ol[áa]|bom dia|boa (tarde|noite)|hi|hello|hey|good (morning|afternoon|evening)|hola|buen[oa]s)\\b',
  '\\b(aqui é|aqui quem fala|meu nome é|eu sou|this is|my name is|mi nombre es|me llamo)\\b|^(sou|soy|i am)\\b',
  '\\b(já li a sua|i have read the|ya leí la)\\b',
  '(?<!\\b(por|durante|for) )\\b(um|só um|mais um|a|one|un) (momento|instante|minuto|minutinho|moment|second|segundo|minute)\\b',
  '\\b(já volto|be right back|ya vuelvo)\\b',
  '\\b(vou|let me|i will|going to|voy a) (verificar|ver|checar|olhar|check|see|look|revisar)\\b',
  '\\b(obrigad[ao]|de nada|disponha|thanks?|you are welcome|gracias|un placer)\\b',
  '\\b(tchau|até (mais|logo|breve)|bye|adi[óo]s|hasta (luego|pronto))\\b',
  '\\b(tenha|have|que tenga) (um|uma|a|un|una) ',
  '\\b(desculp|lament|sorry|disculp|perdón)',
  '^(entendi|certo|combinado|i see|got it|entiendo|de acuerdo)\\b',
  '\\b(é só escrever|just write|escríbanos)\\b|^(resumindo|to sum up|en resumen)\\b',
);

/** Stems of what is done at a desk; the endings of "I" and "we" in the past follow. */
const PT_STEMS =
  '(reinici|troqu|alter|reenvi|envi|agend|marqu|cancel|corrig|resolv|atualiz|liber|registr|ajust|configur|desativ|' +
  'ativ|desbloque|mud|test|ger|emit|estorn|confirm|remov|inclu|consegu|normaliz|abr|pass|redefin|renov|deslig|lig|' +
  'verifiqu|encaminh|solicit|abon|baix|troc|marc|verific|desbloque)';
const DONE = anyOf(
  `\\b${PT_STEMS}(ei|i|amos|emos|imos)\\b|\\b(fiz|fizemos|refiz|pus)\\b`,
  '\\b(foi|foram|fica|ficou|ficaram|já está|já estão|agora está) (\\p{L}+mente )?\\p{L}*(ad|id|feit|abert|pag)[oa]s?\\b',
  '\\b(ficou|está|tudo) (pronto|pronta|certo|normal|resolvid[oa]|funcionando)\\b',
  "\\b(i|we)('ve| have)?( just| already| now)* (\\p{L}+ed|reset|sent|made|did|put|set|rebuilt)\\b",
  '\\b(has|have|was|were)( now| just| already| been)* (\\p{L}+ed|reset|sent|done|made|set)\\b',
  '\\bis (now )?(done|fixed|solved|working|ready|active)\\b',
  '\\b(he|hemos) (\\p{L}+[ai]do|hecho|puesto|abierto|resuelto)\\b|\\b(hice|hicimos|puse)\\b',
  '^(ya |listo, |le |se )*\\p{L}{3,}(?<!r)é\\b',
  '\\b(fue|fueron|quedó|quedaron|ha sido|ya está|ya están) (\\p{L}+[ai]d[oa]s?|hech[oa]|list[oa]|resuelt[oa])\\b',
);
/** A customer for whom it works now. */
const WORKS = anyOf(
  '\\b(funcionou|funcionando|voltou|resolveu|resolvido|deu certo|normalizou|consegui)\\b',
  '\\b(works|working|worked|fixed|solved|is back)\\b',
  '\\b(funcionó|funciona|volvió|resuelto|se resolvió|pude)\\b',
);
const NOT_DONE = anyOf(
  "\\b(não|nao|nunca|ainda|not|never|yet|cannot|todavía|aún)\\b|n't\\b",
  '\\bno (he|hemos|ha|han|se|pude|pudimos|puedo|fue|fueron|está|están|quedó|es|hay)\\b',
  '(^|, ?)(se|if|si|quando|when|cuando|caso|assim que)\\b',
);

/** The sentences with which agents told the customer something, oldest first. */
function statements({ transcript, openedAt }: Conversed): string[] {
  const opened = Date.parse(openedAt);
  return transcript
    .filter(
      ({ author, at, state }) =>
        author.kind === 'agent' && state !== 'failed' && state !== 'withdrawn' && Date.parse(at) >= opened,
    )
    .flatMap(({ text }) => text.split(/(?<=[.!?…])\s+|\n+/u))
    .map((sentence) => sentence.trim())
    .filter(
      (sentence) => sentence.length >= SHORTEST && !/[?:]$/u.test(sentence) && !SMALL_TALK.test(sentence),
    );
}

/** What agents last told the customer in this ticket, without greetings and questions; empty if there is nothing. */
export function toldExtract(ticket: Conversed): string {
  const kept: string[] = [];
  let length = 0;
  for (const sentence of statements(ticket).reverse()) {
    length += sentence.length + 1;
    if (kept.length > 0 && length > LONGEST) break;
    kept.unshift(sentence);
  }
  return cut(kept.map(ended).join(' '));
}

/**
 * The last thing an agent said was done. Where nothing was, and the customer's last words say that it works now, the
 * last thing that an agent told before; empty otherwise.
 */
export function solvedExtract(ticket: Conversed): string {
  const done = statements(ticket).findLast(saysDone);
  const last = ticket.transcript.findLastIndex(({ author }) => author.kind === 'customer');
  const thanks = ticket.transcript[last]?.text ?? '';
  const isSolved = WORKS.test(thanks) && !NOT_DONE.test(thanks);
  const before = { ...ticket, transcript: ticket.transcript.slice(0, last) };
  return cut(done ?? (isSolved ? statements(before).at(-1) : undefined) ?? '');
}

const saysDone = (sentence: string): boolean => DONE.test(sentence) && !NOT_DONE.test(sentence);

/** Who writes on a phone leaves the full stop out. */
const ended = (sentence: string, i: number, all: readonly string[]): string =>
  i === all.length - 1 || /[.!?…;:,)]$/u.test(sentence) ? sentence : `${sentence}.`;

const cut = (text: string) =>
  text.length <= LONGEST ? text : `${text.slice(0, LONGEST - 1).replace(/\s+\S*$/u, '')}…`;
