import {
  readLights,
  readMbps,
  readSince,
  readVia,
  saysRestarted,
  saysWorks,
} from '../../../dialogs/reading/device.js';

describe('the lights of the modem', () => {
  test.each([
    ['tem uma luzinha vermelha escrito los', 'red-los'],
    ['los piscando', 'red-los'],
    ['luz los piscando 🔴', 'red-los'],
    ['a luz los ta vermelha', 'red-los'],
    ['a luz LOS', 'red-los'],
    ['red light on LOS', 'red-los'],
    ['luz vermelha', 'red'],
    ['luz vermelha piscando no aparelhinho', 'red'],
    ['tem uma vermelha', 'red'],
    ['red light', 'red'],
    ['una luz roja', 'red'],
    ['los focos rojos', 'red'],
    ['tudo apagado', 'off'],
    ['uma ta apagada', 'off'],
    ['não acende nada', 'off'],
    ['ta piscando', 'blinking'],
    ['fica piscando verde', 'blinking'],
    ['blinking', 'blinking'],
    ['verde normal', 'normal'],
    ['todas verdes', 'normal'],
    ['o aparelho ta aqui do lado da televisão ele tem umas luzes verde', 'normal'],
    ['acendeu tudo', 'normal'],
    ['pronto desliguei e liguei agora acendeu tudo', 'normal'],
    ['nao tem nenhuma vermelha, todas verdes', 'normal'],
    ['é a quarta', undefined],
    ['não sei', undefined],
    ['desde ontem', undefined],
  ])('%s: %s', (text, lights) => {
    expect(readLights(text)).toBe(lights);
  });
});

describe('it was restarted', () => {
  test.each([
    'ja desliguei e liguei umas 3x',
    'ja reiniciei',
    'reiniciei o modem',
    'router yes restart, nao melhora',
    'ja fiz isso de reiniciar, NAO ADIANTA',
    'pronto desliguei e liguei agora acendeu tudo',
    'ele ta sem sinal ha 3 dias, ja reiniciou, a luz los ta vermelha',
    'tirei da tomada',
    'ja desliguei e liguei o modem e nada',
    'I already restarted the router',
    'ya reinicié el router',
    'ja fiz tudo isso',
    'desliguei da tomada, esperei e liguei',
    'acabei de reiniciar',
    'resetei',
  ])('%s', (text) => {
    expect(saysRestarted(text)).toBe(true);
  });

  test.each([
    'ainda não reiniciei',
    'como reiniciar?',
    'vou reiniciar',
    'preciso desligar?',
    'não fiz isso ainda',
    'ele reinicia sozinho',
    'ta sem sinal',
    'liguei pra vcs ontem',
    'desde ontem',
  ])('but not with: %s', (text) => {
    expect(saysRestarted(text)).toBe(false);
  });
});

describe('does it work now?', () => {
  test.each([
    ['voltou', true],
    ['voltou!!', true],
    ['funcionou', true],
    ['ta funcionando graças a Deus', true],
    ['agora foi', true],
    ['deu certo, valeu', true],
    ['na vdd n precisa mais, voltou agora cedo', true],
    ['melhorou', true],
    ["it's working now", true],
    ['ya funciona', true],
    ['nao adianta', false],
    ['ja fiz isso de reiniciar, NAO ADIANTA', false],
    ['continua igual', false],
    ['nao voltou', false],
    ['nada', false],
    ['nada ainda', false],
    ['router yes restart, nao melhora', false],
    ['ate agora nao voltou', false],
    ['internet nao funcionar', false],
    ['ja reiniciei e nada', false],
    ['still not working', false],
    ['sigue igual', false],
    ['não funcionou', false],
    ['voltei', undefined],
    ['sim', undefined],
    ['quando volta?', undefined],
    ['paguei dia 8 no pix', undefined],
    ['vcs abrem amanha?', undefined],
    ['é a quarta', undefined],
    ['q ja foi pago uai', undefined],
    ['domingo funciona ou nao', undefined],
    ['ta bom vou esperar', undefined],
    ['esquece, continua vc msm', undefined],
  ])('%s: %s', (text, works) => {
    expect(saysWorks(text)).toBe(works);
  });
});

describe('since when, in their own words', () => {
  test.each([
    ['desde ontem a noite', 'desde ontem a noite'],
    ['desde ontem', 'desde ontem'],
    ['ele ta sem sinal ha 3 dias, ja reiniciou', 'ha 3 dias'],
    ['oi to sem net faz 2 dias', 'faz 2 dias'],
    ['Faz uma semana já', 'Faz uma semana'],
    ['hoje cedo', 'hoje cedo'],
    ['hj de manhã', 'hj de manhã'],
    ['desde 3 dia', 'desde 3 dia'],
    ['desde segunda-feira', 'desde segunda-feira'],
    ['desde as 10h', 'desde as 10h'],
    ['desde o dia 12', 'desde o dia 12'],
    ['ontem', 'ontem'],
    ['desde que choveu', 'desde que choveu'],
    ['since yesterday', 'since yesterday'],
    ['for 3 days', 'for 3 days'],
    ['hace 2 días', 'hace 2 días'],
    ['3 dias atrás', '3 dias atrás'],
  ])('%s: %s', (text, since) => {
    expect(readSince(text)).toBe(since);
  });

  test.each([
    'não sei',
    'tem 6 pessoas em casa mas sempre teve',
    'amanha',
    'ta lenta',
    'no cabo tb ta assim',
  ])('is not told by: %s', (text) => {
    expect(readSince(text)).toBeUndefined();
  });
});

describe('over wifi or cable', () => {
  test.each([
    ['no wifi', 'wifi'],
    ['só no wi-fi', 'wifi'],
    ['no celular', 'wifi'],
    ['pelo cabo', 'cable'],
    ['ethernet', 'cable'],
    ['no cabo tb ta assim', 'both'],
    ['nos dois', 'both'],
    ['wifi e cabo', 'both'],
    ['both', 'both'],
    ['no cabo é bom, no wifi é ruim', 'both'],
    ['não é no cabo, é no wifi', 'wifi'],
    ['é pq o cabo ta pendurado na frente de casa', undefined],
    ['não sei', undefined],
    ['mais de noite', undefined],
    ['casa 2', undefined],
    ['acendeu tudo', undefined],
    ['tudo', 'both'],
    ['esqueci a senha do wifi', undefined],
  ])('%s: %s', (text, via) => {
    expect(readVia(text)).toBe(via);
  });
});

describe('the speed that arrives', () => {
  test.each([
    ['chega 40', 40],
    ['pago 500 mega e chega 40', 40],
    ['chega só 40 e pago 500 mega', 40],
    ['so 20 mega', 20],
    ['deu 35 no teste', 35],
    ['contratei 300 mega e no teste da 20 kkkk', 20],
    ['35', 35],
    ['35 mega', 35],
    ['uns 12,5 mb', 12.5],
    ['deu trinta e cinco', 35],
    ['it shows 40 mbps', 40],
    ['llega a 30 megas', 30],
  ])('%s: %d', (text, speed) => {
    expect(readMbps(text)).toBe(speed);
  });

  test.each([
    'pago 500 mega',
    'meu plano é de 300 mega',
    'tem de 300 mega?',
    'rua das palmeiras 310',
    'depois das 14',
    '600 mega sai por qnto?',
    'tem 6 pessoas em casa mas sempre teve',
    'desde 3 dia',
    'faz 2 dias',
    'ja reiniciei 3x',
    '529.982.247-25',
    'não sei',
    'veio 149 e o meu plano é 99,90',
  ])('is not told by: %s', (text) => {
    expect(readMbps(text)).toBeUndefined();
  });
});
