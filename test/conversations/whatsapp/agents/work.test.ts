import type { ConsoleAgent } from '../../../support/console-agent.js';
import type { AgentPhone } from '../../../support/agent-phone.js';
import type { Received } from '../../../support/fake-whatsapp/index.js';
import type { WhatsAppPerson } from '../../../support/whatsapp-person.js';
import { openScene, soon, type Scene } from '../scene.js';

let scene: Scene;
let ana: AgentPhone;
let bia: AgentPhone;
let joana: WhatsAppPerson;
let pedro: WhatsAppPerson;
let dora: ConsoleAgent;
beforeAll(async () => {
  // Only the test moves the clock.
  scene = await openScene({
    ...{ phones: ['ana', 'bia'], slow: true, tickMs: 600_000 },
    desk: (desk) => {
      // Who comes often is for a specialist: not today.
      Object.assign(desk['thresholds'] as object, { contacts: 6 });
      Object.assign(desk.agents[1] ?? {}, {
        departments: ['atendimento', 'suporte', 'financeiro'],
        skills: ['internet'],
      });
    },
  });
  [ana, bia] = [scene.agent('ana'), scene.agent('bia')];
  joana = scene.person('5511987650101', 'Joana');
  pedro = scene.person('5511987650102', 'Pedro');
  dora = await scene.world.agent('dora');
});
afterAll(() => scene.ends());

/** The ticket of this number, as the supervisor's console shows it. */
const ticket = (number: number) =>
  soon(async () => {
    const { mine, queue, others } = await dora.board();
    const one = [...mine, ...queue, ...others].find((each) => each.number === number);
    return one && dora.ticket(one.id);
  }, `ticket #${number}`);
const silence = async (...people: readonly WhatsAppPerson[]) => {
  for (const person of people) await person.hearsNothing(200);
};

describe('Ana begins her day', () => {
  test('she says oi, and the desk knows her', async () => {
    await ana.says('oi');
    const welcome = await ana.hears(/^Oi, Ana!/);
    expect(welcome.text).toContain('/ajuda');
    await ana.says('bom dia');
    await ana.hears(/atendimento/);
  });

  test('the offer and its brief are one message that she can read', async () => {
    await joana.says('minha internet caiu, a luz do modem está vermelha, quero falar com um atendente');
    await joana.hears(/vou chamar uma pessoa/);
    await joana.hears(/^Chamei Ana/);
    const offer = await ana.hears(/^Novo atendimento #1 \(20261123-0001\)\n/);
    for (const line of [
      /^Cliente: Joana$/m,
      /^Canal: .*whatsapp/im,
      /^Pedido: .*a luz do modem está vermelha/m,
      /^Por que uma pessoa: .*O cliente pediu uma pessoa/m,
      /1 aceita, 2 recusa/,
    ])
      expect(offer.text).toMatch(line);
    await ana.says('boa tarde');
    await ana.hears(/^Para escrever a esse cliente, aceite primeiro: 1 #1\./);
    await ana.quotes(offer, '1');
    await ana.hears(/^O atendimento #1 é seu/);
    await joana.hears('Você agora fala com Ana.');
  });

  test('then she simply writes', async () => {
    await ana.says('Boa tarde, Joana!');
    await joana.hears('*Ana:* Boa tarde, Joana!');
    await joana.says('oi Ana, e agora?');
    await ana.hears('#1 Joana: oi Ana, e agora?');
    await ana.says('Reiniciei a sua porta na central.');
    await joana.hears('*Ana:* Reiniciei a sua porta na central.');
  });
});

describe('a second customer', () => {
  let words: Received;

  test('an offer comes while she writes: a bare "1" is asked about and reaches nobody', async () => {
    await pedro.says('quero falar com um atendente sobre a fatura');
    await pedro.hears(/vou chamar uma pessoa/);
    await pedro.hears(/^Chamei Ana/);
    await ana.hears(/^Novo atendimento #2 /);
    await ana.says('1');
    const asked = await ana.hears(/#2/);
    expect(asked.text).toContain('#1 1');
    await silence(joana, pedro);
    await ana.says('Já volto.');
    await joana.hears('*Ana:* Já volto.');
    await ana.says('1 #2');
    await ana.hears(/^O atendimento #2 é seu/);
    await pedro.hears('Você agora fala com Ana.');
  });

  test('by quoting and by number: each hears their own', async () => {
    await joana.says('continua vermelha');
    words = await ana.hears('#1 Joana: continua vermelha');
    await pedro.says('a fatura veio errada');
    await ana.hears('#2 Pedro: a fatura veio errada');
    await ana.quotes(words, 'Está piscando?');
    await joana.hears('*Ana:* Está piscando?');
    await ana.says('#2 Qual é o valor, Pedro?');
    await pedro.hears('*Ana:* Qual é o valor, Pedro?');
    await ana.says('#2: e o mês?');
    await pedro.hears('*Ana:* e o mês?');
    await silence(joana, pedro);
  });

  test('words for nobody in particular are asked about; the number alone sends them', async () => {
    await ana.says('Um momento, por favor.');
    const asked = await ana.hears(/#1 Joana[^]*#2 Pedro/);
    expect(asked.text).toMatch(/Para quem/);
    await silence(joana, pedro);
    await ana.says('2');
    await pedro.hears('*Ana:* Um momento, por favor.');
    await ana.hears('Enviei para #2 Pedro.');
    await silence(joana, pedro);
  });

  test('a quote and a number that disagree, and a ticket that is not hers, reach nobody', async () => {
    await ana.quotes(words, '#2 de quem é isto?');
    await ana.hears(/citada não é do atendimento #2/);
    await ana.says('#77 oi');
    await ana.hears('O atendimento #77 não está com você.');
    await silence(joana, pedro);
  });
});

describe('commands', () => {
  test('/fila, /historico, /nota and /ajuda are answered with what happened', async () => {
    await ana.says('/fila');
    await ana.hears(/#1 Joana[^]*#2 Pedro/);
    await ana.says('/histórico #1');
    const history = await ana.hears(/minha internet caiu/);
    for (const line of [/Ana: Está piscando\?/, /Joana: continua vermelha/])
      expect(history.text).toMatch(line);
    expect(history.text).not.toContain('a fatura veio errada');
    await ana.says('/NOTA #1 mora em sítio');
    await ana.hears(/^Nota guardada no atendimento #1\./);
    await ana.says('/ajuda');
    await ana.hears(/\/encerrar/);
    await silence(joana, pedro);
  });

  test('what she says on the phone is on the supervisor’s console, and a whisper of hers reaches the phone', async () => {
    const { id, transcript } = await ticket(1);
    const said = transcript.map(({ author, text }) => `${author.kind}: ${text}`);
    expect(said).toEqual(
      expect.arrayContaining([
        'agent: Boa tarde, Joana!',
        'customer: continua vermelha',
        'agent: Está piscando?',
      ]),
    );
    expect(said.join()).not.toContain('Um momento, por favor.');
    await dora.notes(id, 'ofereça a visita de hoje');
    await ana.hears(/^Dora.*#1.*ofereça a visita de hoje/);
    await silence(joana);
  });

  test('what Ana writes on the console is on her phone, where she may quote it', async () => {
    const console = await scene.world.agent('ana');
    const { id } = await ticket(1);
    expect((await console.replies(id, 'Escrevo agora da mesa.')).status).toBe(200);
    await joana.hears('*Ana:* Escrevo agora da mesa.');
    const mirror = await ana.hears(/^#1 .*Joana: Escrevo agora da mesa\.$/);
    await ana.quotes(mirror, 'E agora do telefone.');
    await joana.hears('*Ana:* E agora do telefone.');
    await silence(ana);
    expect((await console.ticket(id)).transcript.map(({ text }) => text)).toContain('E agora do telefone.');
    console.close();
  });
});

describe('a ticket goes to a colleague', () => {
  test('by department and reason; the note is in the brief on Bia’s phone', async () => {
    await bia.begins();
    await ana.says('/transferir #2 financeiro quer a segunda via');
    await ana.hears(/^Pedi a Bia Lima que assuma o atendimento #2/);
    const offer = await bia.hears(/^Ana Souza quer passar a você o atendimento #2 /);
    expect(offer.text).toMatch(/quer a segunda via/);
    expect(offer.text).toMatch(/^Cliente: Pedro$/m);
    await bia.quotes(offer, 'aceitar');
    await bia.hears(/^O atendimento #2 é seu/);
    await bia.hears(/^Histórico de #2 Pedro\n/);
    await ana.hears('Bia Lima assumiu o atendimento #2.');
    await pedro.hears(/quem atende você é Bia/);
    await bia.says('Oi Pedro, aqui é a Bia.');
    await pedro.hears('*Bia:* Oi Pedro, aqui é a Bia.');
    await pedro.says('oi Bia');
    await bia.hears('#2 Pedro: oi Bia');
    await silence(ana);
  });

  test('Ana has only Joana now, but the words may have been for Pedro: it asks', async () => {
    await ana.says('Conseguiu ver?');
    await ana.hears(/#1 Joana/);
    await silence(joana, pedro);
    await ana.says('#1');
    await joana.hears('*Ana:* Conseguiu ver?');
    await ana.hears('Enviei para #1 Joana.');
    await scene.world.passes(11);
    await ana.says('Me avise, por favor.');
    await joana.hears('*Ana:* Me avise, por favor.');
  });

  test('/devolver gives Pedro back to the bot', async () => {
    await bia.says('/devolver');
    await bia.hears(/^O atendimento #2 voltou/);
    await pedro.hears(/^Bia devolveu a conversa/);
    await pedro.says('oi');
    await pedro.finds('Oi! Como posso ajudar?');
    await silence(bia);
  });
});

test('closing asks two questions with proposals; a typo after the slash and two digits do it', async () => {
  await ana.says('/encerar');
  const told = await ana.hears(/O que foi informado a Joana/);
  expect(told.text).toContain('Reiniciei a sua porta na central.');
  await ana.says('1');
  const solved = await ana.hears(/O que resolveu/);
  expect(solved.text).toContain('Reiniciei a sua porta na central.');
  await ana.says('1');
  await ana.hears('Atendimento #1 encerrado.');
  await joana.hears(/encerrado por Ana/);
  await joana.hears(/^Voltei/);
  expect((await ticket(1)).status).toBe('closed');
});

describe('Joana comes back', () => {
  test('an hour later: to Ana’s phone, with the reason in the brief', async () => {
    await scene.world.passes(3600);
    await joana.says('preciso falar com um atendente de novo');
    await joana.hears(/vou chamar uma pessoa/);
    await joana.hears(/^Chamei Ana/);
    const offer = await ana.hears(/^Novo atendimento #3 /);
    expect(offer.text).toMatch(/^Por que você: .*Você já atendeu este cliente hoje \(encerrou às 09:3\d\)/m);
    await ana.says('1');
    await ana.hears(/^O atendimento #3 é seu/);
    await joana.hears('Você agora fala com Ana.');
    await ana.says('/encerrar modem trocado; troquei o modem');
    await ana.hears('Atendimento #3 encerrado.');
    await joana.hears(/encerrado por Ana/);
    await joana.hears(/^Voltei/);
  });

  test('in special hours: to whoever has been idle longest, and the brief says why', async () => {
    await scene.world.itIs('2026-11-23T12:05:00-03:00');
    await joana.says('preciso falar com um atendente outra vez');
    await joana.hears(/vou chamar uma pessoa/);
    await joana.hears(/^Chamei Bia/);
    const offer = await bia.hears(/^Novo atendimento #4 /);
    expect(offer.text).toContain('12:05 está no horário especial 11:50-13:20');
    await silence(ana);
  });
});

test('nobody has read anybody’s number', () => {
  for (const { phone } of [ana, bia, joana, pedro])
    expect(phone.inbox.all.map(({ text }) => text).join('\n')).not.toMatch(/9876[\s-]?5|99000|65-?010/);
});
