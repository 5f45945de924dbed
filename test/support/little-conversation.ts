import { hears, pictureFrom, timesHeard, type Desk, type Seat } from './seats.js';

const png = (fill: number) =>
  Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.alloc(2000, fill)]);

/** Mariana says who she is and asks for a person; Ana takes her. Gives the brief, and where the rest begins. */
async function meets(customer: Seat, ana: Desk): Promise<{ brief: string; next: number }> {
  const from = customer.heard().length;
  await customer.says('quero falar com um atendente');
  await hears(customer, /data de nascimento/, from);
  await customer.says('mariana alves, 111.444.777-35, nasci em 12/03/1985');
  await hears(customer, /^Obrigado, Mariana/, from);
  const brief = await ana.accepts();
  const { next } = await hears(customer, 'Você agora fala com Ana.', from);
  return { brief, next };
}

/**
 * The same little conversation for any two channels: an offer with its brief, words and a picture both ways, the two
 * questions of the closing, and on another channel the customer meets the same technician again.
 */
export async function littleConversation(customer: Seat, ana: Desk, elsewhere: Seat): Promise<void> {
  const { brief, next } = await meets(customer, ana);
  expect(brief).toContain('Mariana Alves Ferreira');
  expect(brief).not.toMatch(/111\.?444\.?777-?35|1985/);
  await ana.says('Oi Mariana, aqui é a Ana.');
  await hears(customer, customer.asAgentSays('Ana', 'Oi Mariana, aqui é a Ana.'), next);
  await customer.says('a luz está vermelha');
  await ana.hears('a luz está vermelha');
  await customer.sendsPicture(png(1));
  expect((await ana.pictureFrom(customer)) ?? png(1)).toEqual(png(1));
  if (ana.sendsPicture) {
    await ana.sendsPicture(png(2));
    expect((await pictureFrom(ana, customer)) ?? png(2)).toEqual(png(2));
  }
  await ana.closes('expliquei a luz vermelha', 'modem trocado');
  await hears(customer, /encerrado por Ana/, next);
  expect(timesHeard(customer, 'Oi Mariana, aqui é a Ana.')).toBe(1);
  expect(await ana.times('a luz está vermelha')).toBe(1);
  const again = await meets(elsewhere, ana);
  expect(again.brief).toMatch(/(?:Ana Souza|Você) já atendeu este cliente hoje/);
  expect(again.brief).toContain('modem trocado');
  // Words of the second in which a ticket was closed could still be for that one: the desk would ask.
  await new Promise((go) => setTimeout(go, 1000));
  await ana.says('Oi de novo, Mariana.');
  await hears(elsewhere, elsewhere.asAgentSays('Ana', 'Oi de novo, Mariana.'), again.next);
}
