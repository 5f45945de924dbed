import type { EmulatorPerson } from '../support/emulator-person.js';
import { openWorld, type World, type WorldOptions } from '../support/world.js';

let world: World;
afterEach(() => world.ends());

const STILL: WorldOptions = { tickMs: 600_000, slow: true };
const DAY = [{ days: [1, 2, 3, 4, 5], from: '08:00', to: '18:00' }];

async function asks(name: string, words = 'quero falar com atendente'): Promise<EmulatorPerson> {
  const customer = await world.emulatorPerson({ name, locale: 'pt-BR' });
  await customer.says(words);
  await customer.hears(/vou chamar uma pessoa/);
  return customer;
}

describe('out of hours', () => {
  const OFFICE: WorldOptions = {
    ...STILL,
    desk: ({ agents }) => agents.forEach((agent) => Object.assign(agent, { shifts: DAY })),
  };

  test('on a Friday evening the customer hears when we are back, and on Monday the same ticket goes on', async () => {
    world = await openWorld({ ...OFFICE, at: '2026-11-27T19:00:00-03:00' });
    await world.agent('ana');
    const joana = await asks('Joana');
    const told = await joana.hears(/fora do horário de atendimento/);
    expect(told.text).toContain('segunda-feira, 30/11/2026, às 08:00');
    await joana.says('é sobre a fatura');
    await joana.hears('Recebi. Quem atender você vai ler isso também, assim que estivermos de volta.');
    await world.itIs('2026-11-29T12:00:00-03:00');
    await joana.hearsNothing(50);
    await world.restarts();
    await world.itIs('2026-11-30T07:59:59-03:00');
    await joana.hearsNothing(50);
    await world.itIs('2026-11-30T08:00:00-03:00');
    await joana.hears(/^Nossa equipe está de volta/);
    await joana.hears('Agora chamei Ana para atender você.');
    const ana = await world.agent('ana');
    const offer = await ana.seesOffer();
    expect(offer.protocol).toBe('20261127-0001');
    const brief = (await ana.ticket(offer.id)).brief.map(({ text }) => text).join('\n');
    expect(brief).toContain('é sobre a fatura');
  });

  test('when the last one goes home whoever waits is told when we are back', async () => {
    world = await openWorld({
      ...OFFICE,
      at: '2026-11-23T17:59:00-03:00',
      desk: (desk) => {
        OFFICE.desk?.(desk);
        desk.agents = desk.agents.filter(({ id }) => id === 'ana');
        Object.assign(desk.agents[0] ?? {}, { capacity: 1 });
      },
    });
    const ana = await world.agent('ana');
    await asks('Pedro');
    const { id } = await ana.seesOffer();
    await ana.accepts(id);
    await ana.replies(id, 'Oi, Pedro');
    const joana = await asks('Joana');
    await joana.hears(/próximo da fila/);
    await world.itIs('2026-11-23T18:00:00-03:00');
    expect((await joana.hears(/fora do horário/)).text).toContain('terça-feira, 24/11/2026, às 08:00');
    expect((await ana.replies(id, 'Ainda estou aqui.')).status).toBe(200);
  });

  test('a holiday is skipped', async () => {
    world = await openWorld({ ...OFFICE, at: '2026-12-24T18:30:00-03:00' });
    const joana = await asks('Joana');
    expect((await joana.hears(/fora do horário/)).text).toContain('segunda-feira, 28/12/2026, às 08:00');
  });

  test('a new desk file with other shifts is taken into account at once', async () => {
    world = await openWorld({ ...OFFICE, at: '2026-11-27T19:00:00-03:00' });
    const joana = await asks('Joana');
    await joana.hears(/segunda-feira, 30\/11\/2026, às 08:00/);
    await world.restarts((desk) =>
      desk.agents.forEach((agent) =>
        Object.assign(agent, { shifts: [{ days: [6], from: '10:00', to: '12:00' }] }),
      ),
    );
    await world.passes(0);
    await joana.hears(/sábado, 28\/11\/2026, às 10:00/);
  });
});

describe('a restart in the middle of', () => {
  test('an offer: it lapses at its time, not before', async () => {
    world = await openWorld(STILL);
    await world.agent('ana');
    await world.agent('bia');
    const joana = await asks('Joana');
    await joana.hears(/^Chamei Ana/);
    await world.passes(30);
    await world.restarts();
    await world.passes(29);
    await joana.hearsNothing(50);
    await world.passes(1);
    await joana.hears('Agora chamei Bia para atender você.');
    expect((await (await world.agent('bia')).seesOffer()).number).toBe(1);
  });

  test('a full rung: it is held for its time, then the next one helps', async () => {
    world = await openWorld({
      ...STILL,
      desk: (desk) => {
        desk.agents = desk.agents.filter(({ id }) => id === 'ana' || id === 'dora');
        Object.assign(desk.agents[0] ?? {}, { capacity: 1 });
      },
    });
    const ana = await world.agent('ana');
    await world.agent('dora');
    const pedro = await asks('Pedro');
    await pedro.hears(/^Chamei Ana/);
    const { id } = await ana.seesOffer();
    await ana.accepts(id);
    await ana.replies(id, 'Oi, Pedro');
    const joana = await asks('Joana');
    await joana.hears(/próximo da fila/);
    await world.passes(200);
    await joana.hears(/Você é o próximo da fila/);
    await world.restarts();
    const dora = await world.agent('dora');
    await world.passes(99);
    expect((await dora.board()).queue[0]?.status).toBe('waiting');
    await world.passes(1);
    await joana.hears('Agora chamei Dora para atender você.');
    const offered = (await dora.ticket((await dora.seesOffer()).id)).events.findLast(
      ({ type }) => type === 'offered',
    );
    expect(offered?.rule).toBe('supervisor');
    expect(offered?.reasons.map(({ code }) => code)).toEqual([
      ...['same-day.none', 'skill.full', 'specialist.none', 'supervisor', 'least-loaded'],
    ]);
  });

  test('the pause after everyone refused: the search starts again at its time', async () => {
    world = await openWorld({
      ...STILL,
      desk: (desk) => void (desk.agents = desk.agents.filter(({ id }) => id === 'ana')),
    });
    const ana = await world.agent('ana');
    const joana = await asks('Joana');
    await joana.hears(/^Chamei Ana/);
    await ana.refuses((await ana.seesOffer()).id, 'no banho');
    await joana.hears(/^Continuo procurando/);
    await world.passes(60);
    await joana.hears(/^Seu pedido continua comigo|^Obrigado por esperar/);
    await world.restarts();
    await world.passes(59);
    await joana.hearsNothing(50);
    await world.passes(1);
    await joana.hears(/chamei Ana/);
  });

  test('a transfer: it lapses at its time, and the holder keeps the ticket', async () => {
    world = await openWorld(STILL);
    const ana = await world.agent('ana');
    await world.agent('bia');
    await asks('Joana');
    const { id } = await ana.seesOffer();
    await ana.accepts(id);
    await ana.transfers(id, { agent: 'bia', note: 'x' });
    await world.passes(30);
    await world.restarts();
    await world.passes(30);
    const again = await world.agent('ana');
    expect((await again.ticket(id)).events.at(-1)?.type).toBe('transfer-lapsed');
    expect((await again.replies(id, 'sigo aqui')).status).toBe(200);
  });

  test("a customer's silence: they are asked and let go at the right times", async () => {
    world = await openWorld(STILL);
    const ana = await world.agent('ana');
    const joana = await asks('Joana');
    await joana.hears(/^Chamei Ana/);
    const { id } = await ana.seesOffer();
    await ana.accepts(id);
    await ana.replies(id, 'Oi, Joana');
    await joana.hears(/fala com Ana/);
    await joana.hears('Oi, Joana');
    await world.passes(1799);
    await world.restarts();
    await joana.hearsNothing(50);
    await world.passes(1);
    await joana.hears(/^Você ainda está por aí/);
    await world.passes(1799);
    await world.restarts();
    await joana.hearsNothing(50);
    await world.passes(1);
    await joana.hears(/^Como não tivemos mais resposta/);
  });

  test("an agent's silence: somebody else gets the ticket at the right time", async () => {
    world = await openWorld(STILL);
    const ana = await world.agent('ana');
    const joana = await asks('Joana');
    await joana.hears(/^Chamei Ana/);
    await ana.accepts((await ana.seesOffer()).id);
    await joana.hears(/fala com Ana/);
    for (const seconds of [60, 60, 59]) {
      await world.passes(seconds);
      await world.restarts();
    }
    await joana.hearsNothing(50);
    await world.passes(1);
    await joana.hears(/^Ana não conseguiu responder agora/);
  });
});

describe('a clock that', () => {
  test('goes back takes the timers with it: nobody waits for the hour to come round again', async () => {
    world = await openWorld(STILL);
    await world.agent('ana');
    await world.agent('bia');
    const joana = await asks('Joana');
    await joana.hears(/^Chamei Ana/);
    await world.passes(-3600);
    await world.passes(61);
    await joana.hears('Agora chamei Bia para atender você.');
  });

  test('goes back while the program is stopped does no harm either', async () => {
    world = await openWorld(STILL);
    await world.agent('ana');
    await world.agent('bia');
    const joana = await asks('Joana');
    await joana.hears(/^Chamei Ana/);
    await world.stopsFor(-3600);
    await world.passes(0);
    // Found and put right once: another start in the same hour must not take the timers back again.
    await world.restarts();
    await world.passes(0);
    await joana.hearsNothing(50);
    await world.passes(61);
    await joana.hears('Agora chamei Bia para atender você.');
  });

  test('jumps ahead lets what is overdue happen once', async () => {
    world = await openWorld(STILL);
    await world.agent('ana');
    await world.agent('bia');
    const joana = await asks('Joana');
    await joana.hears(/^Chamei Ana/);
    await world.passes(3600);
    await joana.hears('Agora chamei Bia para atender você.');
    await joana.hearsNothing(100);
  });
});
