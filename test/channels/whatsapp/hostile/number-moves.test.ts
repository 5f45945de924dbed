import { openWhatsAppWorld } from '../../../support/whatsapp-world.js';

const NUMBER = '5511987650001';

test('a number that went to a technician takes nothing of the desk to whoever had it before', async () => {
  const it = await openWhatsAppWorld();
  const before = it.person(NUMBER, 'Carlos');
  const technician = it.person('5511987650002', 'Ana');
  await before.says('oi');
  await before.hears(/ajudar/);
  await technician.says('oi', { attrs: { sender_pn: `${NUMBER}@s.whatsapp.net` } });
  await technician.hears(/ajudar/);
  await it.world.restarts((desk) => {
    const ana = desk.agents.find(({ id }) => id === 'ana');
    if (ana) ana['accounts'] = [{ channel: 'whatsapp', person: `+${NUMBER}` }];
  });
  await before.says('oi', { attrs: { sender_pn: '' } });
  await before.hears(/ajudar/);
  await technician.says('oi', { attrs: { sender_pn: `${NUMBER}@s.whatsapp.net` } });
  await technician.hears(/^Oi, Ana!/);
  await it.ends();
});
