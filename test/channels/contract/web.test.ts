import { freePort } from '../../support/mortal-program.js';
import type { WebCustomer } from '../../support/web-customer.js';
import { openWorld } from '../../support/world.js';
import { keepsTheContract } from './contract.js';

keepsTheContract('The web chat', async () => {
  const world = await openWorld({ settings: { PORT: String(await freePort()) } });
  const customers: WebCustomer[] = [];
  return {
    world,
    customer: async () => {
      const customer = await world.webCustomer();
      customers.push(customer);
      await customer.hears(/assistente virtual/);
      let last = { text: '', id: '' };
      let sent = 0;
      return {
        says: async (text) => {
          last = { text, id: `contract-${++sent}` };
          await customer.says(text, { id: last.id });
        },
        isRepeated: async () => void (await customer.says(last.text, { id: last.id })),
        hears: async (expected) => void (await customer.hears(expected)),
        hearsNothing: (ms) => customer.hearsNothing(ms),
      };
    },
    restarts: async () => {
      await world.restarts();
      for (const customer of customers) await customer.reconnects();
    },
    ends: () => world.ends(),
  };
});
