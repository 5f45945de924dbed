import { openWhatsAppWorld, type WhatsAppWorld } from '../../support/whatsapp-world.js';

let place: WhatsAppWorld;
afterEach(() => place.ends());

const DORA_IN_THE_EMULATOR = { channel: 'botframework', person: 'emulator/dora' };

test('the supervisor hears where she chats that the number was unlinked, once, and that it is back', async () => {
  place = await openWhatsAppWorld({
    desk: ({ agents }) =>
      Object.assign(agents.find(({ id }) => id === 'dora') ?? {}, { accounts: [DORA_IN_THE_EMULATOR] }),
  });
  const dora = await place.world.emulatorPerson({ name: 'Dora', userId: 'dora', patienceMs: 15_000 });
  await dora.says('oi');
  await dora.hears(/^Oi, Dora! Você está disponível/);

  place.company.unlink();
  await dora.hears(/^O nosso WhatsApp foi desconectado pelo celular/);
  // The company's phone scans the code at once.
  await place.line('open');
  await dora.hears(/^O WhatsApp voltou a funcionar/);
  await dora.hearsNothing(300);
}, 60_000);
