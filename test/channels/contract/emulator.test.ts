import { freePort } from '../../support/mortal-program.js';
import { openWorld } from '../../support/world.js';
import type { EmulatorPerson } from '../../support/emulator-person.js';
import { keepsTheContract } from './contract.js';

/** More than is tried in the outage of the contract. */
const MANY_CALLS = 1000;

keepsTheContract('The Bot Framework channel', async () => {
  const world = await openWorld({ settings: { PORT: String(await freePort()) } });
  const people: EmulatorPerson[] = [];
  return {
    world,
    customer: async (name) => {
      const person = await world.emulatorPerson({ name, locale: 'pt-BR', patienceMs: 8000 });
      people.push(person);
      let last = { text: '', id: '' };
      let sent = 0;
      return {
        says: async (text) => {
          last = { text, id: `contract-${name}-${++sent}` };
          await person.says(text, { id: last.id });
        },
        isRepeated: () => person.says(last.text, { id: last.id }),
        hears: async (expected) => void (await person.hears(expected)),
        hearsNothing: (ms) => person.hearsNothing(ms),
      };
    },
    restarts: () => world.restarts(),
    outage: {
      begins: async () => people.forEach((person) => person.answers(503, MANY_CALLS)),
      ends: async () => people.forEach((person) => person.recovers()),
    },
    ends: () => world.ends(),
  };
});
