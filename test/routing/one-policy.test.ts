import { jest } from '@jest/globals';
import * as policy from '../../routing/policy.js';
import type { Candidate, Choice } from '../../routing/policy.js';

/** A desk in which nobody of this id is ever chosen. */
let forgotten: string | undefined;
jest.unstable_mockModule('../../routing/policy.js', () => ({
  ...policy,
  chooseAgent: (wanted: never, candidates: readonly Candidate[], rules: never, now: Date): Choice =>
    policy.chooseAgent(
      wanted,
      candidates.filter(({ agent }) => agent.id !== forgotten),
      rules,
      now,
    ),
}));
const { openWorld } = await import('../support/world.js');
const { run } = await import('../../commands/simulate/run.js');
const { readSimulation } = await import('../../commands/simulate/input.js');

const technician = (id: string) => ({
  ...{ id, name: id, level: 'technician', departments: ['atendimento'], skills: [], languages: ['pt-BR'] },
  ...{ capacity: 1, shifts: [{ days: [1, 2, 3, 4, 5], from: '00:00', to: '24:00' }] },
});

async function simulated(): Promise<string | undefined> {
  const reading = readSimulation({
    timeZone: 'America/Sao_Paulo',
    agents: [technician('ana'), technician('bia')],
    events: [
      {
        ...{ at: '2026-11-23T09:30:00-03:00', type: 'ticket.opened' },
        ...{ ticket: 't', customer: 'c', department: 'atendimento' },
      },
    ],
  });
  if (!reading.ok) throw reading.problems[0] ?? new Error('no problem');
  return (await run(reading.simulation)).decisions[0]?.agent;
}

async function served(): Promise<string | undefined> {
  const world = await openWorld();
  try {
    const [ana] = [await world.agent('ana'), await world.agent('bia')];
    const customer = await world.webCustomer();
    await customer.hears(/assistente virtual/);
    await customer.says('quero falar com atendente');
    await customer.hears(/vou chamar/);
    await customer.hears(/^Chamei/);
    return (await ana.board()).queue[0]?.agent?.id;
  } finally {
    await world.ends();
  }
}

test('a simulation and a served conversation are decided by the same policy: a change to it changes both', async () => {
  forgotten = undefined;
  expect([await simulated(), await served()]).toEqual(['ana', 'ana']);
  forgotten = 'ana';
  expect([await simulated(), await served()]).toEqual(['bia', 'bia']);
});
