import { moodOf } from '../../bot/classifier/mood.js';

test.each([
  // insults and contempt
  ...['VCS SAO UMA PIADA', 'que lixo de internet', 'essa merda de internet caiu de novo', 'empresa lixo'],
  ...['bando de ladrão', 'vao se fuder', 'vai tomar no cu', 'vcs sao uns palhaços', 'que serviço de merda'],
  // it is too much
  ...['ja é a terceira vez q eu falo isso', 'eh a 4a vez q ligo ai', 'ngm resolve nada nessa empresa'],
  ...[
    'absurrdo isso',
    'isso é um absuro',
    'palhacada viu',
    'CANSEI DISSO',
    'n aguento mais',
    'ja falei mil vezes',
  ],
  ...[
    'to mto puta com vcs',
    'to indignada com o descaso de vcs',
    'tão de brincadeira comigo ne',
    'isso é um roubo',
  ],
  ...[
    'vcs so enrolam',
    'pessimo atendimento',
    'vcs tao me fazendo de trouxa',
    'q falta de respeito',
    'ridículo!',
  ],
  ...['acham que eu sou idiota', 'vocês não fazem nada', 'inadmissivel ficar 5 dias sem net'],
  // said by its contrary
  ...['parabens hein, 3 dias sem net', 'obrigado por nada', 'otimo, mais um dia sem internet', 'nota zero'],
  // swearing, and shouting
  ...['PORRA CADE MINHA INTERNET', 'pqp que demora, ninguem responde'],
  // en, es
  ...[
    'this is ridiculous',
    'third time i ask',
    'you are useless',
    'I am so fed up with you',
    'thanks for nothing',
  ],
  ...[
    'estoy harto de ustedes',
    'es una verguenza',
    'nadie resuelve',
    'son unos ladrones',
    'gracias por nada',
  ],
])('"%s" is upset', (text) => {
  expect(moodOf(text).upset).toBeGreaterThanOrEqual(0.6);
  expect(moodOf(text).why).not.toEqual([]);
});

test.each([
  ...[
    'kd o tecnico, que demora, até quando!!',
    'QUERO A SEGUNDA VIA DO BOLETO!!!',
    'pqp de novo sem net',
    'quero cancelar essa bosta',
  ],
  ...['que demora, ninguem responde', 'faz 3 dias sem internet e ninguem aparece, que demora!!'],
])('"%s" is displeased: enough only when it goes on', (text) => {
  const { upset } = moodOf(text);
  expect(upset).toBeGreaterThan(0.4);
  expect(upset).toBeLessThan(0.6);
});

test.each([
  ...['', '   ', 'oi bom dia', 'minha internet ta lenta', 'meu boleto veio errado', 'quanto custa o plano?'],
  ...[
    'nao estou bravo, so quero entender',
    'não fiquei irritada com vocês',
    'me sinto um idiota, esqueci a senha',
  ],
  ...[
    'i am not angry just curious',
    'no estoy enojado',
    'CPF',
    'OI',
    'PIX CPF',
    'vc é um robo?',
    'vou no procon',
  ],
  ...[
    'parabens pelo otimo atendimento',
    'preciso de um descanso',
    'quero resolver isso',
    'não aceito o valor',
  ],
])('"%s" is calm', (text) => {
  expect(moodOf(text)).toEqual({ upset: 0, why: [] });
});

test.each(['obrigado!!!', 'amei o atendimento caralho', 'internet foda demais, adorei', 'kkkkk que merda'])(
  'kind words and laughter take the sting out: "%s"',
  (text) => {
    expect(moodOf(text).upset).toBeLessThan(0.4);
  },
);

test('it tells in what it was heard', () => {
  expect(moodOf('QUE PALHAÇADA ISSO AQUI!!')).toEqual({
    upset: 0.8,
    why: ['que palhacada', 'CAPITALS', '!!'],
  });
});

test('more signs are more, never over 1; much swearing counts as one', () => {
  const one = moodOf('isso é um absurdo').upset;
  const two = moodOf('isso é um absurdo, ninguém resolve nada').upset;
  expect(two).toBeGreaterThan(one);
  expect(
    moodOf('absurdo isso, palhaçada, cansei, idiotas, ladrões, incompetentes!!').upset,
  ).toBeLessThanOrEqual(1);
  expect(moodOf('porra caralho cacete').upset).toBe(moodOf('porra').upset);
});

test.each([
  ['so quero a SEGUNDA VIA', 0],
  ['QUERO MEU BOLETO', 0.3],
  ['QUERO MEU BOLETO do mes passado por favor', 0],
  ['QUERO BOLETO', 0],
])('shouting takes three words in capitals and most of the message: "%s"', (text, upset) => {
  expect(moodOf(text).upset).toBe(upset);
});
