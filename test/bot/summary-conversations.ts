import type { Line } from '../../bot/store.js';

/** Who says what, "C: " the customer and "B: " the bot; the customer's last line leads to the handoff. */
export interface Talk {
  readonly name: string;
  readonly lines: string;
  /** Read in the facts. */
  readonly facts: readonly string[];
  /** Read anywhere in the brief. */
  readonly says?: readonly string[];
  /** Read nowhere in it. */
  readonly never: readonly string[];
}

export const linesOf = (talk: string): Line[] =>
  talk
    .trim()
    .split(/\n\s*(?=[CB]:)/)
    .map((line) => ({ author: line.startsWith('C') ? 'customer' : 'bot', text: line.slice(2).trim() }));

const LONG = Array.from(
  { length: 14 },
  (_, i) =>
    `C: ${['alo??', 'kkkk', 'ok', 'tem alguem ai', 'hm'][i % 5]}\nB: Ainda não entendi. Pode me contar com outras palavras?`,
).join('\n');

export const TALKS: readonly Talk[] = [
  {
    name: 'the greeting first, the problem in message 3, corrected in message 7',
    lines: `C: oi boa tarde
B: Oi! Como posso ajudar?
C: tudo bem?
B: Tudo ótimo. Em que posso ajudar?
C: minha internet caiu dia 12 e o protocolo é 20261112-0003
B: Reinicie o modem, por favor.
C: já fiz isso
B: Certo. Espere dez minutos.
C: nada ainda
B: Verifique o cabo.
C: ta tudo certo no cabo
C: na verdade caiu dia 15 e o protocolo é 20261115-0008, me enganei`,
    facts: ['dia 15', '20261115-0008'],
    says: ['minha internet caiu'],
    never: ['dia 12', '20261112', 'boa tarde', 'oi', 'tudo bem'],
  },
  {
    name: 'no accents, lights, a span of time and what was done already',
    lines: `C: oi to sem net faz 2 dias
B: Reinicie o modem e espere dois minutos.
C: ja reiniciei o modem 3 vezes e nada, a luz los fica vermelha piscando
C: quero falar com atendente`,
    facts: ['faz 2 dias', 'ja reiniciei o modem', 'luz los fica vermelha piscando', '3 vezes'],
    says: ['to sem net', 'O que o bot respondeu: Reinicie o modem'],
    never: ['oi to'],
  },
  {
    name: 'an invoice that is too high',
    lines: `C: boa noite
B: Oi! Como posso ajudar?
C: minha fatura de outubro veio 189,90 mas meu plano é de 99,90 por 300 mega
B: A segunda via está no app.
C: nao quero segunda via quero saber pq veio mais caro!! paguei no pix dia 10`,
    facts: ['outubro', '189,90 (veio)', '99,90', '300 mega', 'dia 10 (paguei)', 'pix'],
    says: ['o bot respondeu e o cliente voltou', 'quero saber pq veio mais caro'],
    never: ['boa noite'],
  },
  {
    name: 'a CPF is never read whole, a phone is',
    lines: `C: me chamo Joana Prado, cpf 529.982.247-25
B: Qual o seu telefone?
C: 52998224725
C: meu zap é 11 98765-4321 e o contrato 884213`,
    facts: ['…725', '11 98765-4321', '884213', 'Joana Prado'],
    never: ['529.982', '52998224725', '247-25'],
  },
  {
    name: 'a moving house, the number corrected bare',
    lines: `C: preciso mudar de endereço
B: Qual o novo endereço?
C: rua das flores 120 apto 32, cep 04567-010
B: Anotado.
C: ops errei, não é 120, é 210
C: pode ser sabado de manhã?`,
    facts: ['rua das flores 210 apto 32', '04567-010', 'sabado', 'de manhã'],
    never: ['120'],
  },
  {
    name: 'a question of the bot tells what a bare number is',
    lines: `C: queria saber do meu chamado
B: Qual é o número do protocolo?
C: 884120
B: Não encontrei esse protocolo. Confira o número, por favor.
C: digitei errado, 884210`,
    facts: ['Protocolo: 884210'],
    never: ['884120'],
  },
  {
    name: 'both amounts stay when they are about different things',
    lines: `C: cobraram 250 reais de multa
B: A multa está no contrato.
C: prometeram 79,90 por mes e eu nem cancelei, quero estorno`,
    facts: ['250 reais', '79,90'],
    says: ['quero estorno'],
    never: [],
  },
  {
    name: 'a visit that has to change',
    lines: `C: Bom dia! o técnico ficou de vir ontem às 14h e ninguém apareceu
B: Para mudar a visita, diga o melhor dia.
C: só posso quinta depois das 18h
C: é a terceira vez que isso acontece`,
    facts: ['ontem', '14h', 'quinta', 'depois das 18h', 'terceira vez'],
    says: ['ninguém apareceu'],
    never: ['Bom dia'],
  },
  {
    name: 'a speed that is measured',
    lines: `C: contratei 500 mega e no teste só chega 40 mega
B: Aproxime-se do roteador.
C: tenho 6 celulares e 2 tvs, desde segunda ta assim. só na tv funciona
C: meu roteador é um tp-link c6`,
    facts: [
      '500 mega (contratei)',
      '40 mega',
      '6 celulares',
      '2 tvs',
      'desde segunda',
      'tp-link c6',
      'só na tv',
    ],
    never: [],
  },
  {
    name: 'only greetings and the wish for a person',
    lines: `C: oi
B: Oi! Como posso ajudar?
C: bom dia tudo bem
B: Oi! Como posso ajudar?
C: quero falar com atendente`,
    facts: [],
    says: ['Últimas palavras: quero falar com atendente', 'o cliente pediu uma pessoa', 'nada ainda'],
    never: ['Pedido', 'bom dia', 'Dados', 'Como posso ajudar'],
  },
  {
    name: 'more than 30 messages',
    lines: `C: oi sem internet desde ontem a noite, contrato 55012, luz pon apagada
B: Reinicie o modem.
${LONG}
C: moro na rua quinze de novembro, 88 bloco B, meu email é ana@exemplo.com.br
${LONG}
C: VCS SAO UMA PIADA`,
    facts: [
      'desde ontem a noite',
      '55012',
      'luz pon apagada',
      'rua quinze de novembro, 88 bloco B',
      'ana@exemplo.com.br',
    ],
    says: ['sem internet desde ontem', 'Últimas palavras: VCS SAO UMA PIADA', 'o bot não soube responder'],
    never: ['kkkk', 'alo', 'tem alguem', 'outras palavras'],
  },
  {
    name: 'the same words again and again, laughter and thanks',
    lines: `C: kkkkk to sem internet
B: Reinicie o modem.
C: to sem internet
B: Reinicie o modem.
C: EU TO SEM INTERNET
C: obrigado viu`,
    facts: [],
    says: ['Pedido: to sem internet'],
    never: ['kkkkk', 'EU TO SEM'],
  },
  {
    name: 'an instead within one message',
    lines: `C: paguei o boleto de setembro dia 5, quer dizer, dia 8, e cortaram mesmo assim
B: O pagamento leva até 3 dias úteis.
C: não é setembro, é outubro. valor R$ 129,90 no nome do meu marido Carlos Lima`,
    facts: ['outubro', 'dia 8', 'R$ 129,90', 'meu marido Carlos Lima'],
    never: ['dia 5', 'setembro'],
  },
  {
    name: 'a business with a CNPJ',
    lines: `C: CNPJ 12.345.678/0001-95, link caiu as 9:40, erro 651 no modem
C: urgente!!! 12 computadores parados`,
    facts: ['…195', '9:40', '651', '12 computadores'],
    never: ['12.345', '0001-95'],
  },
  {
    name: 'English',
    lines: `C: hello
B: Hi! How can I help?
C: my internet is down since monday, the light is red, I already restarted the router
B: Please wait five minutes.
C: sorry, since tuesday actually. I pay $60 for 300 mbps
C: I want to talk to a person`,
    facts: ['since tuesday', 'light is red', 'already restarted the router', '$60', '300 mbps'],
    never: ['hello', 'since monday'],
  },
  {
    name: 'Spanish',
    lines: `C: hola buenas tardes
B: ¡Hola! ¿En qué puedo ayudar?
C: no tengo internet desde ayer, la luz roja parpadea
B: Reinicie el módem.
C: en realidad desde el lunes. me llamo Lucía Gómez, calle Mayor 15
C: quiero hablar con una persona`,
    facts: ['desde el lunes', 'luz roja', 'Lucía Gómez', 'calle Mayor 15'],
    never: ['hola', 'ayer'],
  },
];
