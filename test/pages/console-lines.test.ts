import { encode } from 'uqr';
import { SECRET } from '../channels/console/fake-line.js';
import { SHOTS } from '../support/chromium.js';
import { consoleInBrowser, fits, shot } from './console-in-browser.js';

const the = consoleInBrowser();
const linesTab = () => the.page.getByRole('tab', { name: 'Linhas' });

const bits = (row: readonly boolean[]) => row.map((isDark) => (isDark ? '#' : '.')).join('');

/** What a camera would see of the QR code: the middle of each module, row by row. */
async function modulesOnScreen(): Promise<string[]> {
  const png = (await the.page.locator('.qr').screenshot()).toString('base64');
  const size = Number((await the.page.locator('.qr').getAttribute('viewBox'))?.split(' ')[2]);
  const darkroom = await the.browser.newPage();
  const rows = await darkroom.evaluate(
    async ([data, count]) => {
      const image = new Image();
      image.src = `data:image/png;base64,${data}`;
      await image.decode();
      const canvas = new OffscreenCanvas(image.width, image.height);
      const drawing = canvas.getContext('2d');
      drawing?.drawImage(image, 0, 0);
      const middle = (module: number) => Math.floor(((module + 0.5) * image.width) / count);
      const isDark = (x: number, y: number) =>
        (drawing?.getImageData(middle(x), middle(y), 1, 1).data[0] ?? 255) < 128;
      const all = Array.from({ length: count }, (_, i) => i);
      return all.map((y) => all.map((x) => isDark(x, y)));
    },
    [png, size] as const,
  );
  await darkroom.close();
  return rows.map(bits);
}

async function signIn(agent: string) {
  await the.at.signIn(agent);
  await the.at.isOnline();
}

describe('the lines', () => {
  test('are nothing to an agent, who is not told of trouble either', async () => {
    await signIn('ana');
    the.line.becomes({ state: 'stopped', reason: 'banned', isAlarming: true });
    the.running.desk.customerSays('t12', 'Oi');
    await the.at.card('Marina Alves').waitFor();
    expect(await linesTab().count()).toBe(0);
    expect(await the.page.locator('.line-alarm').count()).toBe(0);
  });

  test('in trouble: a supervisor is told on every view, reads what to do, and no longer when it is back', async () => {
    await signIn('bia');
    const alarm = the.page.getByRole('alert').filter({ hasText: 'WhatsApp' });
    await linesTab().waitFor();
    expect(await alarm.count()).toBe(0);
    the.line.becomes({
      state: 'waiting',
      reason: 'line',
      isAlarming: true,
      retryAt: new Date(Date.now() + 30_000),
    });
    await alarm.getByText('fora do ar').waitFor();
    await the.at.card('Marina Alves').getByRole('button').first().click();
    await the.page.getByRole('heading', { name: 'Marina Alves' }).waitFor();
    await alarm.waitFor();
    await shot(the.page, 'alarm-ticket-1280');
    await alarm.getByRole('button', { name: 'Ver linhas' }).press('Enter');
    await the.page.getByText('Sem conexão', { exact: true }).waitFor();
    await the.page.getByText(/Nova tentativa: 0:\d\d/).waitFor();
    expect(await the.page.getByText('nosso número (11) 3333-4444').count()).toBe(1);
    await shot(the.page, 'alarm-lines-1280');
    the.line.becomes({ state: 'open', isAlarming: false });
    await alarm.waitFor({ state: 'detached' });
    await the.page.getByText('Conectada', { exact: true }).waitFor();
    // Linking is for admins, and she is told whom to ask.
    the.line.becomes({ state: 'linking', link: { qr: SECRET } });
    await the.page.getByText('Quem administra a central').waitFor();
    expect(await the.page.locator('.qr').count()).toBe(0);
  });

  test('by keyboard: an admin links by a QR code that renews itself, or starts again when the codes ran out', async () => {
    the.line.becomes({ state: 'linking', reason: 'unlinked', isAlarming: true, link: { qr: SECRET } });
    await signIn('eva');
    await the.page.getByRole('tab', { name: 'Painel' }).focus();
    await the.page.keyboard.press('ArrowLeft');
    const qr = the.page.getByRole('img', { name: 'QR code para vincular o número' });
    await qr.waitFor();
    expect(await linesTab().evaluate((tab) => tab === document.activeElement)).toBe(true);
    await shot(the.page, 'link-1280');
    const drawn = () => qr.locator('path').getAttribute('d');
    const first = await drawn();
    the.line.becomes({ state: 'linking', link: { qr: `${SECRET}2` } });
    await the.page.waitForFunction(
      (old) => document.querySelector('.qr path')?.getAttribute('d') !== old,
      first,
    );
    the.line.becomes({ state: 'linking', reason: 'qr-ended' });
    await qr.waitFor({ state: 'detached' });
    const again = the.page.getByRole('button', { name: 'Começar de novo' });
    await again.focus();
    await the.page.keyboard.press('Enter');
    await qr.waitFor();
    expect(the.line.asked).toEqual([undefined]);
    the.line.becomes({ state: 'open', phone: '+5511987654321', isAlarming: false });
    await the.page.getByText('nosso número (11) 98765-4321').waitFor();
    expect(await qr.count()).toBe(0);
  });

  test('or by a code for a phone; what is no number, or refused by the network, is said plainly', async () => {
    the.line.becomes({ state: 'linking', link: { qr: SECRET } });
    await signIn('eva');
    await linesTab().click();
    const phone = the.page.getByLabel('Escreva o número da empresa');
    await phone.fill('11 9876');
    await phone.press('Enter');
    await the.page.getByRole('alert').getByText('Este número não existe').waitFor();
    expect(await phone.inputValue()).toBe('11 9876');
    the.line.refusal = new Error('no');
    await phone.fill('(11) 98765-4321');
    await phone.press('Enter');
    await the.page.getByRole('alert').getByText('A rede não aceitou agora').waitFor();
    the.line.refusal = undefined;
    await phone.press('Enter');
    await the.page.getByText('ABCD-1234').waitFor();
    expect(the.line.asked).toEqual(['+5511987654321', '+5511987654321']);
    expect(await the.page.getByRole('alert').count()).toBe(0);
    await shot(the.page, 'code-1280');
    await the.page.getByRole('button', { name: 'Usar QR code' }).click();
    await the.page.locator('.qr').waitFor();
  });

  test.each(['pt-BR', 'en', 'es'])('fit a phone in %s', async (language) => {
    const eva = the.running.desk.people.get('eva');
    if (eva) the.running.desk.people.set('eva', { ...eva, language });
    the.line.becomes({ state: 'linking', reason: 'unlinked', isAlarming: true, link: { qr: SECRET } });
    await the.page.setViewportSize({ width: 360, height: 720 });
    await the.at.signIn('eva');
    await the.page.locator('.line-alarm button').click();
    await the.page.locator('.qr').waitFor();
    expect(await fits(the.page)).toBe(true);
    expect(await modulesOnScreen()).toEqual(encode(SECRET, { border: 4 }).data.map(bits));
    await the.page.screenshot({ path: `${SHOTS}/h-link-360-${language}.png`, fullPage: true });
    the.line.becomes({ state: 'linking', link: { code: 'ABCD1234' } });
    await the.page.getByText('ABCD-1234').waitFor();
    expect(await fits(the.page)).toBe(true);
  });
});
