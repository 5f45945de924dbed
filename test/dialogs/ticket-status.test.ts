import type { Ticket } from '../../routing/ticket.js';
import { customerSystem } from '../support/customer-system.js';
import { openTalk, TICKET } from '../support/talk.js';

const at = (iso: string) => new Date(iso);
const WAITING: Ticket = { ...TICKET, protocol: '20261123-0007', customerId: 'c-1' };
const RESOLVED: Ticket = {
  ...{ ...TICKET, protocol: '20261120-0003', customerId: 'c-1', status: 'closed', agentId: 'ana' },
  closedAt: at('2026-11-20T15:00:00-03:00'),
  resolution: { outcome: 'resolved', told: 'O sinal foi corrigido na central.', solved: 'porta trocada' },
};
const tickets = [WAITING, RESOLVED];

test('the number is asked for, and the state told to its owner', async () => {
  const maria = openTalk({ tickets, verified: 'c-1' });
  expect(await maria.says('oi queria saber do meu protocolo')).toMatch(/número do protocolo/);
  expect(await maria.says('20261123-0007')).toMatch(/20261123-0007 está na fila/);
});

test('of a closed one the customer hears what they were told, not what the team wrote for itself', async () => {
  const maria = openTalk({ tickets, verified: 'c-1' });
  const answer = await maria.says('qual o andamento do protocolo 20261120-0003');
  expect(answer).toContain('encerrado (sexta, 20/11)');
  expect(answer).toContain('O sinal foi corrigido na central.');
  expect(answer).not.toContain('porta trocada');
});

test('a mistyped number is asked about kindly, and the right one taken', async () => {
  const maria = openTalk({ tickets, verified: 'c-1' });
  await maria.says('quero saber o andamento do meu protocolo');
  expect(await maria.says('protocolo 20251140')).toMatch(/Não encontrei esse protocolo/);
  expect(await maria.says('errei, é 20261123-0007')).toMatch(/está na fila/);
});

test('somebody else’s protocol is answered like one that is not there', async () => {
  const bruno = openTalk({ tickets, verified: 'c-2' });
  const other = await bruno.says('status do protocolo 20261123-0007');
  const none = openTalk({ tickets, verified: 'c-2' });
  expect(await none.says('status do protocolo 20261123-0999')).toBe(other);
});

test('who has proved nothing is asked who they are first', async () => {
  const stranger = openTalk({ tickets });
  expect(await stranger.says('status do protocolo 20261123-0007')).toMatch(/CPF do titular/);
  expect(await stranger.says('529.982.247-25 12/03/1980')).toMatch(/está na fila/);
});

test('a visit is found by its protocol', async () => {
  const system = customerSystem();
  const [maria] = system.people;
  if (maria)
    maria.visits = [{ protocol: 'V-482913', date: '2026-11-26', period: 'afternoon', reason: 'lento' }];
  const talk = openTalk({ system, verified: 'c-1' });
  expect(await talk.says('qual o status do protocolo v482913')).toMatch(/quinta, 26\/11, à tarde/);
});

test('without the number a person can look', async () => {
  const maria = openTalk({ tickets, verified: 'c-1' });
  await maria.says('queria saber do meu protocolo');
  expect(await maria.says('n sei o numero')).toMatch(/pessoa pode procurar/);
  expect(maria.suggestions).toEqual(['Falar com uma pessoa']);
});

test('an unanswerable question in between does not lose the thread', async () => {
  const maria = openTalk({ tickets, verified: 'c-1' });
  await maria.says('queria saber do meu protocolo');
  expect(await maria.says('e q horas vcs fecham hj?')).toMatch(/Voltando ao seu protocolo: Qual é o número/);
  expect(await maria.says('20261123-0007')).toMatch(/está na fila/);
});
