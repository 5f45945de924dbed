import type { Locator, Page } from 'playwright-core';
import { complaintsOf, SHOTS } from '../support/chromium.js';
import {
  asksForAPerson,
  begins,
  demoInBrowser,
  does,
  hears,
  openPage,
  phone,
  quotes,
  says,
  startDemo,
  written,
  type Demo,
} from './demo-in-browser.js';

const the = demoInBrowser();
const NEW = 'uma senha nova 2026';

/** Ana at the console, where her first password is good for one time. */
async function signsIn({ console: url, password }: Demo): Promise<Page> {
  const page = await openPage(the, url, 1280);
  await page.getByLabel('Usuário').fill('ana');
  await page.getByLabel('Senha').fill(password);
  await page.getByRole('button', { name: 'Entrar' }).click();
  await page.getByLabel('Senha atual').fill(password);
  await page.getByLabel('Senha nova', { exact: true }).fill(NEW);
  await page.getByLabel('Repita a senha nova').fill(NEW);
  await page.getByRole('button', { name: 'Salvar' }).click();
  return page;
}

test('what an agent does on the phone stands at the console, and the other way round', async () => {
  const demo = await startDemo(the);
  const phones = await openPage(the, demo.phones, 1400);
  await begins(phones);
  await asksForAPerson(phones);
  await hears(phones, 'Ana', /Novo atendimento #1/);
  await quotes(phones, 'Ana', /Novo atendimento #1/, '1');
  await hears(phones, 'Mariana', /^Você agora fala com Ana\./);
  await says(phones, 'Mariana', 'a luz está vermelha');
  await hears(phones, 'Ana', /a luz está vermelha/);
  await does(written(phones, 'Ana', /a luz está vermelha/), 'Reagir com 👍');
  await quotes(phones, 'Ana', /a luz está vermelha/, 'falta sinau');
  await hears(phones, 'Mariana', /falta sinau/);
  await does(written(phones, 'Ana', /falta sinau/), 'Editar');
  await says(phones, 'Ana', 'falta sinal');
  await written(phones, 'Mariana', /falta sinal/)
    .getByText('editada')
    .waitFor();
  await says(phones, 'Ana', 'era para outra pessoa');
  await hears(phones, 'Mariana', /outra pessoa/);
  await does(written(phones, 'Ana', /outra pessoa/), 'Apagar');
  await hears(phones, 'Mariana', /^Esta mensagem foi apagada/);
  await phone(phones, 'Ana').getByRole('button', { name: 'Foto', exact: true }).press('Enter');
  await hears(phones, 'Mariana', /Ana: aperte este botão/);

  const page = await signsIn(demo);
  const wrongs = complaintsOf(page);
  await page.getByText('Mariana Alves Ferreira').first().click();
  const entry = (text: string): Locator => page.locator('.entry', { hasText: text }).last();
  await entry('aperte este botão').locator('img').waitFor();
  const answer = page.locator('.entry.me', { hasText: 'falta sinal' });
  expect(await answer.locator('blockquote').textContent()).toContain('a luz está vermelha');
  await answer.getByText('editada').press('Enter');
  await answer.getByText('falta sinau').waitFor();
  await entry('Apagada por quem escreveu.').waitFor();
  expect(await page.getByText('era para outra pessoa').count()).toBe(0);
  const reaction = page.locator('.entry.customer').getByRole('img', { name: 'Você reagiu com 👍' });
  await reaction.waitFor();
  await page.screenshot({ path: `${SHOTS}/console-phone-1280.png` });

  await page.getByPlaceholder('Sua resposta').fill('escrevo agora do console');
  await page.getByRole('button', { name: 'Enviar' }).click();
  await hears(phones, 'Mariana', /Ana: escrevo agora do console/);
  await hears(phones, 'Ana', /escrevo agora do console/);
  await says(phones, 'Ana', 'e agora do celular');
  await entry('e agora do celular').waitFor();
  expect(wrongs).toEqual([]);
  expect(await demo.ends()).toBe(0);
}, 60_000);
