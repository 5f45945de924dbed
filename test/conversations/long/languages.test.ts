import { briefOffered, goes } from '../../support/lines.js';
import { openWorld, type World } from '../../support/world.js';

let world: World;
afterEach(() => world.ends());

test('Spanish and Portuguese in one conversation, each answered in its own', async () => {
  world = await openWorld({ asksWho: true });
  const dora = await world.agent('dora');
  const customer = await world.webCustomer();
  await customer.hears(/assistente virtual/);
  await goes(customer, [
    ['Hola, ¿qué tal? buenos días', /^¡Hola! ¿En qué puedo ayudar/],
    [
      'soy nueva en la ciudad, ¿qué precio tiene la internet?',
      /300 megas por R\$ 89,90, 500 megas por R\$ 109,90/,
    ],
    ['me perdoa, falo pouco português', /português, inglês e espanhol/],
    ['vocês têm o plano de 500 mega?', /500 mega por R\$ 109,90/],
    [
      '¿y la instalación cuesta algo?',
      /instalación es gratis con permanencia de 12 meses; sin permanencia cuesta R\$ 150,00/,
    ],
    ['ah, entiendo', /^De acuerdo/],
    ['¿en qué calle está la tienda?', /Rua das Acácias, 120/],
    ['e no sábado, vocês abrem?', /aos sábados das 8h às 14h/],
    ['can you speak english? my husband wants to know', /I speak Portuguese, English and Spanish/],
    ['ok, no worries', /^All right/],
    ['então quero assinar o de 500', /comercial acerta o plano com você.*me diga o seu nome/],
    [
      'prefiero hablar con alguien, ¿puede ser?',
      /^Está bien\. Voy a llamar a una persona/,
      /Dora|\d{8}-\d{4}/,
    ],
    ['sou a Valentina Ruiz', /.+/],
    ['muchas gracias, obrigada', /De nada|Por nada/],
    ['hasta pronto', /Hasta luego|Até mais/],
  ]);
  const { problem, facts, parts } = await briefOffered(dora);
  expect(problem).toBe('contratar');
  expect(facts).toContain('500 mega');
  expect([...parts.values()].join('\n')).toContain('então quero assinar o de 500');
});

test('broken Portuguese, a misunderstanding and a friend who tells it all at once', async () => {
  world = await openWorld({ asksWho: true });
  const caio = await world.agent('caio');
  const customer = await world.webCustomer();
  await customer.hears(/assistente virtual/);
  await goes(customer, [
    ['hello, good morning', /^Hi! How can I help/],
    ['my internet stopped working, i am still learning portuguese, sorry', /How are the lights on the modem/],
    ['vou tentar: minha internet não funciona', /^Pode dar uma olhada no modem.*luz vermelha/],
    ['tem 4 dia', /^Como estão as luzes do modem/],
    ['modem i restart already, não melhora', /luz vermelha/],
    ['não é isso', /^Desculpe, não peguei isso/],
    ['não é isso!!', /^Desculpe, não consegui entender de novo/, /já chamo uma pessoa.*me diga o seu nome/],
    ['this is a joke, péssimo serviço', /I am calling a person/, /I have called Caio/],
    ['how much do i pay if i cancel?', /minimum term is 12 months.*R\$ 300\.00 at most/],
    [
      'oi, aqui é o Rafael, amigo dele. ele tá sem sinal faz 4 dias, já reiniciou, a luz LOS tá vermelha, apto 81, e trabalha de casa',
      /equipe|pedido|atendimento/,
    ],
    ['por chat não resolve, passa pra um atendente', /equipe|pedido|atendimento/],
    ['a conta tá no nome de Fernanda Lima Castro', /equipe|pedido|atendimento/],
    ['enquanto espera manda a segunda via que vence dia 25', /me diga o CPF do titular/],
    ['862.883.667-57, 03/12/1999', /fatura de novembro é de R\$ 89,90 e vence em 25\/11/],
    ['pode ser o pix', /Pix copia e cola/, /^00020126/],
    ['ok, a gente aguarda', /.+/],
    ['thanks bro', /.+/],
  ]);
  const { problem, facts } = await briefOffered(caio);
  expect(problem).toBe('sem-internet');
  for (const fact of ['faz 4 dias', 'luz LOS tá vermelha', 'já reiniciou', 'apto 81', 'Fernanda Lima Castro'])
    expect(facts).toContain(fact);
  expect(facts).not.toContain('862.883');
});
