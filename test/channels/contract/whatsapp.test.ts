import { openWhatsAppWorld } from '../../support/whatsapp-world.js';
import { keepsTheContract } from './contract.js';

let phones = 0;

keepsTheContract('WhatsApp', async () => {
  const place = await openWhatsAppWorld();
  const { world, server } = place;
  return {
    world,
    customer: async (name) => {
      const someone = place.person(`55119877${1000 + ++phones}`, name);
      let last = '';
      return {
        says: async (text) => {
          const sent = await someone.says(text);
          last = sent.id;
          await sent.settled;
        },
        isRepeated: async () => (await someone.phone.resend(last)).settled,
        hears: async (expected) => void (await someone.hears(expected)),
        hearsNothing: (ms) => someone.hearsNothing(ms),
      };
    },
    restarts: async () => {
      await world.restarts();
      await place.line('open');
    },
    outage: {
      begins: () => server.goDown(),
      ends: async () => {
        await server.comeBack();
        await place.line('open');
      },
    },
    ends: () => place.ends(),
  };
});
