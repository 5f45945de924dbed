import { openTalk } from '../support/talk.js';

/** Asks for what only the account holder may hear. */
async function asksForInvoice(options: Parameters<typeof openTalk>[0] = {}) {
  const maria = openTalk(options);
  expect(await maria.says('manda a segunda via do boleto pfv')).toMatch(
    /CPF do titular .* data de nascimento/,
  );
  return maria;
}

test('both in one message open the account', async () => {
  const maria = await asksForInvoice();
  expect(await maria.says('529.982.247-25 e nasci em 12/03/1980')).toContain('109,90');
  expect(maria.conversation.caller).toMatchObject({ customerId: 'c-1', name: 'Maria Aparecida Souza' });
});

test('one after the other, with a pause in between', async () => {
  const maria = await asksForInvoice();
  expect(await maria.says('pera vou pegar')).toMatch(/Sem pressa/);
  expect(await maria.says('cpf 52998224725')).toMatch(/data de nascimento/);
  expect(await maria.says('12 de março de 1980')).toContain('109,90');
});

test('a claim reveals nothing: known and unknown records are answered alike', async () => {
  const known = await asksForInvoice();
  const unknown = await asksForInvoice();
  const first = await known.says('529.982.247-25, 01/01/1970');
  expect(await unknown.says('390.533.447-05, 01/01/1970')).toBe(first);
  expect(first).not.toMatch(/Maria|109/);
  expect(known.conversation.caller?.customerId).toBeUndefined();
});

test('after three wrong attempts nothing is compared any more, not even what is right, for an hour', async () => {
  const maria = await asksForInvoice();
  await maria.says('529.982.247-25, 01/01/1970');
  await maria.says('529.982.247-25, 02/01/1970');
  const third = await maria.says('529.982.247-25, 03/01/1970');
  expect(third).toMatch(/não posso mostrar dados/);
  expect(await maria.says('manda meu boleto')).toMatch(/não posso mostrar dados/);
  maria.passes(3601);
  expect(await maria.says('manda meu boleto')).toMatch(/data de nascimento/);
  expect(await maria.says('529.982.247-25, 12/03/1980')).toContain('109,90');
});

test('each wrong attempt is counted against the record that was named', async () => {
  const maria = await asksForInvoice();
  await maria.says('529.982.247-25, 01/01/1970');
  expect(maria.last.notes.changes).toEqual([{ type: 'proof.failed', identifiers: ['52998224725'] }]);
});

test('who has nothing at hand is offered a person', async () => {
  const maria = await asksForInvoice();
  expect(await maria.says('nao tenho aqui comigo')).toMatch(/não posso abrir o cadastro/);
  expect(maria.suggestions).toContain('Falar com uma pessoa');
});

test('a wrong check digit is told', async () => {
  const maria = await asksForInvoice();
  expect(await maria.says('529.982.247-26')).toMatch(/número trocado/);
});

test('who proved it is not asked again, until half a day later', async () => {
  const maria = await asksForInvoice();
  await maria.says('529.982.247-25, 12/03/1980');
  await maria.says('obrigada');
  expect(await maria.says('manda de novo o boleto')).toContain('109,90');
  maria.passes(13 * 3600);
  await maria.says('obrigada');
  expect(await maria.says('manda de novo o boleto')).not.toContain('109,90');
});

test('the answer is that customer’s own', async () => {
  const bruno = await asksForInvoice();
  const answer = await bruno.says('111.444.777-35, 01/12/1991');
  expect(answer).toContain('89,90');
  expect(answer).not.toContain('109,90');
});

test('in English and in Spanish', async () => {
  const john = openTalk();
  expect(await john.says('send me a copy of my invoice please')).toMatch(/date of birth/);
  const lucia = openTalk();
  expect(await lucia.says('necesito una copia de la factura')).toMatch(/fecha de nacimiento/);
});
