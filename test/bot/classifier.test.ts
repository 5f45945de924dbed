import { deserialize, serialize } from 'node:v8';
import type { Sample } from '../../bot/classifier/classifier.js';
import { classifierOf, learntFrom, NOTHING, trainedOn, type Learnt } from '../../bot/classifier/trained.js';
import { fold, wordsOf } from '../../bot/classifier/words.js';
import { readKnowledge } from '../../dialogs/knowledge.js';

const { samples } = readKnowledge('dialogs/knowledge');
const classify = trainedOn(samples);
/** The demo desk's threshold. */
const SURE = 0.5;
const understood = (text: string) => {
  const { intent, confidence } = classify(text);
  return confidence >= SURE ? intent : undefined;
};

/** What people write, as they write it; none of it is an example of the knowledge word for word. */
const MESSAGES: Readonly<Record<string, readonly string[]>> = {
  saudacao: [
    'Oii',
    'oiiiii!!',
    'ola',
    'bom diaa',
    'BOA TARDE!',
    'eai',
    'oi boa noite',
    'hello there',
    'good mornig',
    'hola buenas tardes',
    'buenas',
  ],
  obrigado: [
    'obrigada!!',
    'vlw',
    'mto obrigado',
    'obg pela ajuda',
    'Obrigado, era isso',
    'thank u',
    'thanks a lot',
    'muchas grasias',
  ],
  despedida: ['tchau tchau', 'ate mais', 'see you tomorrow', 'hasta mañana entonces'],
  nao: ['não', 'nao nao obrigado'],
  horario: [
    'que hrs vcs abrem',
    'q horas fecha hj',
    'vcs atendem sabado?',
    'qual horario de funcionamento',
    'até q horas vcs ficam abertos',
    'vcs abrem feriado?',
    'qual o horario d atendimento',
    'what time do u open',
    'are you open on sundays',
    'a que hora abren',
    'atienden los domingos?',
    'que horario tienen hoy',
  ],
  'internet-lenta': [
    'a net ta lenta',
    'internet mto lenta',
    'minha internet ta lentaaa',
    'netflix ta travando',
    'wifi lento demais',
    'a velocidade ta mto baixa',
    'pago 300 mega e so chega 20',
    'a conexao ta oscilando mto',
    'my wifi is so slow',
    'internet is very slow today',
    'esta muy lento el wifi',
  ],
  'sem-internet': [
    'to sem net',
    'tô sem internet desde ontem',
    'sem internet aki em casa',
    'minha net caiu',
    'a internet nao ta funcionando',
    'estou sem internte',
    'luz vermelha no modem',
    'ta sem sinal',
    'i have no internt',
    'my internet is not working today',
    'no tengo conexion',
    'no funciona el internet',
  ],
  'segunda-via': [
    '2 via do boleto',
    'segunda via pf',
    'quero o boleto',
    'me manda o boleto',
    'boleto desse mes',
    'nao recebi o boleto',
    'cade minha fatura',
    'qro segunda via da fatura',
    'i need my bill',
    'send me my invoice',
    'necesito una copia de mi factura',
  ],
  planos: [
    'quais planos vcs tem',
    'qto custa',
    'quanto custa o plano de 500',
    'preco dos planos',
    'tem plano mais barato?',
    'what are your plans',
    'how much does it cost?',
    'cuanto cuesta el plan',
  ],
  contratar: [
    'quero contratar internet',
    'quero mudar meu plano',
    'qro assina a net',
    'i want to sign up pls',
  ],
  'quem-e-voce': ['vc é robo ou gente', 'quem ta falando ai', 'are u a bot', 'es una persona?'],
  espera: ['perai um pouco', 'um minutinho pf', 'hold on a sec', 'espere un poco'],
  idioma: ['vcs fala ingles?', 'do u speak english', 'hablan español aca?'],
  cancelar: [
    'qro cancelar minha internet',
    'quero cancelar o contrato',
    'como cancelo',
    'cancela meu plano',
    'quero encerrar meu contrato',
    'vou mudar de operadora',
    'i want to cancel my contract',
    'please cancel my service',
    'quiero cancelar el contrato',
    'quiero dar de baja',
  ],
};

describe('a message is understood through missing accents, short forms and typing errors', () => {
  test.each(Object.entries(MESSAGES).flatMap(([intent, texts]) => texts.map((text) => [text, intent])))(
    '%j is about %s',
    (text, intent) => {
      expect(understood(text)).toBe(intent);
      expect(classify(text).wantsPerson).toBe(false);
    },
  );

  test('none of these messages is an example', () => {
    const known = new Set(samples.map(({ text }) => text));
    expect(
      Object.values(MESSAGES)
        .flat()
        .filter((text) => known.has(text)),
    ).toEqual(['não']);
  });

  test.each([
    'xyzzy plugh',
    'asdf',
    '👍',
    '12345',
    '...',
    '',
    'constructor',
    '__proto__',
    'ok',
    'meu cachorro comeu o controle',
    'qual a capital da França?',
    'what is the weather like',
    'cuéntame un chiste',
  ])('%j is not understood', (text) => {
    expect(understood(text)).toBeUndefined();
  });

  test.each([
    ['estou sem internet', 'pt-BR'],
    ['I have no internet', 'en'],
    ['no tengo internet', 'es'],
    ['thank you', 'en'],
    ['muchas gracias', 'es'],
    ['boa tarde', 'pt-BR'],
  ])('%j is in %s', (text, language) => expect(classify(text).language).toBe(language));

  test('every example is understood as what it is an example of', () => {
    const wrong = samples.filter(({ text, intent }) => (understood(text) ?? NOTHING) !== intent);
    expect(wrong).toEqual([]);
  });
});

test.each([
  'não quero falar com atendente',
  'não preciso falar com ninguém',
  'I do not want to talk to a person',
  'no quiero hablar con nadie',
])('%j calls nobody', (text) => expect(understood(text)).not.toBe('pessoa'));

test('a salutation is no answer to a question that is not understood', () => {
  expect(understood('oi, xyzzy plugh blorbo zorp?')).toBeUndefined();
});

describe('words', () => {
  test.each([
    ['Olá, TUDO bem?!', 'ola tudo bem'],
    ['oiiii', 'oi'],
    ['Nããããooo', 'nao'],
    ['simmmm', 'sim'],
    ['carro', 'carro'],
    ['  2ª   via ', '2ª via'],
    ['👍', ''],
  ])('%j folds to %j', (text, folded) => expect(fold(text)).toBe(folded));

  test('short forms are written out, and nothing else of JavaScript is', () => {
    expect(wordsOf('qro fla c vc pf')).toEqual(['quero', 'falar', 'com', 'voce', 'por', 'favor']);
    expect(wordsOf('constructor tostring')).toEqual(['constructor', 'tostring']);
    expect(wordsOf('')).toEqual([]);
  });
});

test('the same text is always understood the same, and one classifier does not know another’s examples', () => {
  const other = trainedOn([{ text: 'meow', intent: 'cat', language: 'en' } satisfies Sample]);
  expect(other('meow')).toEqual({ intent: 'cat', confidence: 1, wantsPerson: false, language: 'en' });
  expect(other('estou sem internet')).toMatchObject({ confidence: 0 });
  expect(classify('minha net caiu')).toEqual(classify('minha net caiu'));
});

test('what was learnt can be kept: taken up again it understands the same', () => {
  const kept = serialize(learntFrom(samples));
  const again = classifierOf(deserialize(kept) as Learnt);
  const texts = Object.values(MESSAGES).flat();
  expect(texts.map(again)).toEqual(texts.map(classify));
});

test('without any example nothing is understood, but a person can still be asked for', () => {
  const empty = trainedOn([]);
  expect(empty('quero falar com atendente')).toEqual({ confidence: 0, wantsPerson: true, language: 'pt-BR' });
});

test.each([
  ['quero falar com o gerente', 'pt-BR'],
  ['I want to talk to the manager', 'en'],
  ['quiero hablar con el gerente', 'es'],
  ['xyzzy plugh', undefined],
])('the language of %p is %p, also where no intent is clear', (text, language) => {
  expect(classify(text).language).toBe(language);
});

test.each([
  ['td bem? q hrs vcs abre sabado', 'horario'],
  ['oi, boa tarde! minha internet está lenta', 'internet-lenta'],
  ['oi boa tarde moça tudo bem minha internet está lenta pfv', 'internet-lenta'],
  ['oi, quanto custa a fibra pra minha rua?', 'planos'],
])('a salutation does not hide the question: %p', (text, intent) => {
  const understood = classify(text);
  expect(understood.intent).toBe(intent);
  expect(understood.confidence).toBeGreaterThanOrEqual(0.5);
});
