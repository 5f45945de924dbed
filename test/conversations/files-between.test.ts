import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { EmulatorPerson } from '../support/emulator-person.js';
import type { WebCustomer } from '../support/web-customer.js';
import { openWorld, type World } from '../support/world.js';

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==',
  'base64',
);

let world: World;
let customer: WebCustomer;
let ana: EmulatorPerson;
let uploads: Server;

/** Ana, in the Emulator on this machine, serves a customer of the web chat. */
beforeEach(async () => {
  world = await openWorld({
    desk: ({ agents }) =>
      Object.assign(agents[0] ?? {}, { accounts: [{ channel: 'botframework', person: 'emulator/ana' }] }),
  });
  // Where the Emulator keeps what its person attaches.
  uploads = createServer((_req, res) => {
    res.setHeader('content-type', 'image/png');
    res.end(PNG);
  });
  await new Promise<void>((resolve) => uploads.listen(0, '127.0.0.1', resolve));
  ana = await world.emulatorPerson({ name: 'Ana', userId: 'ana', patienceMs: 10_000 });
  await ana.says('/disponivel');
  customer = await world.webCustomer();
  await customer.says('quero falar com um atendente');
  for (let heard = ''; !/^Novo atendimento #1/.test(heard);) heard = (await ana.hears(/./)).text ?? '';
  await ana.says('1');
  await ana.hears(/^O atendimento #1 é seu/);
  for (let heard = ''; heard !== 'Você agora fala com Ana.';) heard = (await customer.hears(/./)).text;
});
afterEach(async () => {
  uploads.close();
  await world.ends();
});

async function customerUploads(text: string): Promise<void> {
  const form = new FormData();
  form.set('activity', new Blob([JSON.stringify({ type: 'message', text })], { type: 'application/json' }));
  form.set('file', new Blob([PNG], { type: 'image/png' }), 'luz do modem.png');
  const answer = await fetch(
    `${world.baseUrl}/v3/directline/conversations/${customer.conversationId}/upload`,
    { method: 'POST', headers: { authorization: `Bearer ${customer.token}` }, body: form },
  );
  if (!answer.ok) throw new Error(`upload: ${answer.status} ${await answer.text()}`);
}
const bytesAt = async (url: unknown) => Buffer.from(await (await fetch(String(url))).arrayBuffer());

test('the agent in the Emulator gets the customer’s picture and can open it', async () => {
  await customerUploads('a luz está assim');
  const { attachments = [] } = await ana.hears('#1 Cliente: a luz está assim');
  expect(attachments).toMatchObject([{ contentType: 'image/png', name: 'luz do modem.png' }]);
  expect(attachments[0]?.['contentUrl']).toMatch(/^http:\/\/localhost:\d+\/v3\/attachments\//);
  expect(await bytesAt(attachments[0]?.['contentUrl'])).toEqual(PNG);
});

test('the customer gets the agent’s picture and can open it', async () => {
  const contentUrl = `http://127.0.0.1:${(uploads.address() as AddressInfo).port}/v3/attachments/1/views/original`;
  await ana.sends({
    ...{ type: 'message', text: 'aperte aqui' },
    attachments: [{ contentType: 'image/png', name: 'botão.png', contentUrl }],
  });
  const { attachments = [] } = await customer.hears('aperte aqui');
  expect(attachments).toMatchObject([{ contentType: 'image/png', name: 'botão.png' }]);
  expect(await bytesAt(attachments[0]?.contentUrl)).toEqual(PNG);
});
