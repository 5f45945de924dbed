import type { Ticket } from '../../routing/ticket.js';
import { openTalk, TICKET } from '../support/talk.js';

const HALF_A_DAY = 13 * 3600;

describe('another hand at the same browser', () => {
  test('who names another CPF and proves it hears of their own account', async () => {
    const talk = openTalk({ verified: 'c-1' });
    const said = await talk.says('quero a segunda via, meu cpf é 111.444.777-35 nasci em 01/12/1991');
    expect(said).toContain('89,90');
    expect(said).not.toContain('109,90');
    expect(talk.conversation.caller).toMatchObject({ customerId: 'c-2', name: 'Bruno Reis' });
  });

  test('who names another CPF and proves nothing hears nothing, and no person is told that it was proved', async () => {
    const talk = openTalk({ verified: 'c-1' });
    expect(await talk.says('manda a segunda via, cpf 111.444.777-35')).toMatch(/data de nascimento/);
    await talk.says('quero falar com uma pessoa');
    const facts = talk.handoff?.facts?.map(({ kind }) => kind);
    expect(facts).not.toContain('verified');
    expect(talk.conversation.caller?.customerId).toBeUndefined();
  });

  test('in the middle of something the account changes with the CPF', async () => {
    const talk = openTalk({ verified: 'c-1' });
    await talk.says('quero a segunda via');
    expect(await talk.says('esse não é o meu, meu cpf é 111.444.777-35')).toMatch(/nascimento/);
    expect(await talk.says('01/12/1991')).toContain('89,90');
  });

  test('who names another CPF and asks for a person gets the person', async () => {
    const talk = openTalk({ verified: 'c-1' });
    await talk.says('quero a segunda via');
    await talk.says('sou outra pessoa, cpf 111.444.777-35, quero falar com um atendente');
    expect(talk.handoff?.problem).toBe('segunda-via');
    expect(talk.handoff?.facts?.map(({ kind }) => kind)).not.toContain('verified');
  });

  test('who waits for a person goes on waiting, whoever else writes there', async () => {
    const talk = openTalk({ verified: 'c-1' });
    await talk.says('quero falar com um atendente');
    expect(await talk.says('manda a segunda via da fatura pfv')).toContain('109,90');
    expect(await talk.says('aqui é o bruno, cpf 111.444.777-35')).toMatch(/Anotado|Recebi|acrescentei/);
    talk.ticketEnds();
    expect(await talk.event('handoff.status', { state: 'completed' })).toMatch(/^Voltei!/);
  });

  test('the day after, nothing of the day before is anybody’s: neither name nor account', async () => {
    const talk = openTalk({ asksWho: true });
    await talk.says('quero a segunda via, cpf 529.982.247-25, nasci em 12/03/1980');
    await talk.says('obrigada, tchau');
    talk.passes(HALF_A_DAY);
    expect(await talk.says('quero falar com um atendente')).toMatch(/seu nome, o CPF do titular/);
    await talk.says('bruno, 111.444.777-35, 01/12/1991');
    expect(talk.handoff?.facts).toContainEqual({ kind: 'contract', value: '10020031' });
    expect(talk.handoff?.facts).not.toContainEqual({ kind: 'contract', value: '10020030' });
  });
});

describe('a protocol', () => {
  const told: Ticket = {
    ...{ ...TICKET, protocol: '20261122-0009', customerId: 'c-1', conversationId: 'web:1' },
    ...{ status: 'closed', agentId: 'ana', closedAt: new Date('2026-11-22T15:00:00-03:00') },
    resolution: { outcome: 'resolved', told: 'dívida renegociada', solved: 'ok' },
  };

  test('is told to its customer, and no more once the proof is too old', async () => {
    const talk = openTalk({ verified: 'c-1', pastTickets: [told], tickets: [told] });
    expect(await talk.says('qual o status do meu protocolo?')).toContain('dívida renegociada');
    await talk.says('não, obrigado');
    talk.passes(HALF_A_DAY);
    expect(await talk.says('qual o status do meu protocolo?')).not.toContain('dívida');
    expect(await talk.says('20261122-0009')).toMatch(/CPF do titular/);
  });

  test('of a conversation in which nobody was ever identified is told right there', async () => {
    const talk = openTalk({ pastTickets: [{ ...told, customerId: 'someone' }] });
    expect(await talk.says('qual o status do meu protocolo?')).toContain('dívida renegociada');
  });

  test('of another conversation is told to nobody unproved', async () => {
    const elsewhere = { ...told, customerId: 'someone', conversationId: 'botframework:1' };
    const talk = openTalk({ pastTickets: [elsewhere], tickets: [elsewhere] });
    expect(await talk.says('qual o status do protocolo 20261122-0009')).toMatch(/CPF do titular/);
  });
});

describe('nobody is left without an answer', () => {
  test('"voltei" after the proof has grown too old asks who it is', async () => {
    const talk = openTalk({ verified: 'c-1' });
    await talk.says('quero a segunda via');
    talk.passes(HALF_A_DAY);
    expect(await talk.says('voltei')).toMatch(/CPF do titular/);
  });

  test('"voltei" while the customer system is down calls a person', async () => {
    const talk = openTalk({ verified: 'c-1' });
    await talk.says('quero a segunda via');
    talk.system.fails = true;
    expect(await talk.says('voltei')).toMatch(/Não consegui consultar o sistema/);
    expect(talk.handoff?.decision.reasons.map(({ code }) => code)).toContain('customers-failed');
  });

  test('who agrees and asks for something else in one breath gets both', async () => {
    const talk = openTalk({ verified: 'c-1' });
    await talk.says('vou mudar de endereço para rua das flores 120, bairro centro, cep 13010-000, dia 30/11');
    expect(await talk.says('sim, e me manda a segunda via da fatura')).toContain('109,90');
    await talk.says('obrigado');
    expect(talk.handoff?.problem).toBe('mudanca-endereco');
  });

  test('a conversation kept by the version before goes on', async () => {
    const stack = [
      { id: 'root.steps', state: { options: {}, values: {}, stepIndex: 0 } },
      { id: 'handoff', state: { heard: 1 } },
    ];
    const root = { id: 'root', state: { dialogs: { dialogStack: stack } } };
    const talk = openTalk({ saved: { 'web/conversations/1/': { DialogState: { dialogStack: [root] } } } });
    expect(await talk.event('handoff.status', { state: 'completed' })).toMatch(/^Voltei!/);
    expect(await talk.says('qual o horário de atendimento?')).toContain('8h às 20h');
  });
});

test('who says who they are while asking for a person is not asked again', async () => {
  const talk = openTalk({ asksWho: true });
  const said = await talk.says(
    'quero falar com atendente, sou maria souza cpf 529.982.247-25 nascida em 12/03/1980',
  );
  expect(said).toMatch(/vou chamar uma pessoa/i);
  expect(talk.handoff?.facts).toContainEqual({ kind: 'verified', value: 'conferida' });
});

test('beside a yes to the summary another wish is no cause of the charge', async () => {
  const talk = openTalk({ verified: 'c-1' });
  await talk.says('minha fatura de novembro veio 149 e o plano é 109,90');
  await talk.says('não sei do que é');
  const said = await talk.says('Sim, e quero agendar visita do tecnico');
  expect(said).not.toContain('quero agendar visita');
});
