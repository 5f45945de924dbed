import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { complaintsOf, SHOTS, strangersOf } from '../support/chromium.js';
import {
  asksForAPerson,
  begins,
  demoInBrowser,
  does,
  hears,
  openPage,
  phone,
  quotes,
  run,
  says,
  startDemo,
  written,
} from './demo-in-browser.js';
import { fits } from './console-in-browser.js';

const the = demoInBrowser();

test('from the code to the closing, on the phones alone, with a line that drops', async () => {
  const demo = await startDemo(the);
  const page = await openPage(the, demo.phones, 1400);
  const wrongs = [complaintsOf(page), strangersOf(page, demo.phones)];
  await page.getByRole('img', { name: 'Código QR do programa' }).waitFor();
  expect(await phone(page, 'Mariana').getByLabel('Mensagem de Mariana').isDisabled()).toBe(true);
  await begins(page);
  await asksForAPerson(page);
  await hears(page, 'Ana', /Novo atendimento #1[\s\S]*Responda a esta mensagem: 1 aceita/);
  await says(page, 'Ana', '1');
  await hears(page, 'Mariana', /^Você agora fala com Ana\./);

  await page.getByRole('button', { name: 'Derrubar a linha' }).click();
  await page.getByText('A linha caiu.').waitFor();
  await says(page, 'Ana', 'reinicie o *modem*, por favor');
  const answer = written(page, 'Mariana', /Ana: reinicie o modem, por favor/);
  await answer.waitFor();
  expect(await answer.locator('strong').allTextContents()).toEqual(['Ana:', 'modem']);
  expect(await page.locator('#past').textContent()).toContain('sem linha');
  await answer.getByRole('button', { name: /^Responder a/ }).press('Enter');
  await says(page, 'Mariana', 'reiniciei e voltou!');
  await hears(page, 'Ana', /#1 Mariana Alves Ferreira: reiniciei e voltou!/);
  const own = written(page, 'Mariana', /reiniciei e voltou!/);
  expect(await own.locator('blockquote').textContent()).toBe('Ana: reinicie o modem, por favor');
  await own.getByRole('img', { name: 'entregue' }).waitFor();
  await says(page, 'Ana', 'que bom!');
  await own.getByRole('img', { name: 'lida' }).waitFor();

  await says(page, 'Ana', '/encerrar reiniciar o modem; modem reiniciado');
  await hears(page, 'Mariana', /encerrado por Ana/);
  expect(await page.locator('#steps .done').count()).toBe(5);
  expect(
    await phone(page, 'Mariana')
      .locator('.bubble', { hasText: /reinicie o modem/ })
      .count(),
  ).toBe(2);
  await page.screenshot({ path: `${SHOTS}/demo-test-1400.png` });

  const small = await openPage(the, demo.phones, 360);
  await hears(small, 'Mariana', /encerrado por Ana/);
  expect(await fits(small)).toBe(true);
  expect(wrongs).toEqual([[], []]);
  expect(await demo.ends()).toBe(0);
  expect(readdirSync(the.temporary).filter((name) => !name.startsWith('tsx-'))).toEqual([]);
}, 60_000);

test('an agent works on the phone: quotes, edits, deletes, reacts; files cross both ways', async () => {
  const demo = await startDemo(the);
  const page = await openPage(the, demo.phones, 1400);
  const wrongs = complaintsOf(page);
  const bubbles = (name: string) => phone(page, name).locator('.bubble');
  const hint = phone(page, 'Ana').locator('.help');
  await begins(page);
  await asksForAPerson(page);
  await hears(page, 'Ana', /Novo atendimento #1/);
  expect(await hint.textContent()).toBe('Agora: responda ao chamado com ↩ e escreva 1 para aceitar.');
  await quotes(page, 'Ana', /Novo atendimento #1/, '1');
  await hears(page, 'Mariana', /^Você agora fala com Ana\./);

  const send = (name: string, what: string) =>
    phone(page, name).getByRole('button', { name: what, exact: true }).press('Enter');
  await send('Mariana', 'Foto');
  const photo = bubbles('Ana').filter({ has: page.locator('img[src]') });
  await photo.getByText('#1 Mariana Alves Ferreira: olha a luz do modem').waitFor();
  await send('Mariana', 'Áudio');
  await bubbles('Ana').locator('audio').waitFor();
  await quotes(page, 'Ana', /olha a luz do modem/, 'falta sinau');
  const answer = written(page, 'Mariana', /falta sinau/);
  await answer.waitFor();
  expect(await answer.locator('blockquote').textContent()).toBe('olha a luz do modem');

  await does(written(page, 'Ana', /falta sinau/), 'Editar');
  expect(await phone(page, 'Ana').getByLabel('Mensagem de Ana').inputValue()).toBe('falta sinau');
  await says(page, 'Ana', 'falta sinal');
  const better = written(page, 'Mariana', /falta sinal/);
  await better.getByText('editada').waitFor();
  expect(await bubbles('Mariana').filter({ hasText: 'sinau' }).count()).toBe(0);
  await does(better, 'Reagir com 👍');
  await written(page, 'Ana', /falta sinal/)
    .getByRole('img', { name: 'Reação 👍' })
    .waitFor();
  await does(photo, 'Reagir com 🙏');
  const own = bubbles('Mariana').filter({ has: page.locator('img[src]') });
  await own.getByRole('img', { name: 'Reação 🙏' }).waitFor();

  await says(page, 'Ana', 'isto era para outra pessoa');
  await hears(page, 'Mariana', /outra pessoa/);
  await does(written(page, 'Ana', /outra pessoa/), 'Apagar');
  await hears(page, 'Mariana', /^Esta mensagem foi apagada/);
  expect(await bubbles('Mariana').filter({ hasText: 'outra pessoa' }).count()).toBe(0);
  await does(own, 'Apagar');
  await hears(page, 'Ana', /^Esta mensagem foi apagada/);
  expect(await bubbles('Ana').locator('img').count()).toBe(0);

  await phone(page, 'Ana').getByLabel('Mensagem de Ana').fill('é este botão');
  await send('Ana', 'Foto');
  await written(page, 'Mariana', /Ana: é este botão/)
    .locator('img')
    .waitFor();
  await send('Ana', 'Documento');
  await bubbles('Mariana').getByRole('link', { name: 'guia-do-modem.pdf' }).waitFor();
  await page.screenshot({ path: `${SHOTS}/demo-at-work-1400.png` });
  expect(wrongs).toEqual([]);
  expect(await demo.ends()).toBe(0);
}, 60_000);

test('the company phone takes a chat over and gives it back; the number is unlinked and linked again', async () => {
  const demo = await startDemo(the);
  const page = await openPage(the, demo.phones, 800);
  const connect = page.getByRole('button', { name: 'Conectar', exact: true });
  await connect.click();
  await page.getByText('Linha: conectado').waitFor();
  await page.getByText('Problemas da linha').click();
  await page.getByRole('button', { name: 'Entregar a última outra vez' }).click();
  await page.getByRole('alert').getByText('Ainda não chegou nenhuma mensagem').waitFor();
  await says(page, 'Carlos', 'quanto custa a internet?');
  await hears(page, 'Carlos', /R\$/);
  await phone(page, 'Conexão Clara').getByRole('button', { name: 'Carlos (1)' }).click();
  await says(page, 'Conexão Clara', 'Oi Carlos, aqui é o Pedro');
  await hears(page, 'Carlos', /aqui é o Pedro/);
  await phone(page, 'Carlos').getByRole('button', { name: 'Foto', exact: true }).click();
  await phone(page, 'Conexão Clara').locator('.bubble img').waitFor();
  await says(page, 'Conexão Clara', '/bot');
  await hears(page, 'Carlos', /^Voltei!/);

  await page.getByRole('button', { name: 'Desconectar o número' }).click();
  await connect.click();
  await page.getByText('Linha: conectado').waitFor();
  await says(page, 'Carlos', 'qual o horário de vocês?');
  await hears(page, 'Carlos', /segunda a sexta/);
  expect(await demo.ends()).toBe(0);
  await page.getByRole('alert').getByText('não responde').waitFor();
}, 60_000);

test('a port in use is explained in one line', async () => {
  const { said, exit } = run(the, { DEMO_PORT: new URL(await takenAddress()).port });
  expect(await exit).toBe(1);
  expect(said.err).toMatch(/^Port \d+ is in use\. Choose another: DEMO_PORT=\d+ npm run demo:whatsapp\n$/);
}, 30_000);

/** Somebody else's server; it lives as long as the tests. */
async function takenAddress(): Promise<string> {
  const code =
    "const s=require('http').createServer().listen(0,'127.0.0.1',()=>console.log(s.address().port))";
  const child = spawn(process.execPath, ['-e', code]);
  the.children.push(child);
  const port = await new Promise<string>((resolve) =>
    child.stdout.once('data', (data: Buffer) => resolve(data.toString().trim())),
  );
  return `http://127.0.0.1:${port}`;
}
