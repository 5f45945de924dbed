import { readYesNo } from '../../../dialogs/reading/yes-no.js';

const asked = (text: string): string => {
  const answer = readYesNo(text);
  return answer === undefined
    ? 'no answer'
    : `${answer.value ? 'yes' : 'no'}${answer.whole ? '' : ' and more'}`;
};

describe('a yes is heard in', () => {
  test.each(
    `sim|isso|isso mesmo|pode|pode ser|pode sim|fechou|blz|bora|ta bom|tá|ta certo|certo|confirmo|uhum|aham|claro|s|ss|ok|OK!!
    👍|👍🏽|simmm|isso, pode confirmar|sim pode marcar|sim por favor|ah sim, obrigada|mas blz, faz|quero sim|é|exato|com certeza|isso aí moço
    yes|yep|sure|yes please|ok no problem|no problem|go ahead|dale|sí|vale|sí, por favor|está bien|sem problema|ok, não tem problema`
      .split(/\||\n/)
      .map((one) => one.trim()),
  )('%s', (text) => {
    expect(asked(text)).toBe('yes');
  });
});

describe('a no is heard in', () => {
  test.each(
    'não|n|nn|nops|negativo|ainda nao|deixa|no|nope|não, obrigado|isso não|claro que não|não é isso!!!|n precisa não|agora nao|no thanks|no, gracias|👎|ñ|está errado|quero não'.split(
      '|',
    ),
  )('%s', (text) => {
    expect(asked(text)).toBe('no');
  });
});

describe('there is more in the message than yes or no', () => {
  test.each([
    ['n, de manha n, eu trabalho', 'no and more'],
    ['ta bom vou esperar. desculpa o nervoso', 'yes and more'],
    ['sim, mas o endereço mudou', 'yes and more'],
    ['não, quinta', 'no and more'],
    ['ok vamos aguardar', 'yes and more'],
    ['n n, volta, quero sim', 'no and more'],
    ['sim, quer dizer, não', 'yes and more'],
    ['sim... não', 'yes and more'],
  ])('%s: %s', (text, heard) => {
    expect(asked(text)).toBe(heard);
  });
});

describe('neither yes nor no is', () => {
  test.each([
    'não sei',
    'n sei nao',
    'sei la',
    'no sé',
    "i don't know",
    'não lembro',
    'internet nao funcionar',
    'no cabo tb ta assim',
    'ta sem internet',
    'tem desconto?',
    'vcs abrem no feriado ou nao',
    'eai blz?',
    'cancela isso',
    'só isso mesmo',
    'quero cancelar',
    'faz 2 dias',
    'pode me passar o endereço?',
    'hablo con una persona mejor, sí?',
    'a visita né, n é pra cancelar a internet kkkk',
    'deu certo',
    'oi',
    'oie td bem?',
    'n pera, terça',
    'manda o boleto ai pfv',
    'pede senha aqui na tv e eu num sei qual q é',
    'Por favor, transfira para alguém do setor',
    'tao me cobrando multa mas eu paguei no dia certinho',
    '',
  ])('%s', (text) => {
    expect(asked(text)).toBe('no answer');
  });
});
