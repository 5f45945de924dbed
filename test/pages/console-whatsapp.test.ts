import type { TranscriptEntry } from '../../channels/console/api.js';
import { consoleInBrowser, fits, shot } from './console-in-browser.js';

const the = consoleInBrowser();

const FILE = (id: string) => `http://elsewhere.example/v3/attachments/${id.padEnd(20, '0')}/views/original`;
const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

let position = 0;
const entry = (more: Partial<TranscriptEntry>): TranscriptEntry => ({
  ...{ id: `w${++position}`, position, text: '', attachments: [], at: new Date().toISOString() },
  ...{ author: { kind: 'customer', name: 'Marina Alves' }, state: 'received' },
  ...more,
});
const ours = (text: string, more: Partial<TranscriptEntry>) =>
  entry({ author: { kind: 'agent', id: 'ana', name: 'Ana' }, text, ...more });
const sends = (contentType: string, id: string, name?: string) =>
  entry({ attachments: [{ contentType, url: FILE(id), ...(name && { name }) }] });

describe('a WhatsApp conversation', () => {
  const holds = async (...transcript: TranscriptEntry[]) => {
    the.running.desk.change('t12', { transcript, channel: 'whatsapp', phone: '(11) 98765-4321' });
    await the.at.holdTicket();
  };
  const said = (text: string) => the.page.locator('.entry', { hasText: text });

  test('shows how far each answer has come, in signs that have names, and why one failed', async () => {
    await holds(
      ours('na fila', { state: 'queued' }),
      ours('escrita', { state: 'written' }),
      ours('confirmada', { state: 'sent' }),
      ours('entregue', { state: 'delivered' }),
      ours('lida', { state: 'read' }),
      ours('recusada', { state: 'failed', failure: '463' }),
      ours('estranha', { state: 'failed', failure: '403' }),
      entry({ author: { kind: 'bot' }, text: 'tirada da fila', state: 'withdrawn' }),
    );
    const signs = await the.page
      .locator('.entry svg.tick')
      .evaluateAll((all) =>
        all.map((one) => `${one.getAttribute('aria-label')} ${one.querySelectorAll('path').length}`),
      );
    expect(signs).toEqual([
      ...['Na fila de envio 1', 'Enviada, ainda sem confirmação 1', 'Enviada 1', 'Entregue 2', 'Lida 2'],
      ...['Não entregue 1', 'Não entregue 1'],
    ]);
    expect(await said('recusada').textContent()).toContain('só deixa escrever a quem nos escreveu antes');
    expect(await said('estranha').textContent()).toContain('Não entregue: código 403.');
    const cross = said('estranha').getByRole('img', { name: 'Não entregue' });
    expect((await cross.boundingBox())?.height).toBeGreaterThan(8);
    const struck = said('tirada da fila');
    expect(await struck.locator('s').textContent()).toBe('tirada da fila');
    expect(await struck.textContent()).toContain('não enviada');
    const colour = (name: string) =>
      the.page.getByRole('img', { name, exact: true }).evaluate((one) => getComputedStyle(one).color);
    expect(await colour('Lida')).not.toBe(await colour('Entregue'));
    expect(await the.page.getByText('WhatsApp (11) 98765-4321').count()).toBe(1);
    await shot(the.page, 'ticks-1280');
    // Live: the tick of a message that is read meanwhile.
    const before = the.running.desk.tickets.get('t12')?.transcript ?? [];
    the.running.desk.change('t12', {
      transcript: before.map((one) => (one.text === 'confirmada' ? { ...one, state: 'read' } : one)),
    });
    await said('confirmada').getByRole('img', { name: 'Lida' }).waitFor();
  });

  test('shows quotes, edits, deletions, reactions, the company phone, and what nobody could read', async () => {
    const bot = { kind: 'bot' } as const;
    await holds(
      entry({ author: bot, text: 'Qual é o seu endereço?', state: 'read' }),
      entry({ text: 'Rua das Flores, 12', earlier: ['Rua das Flores, 21'] }),
      entry({ text: 'E a fatura?', quotes: { text: 'Qual é o seu endereço?', author: bot } }),
      entry({ gone: 'deleted' }),
      entry({ gone: 'unreadable' }),
      entry({ text: 'veja', quotes: {} }),
      entry({}),
      ours('Já vejo!', {
        state: 'read',
        author: { kind: 'agent', id: 'phone:main', name: 'Empresa' },
        reactions: [{ emoji: '👍', author: { kind: 'customer', name: 'Marina Alves' } }],
      }),
    );
    const edited = said('Rua das Flores, 12');
    expect(await edited.getByText('Rua das Flores, 21').isVisible()).toBe(false);
    await edited.getByText('editada').press('Enter');
    await edited.getByText('Rua das Flores, 21').waitFor();
    const quoted = said('E a fatura?').locator('blockquote');
    expect(await quoted.textContent()).toBe('Assistente virtualQual é o seu endereço?');
    expect(await the.page.getByText('Apagada pelo cliente.').count()).toBe(1);
    expect(await the.page.getByText('chegou sem poder ser lida').count()).toBe(1);
    expect(await the.page.getByText('mensagem sem texto').count()).toBe(2);
    const phone = said('Já vejo!');
    expect(await phone.locator('.author').textContent()).toBe('Telefone da empresa');
    await phone.getByRole('img', { name: 'Marina Alves reagiu com 👍' }).waitFor();
    await shot(the.page, 'kinds-1280');
    await the.page.setViewportSize({ width: 360, height: 720 });
    await said('Já vejo!').waitFor();
    expect(await fits(the.page)).toBe(true);
    await shot(the.page, 'kinds-360');
  });

  test('shows pictures, stickers, sound and films in place, and documents as links', async () => {
    await the.page.route('**/v3/attachments/**', (route) => {
      const isPicture = /foto|figura/.test(route.request().url());
      return route.fulfill(
        isPicture ? { contentType: 'image/png', body: PIXEL } : { status: 200, body: 'x' },
      );
    });
    await holds(
      sends('image/jpeg', 'foto', 'modem.jpg'),
      sends('image/webp', 'figura'),
      sends('application/pdf', 'pdf', 'fatura.pdf'),
      entry({ text: 'aqui', attachments: [{ contentType: 'image/png', url: 'https://far.example/x.png' }] }),
    );
    const small = the.page.getByRole('button', { name: 'Ampliar: modem.jpg' });
    await small.press('Enter');
    const large = the.page.getByRole('dialog', { name: 'modem.jpg' });
    await large.getByRole('img', { name: 'modem.jpg' }).waitFor();
    await shot(the.page, 'picture-large-1280');
    await the.page.keyboard.press('Escape');
    await large.waitFor({ state: 'detached' });
    await the.page.getByRole('img', { name: 'Figurinha' }).waitFor();
    const link = the.page.getByRole('link', { name: 'fatura.pdf' });
    // From where the page is, whatever name the server was given.
    expect(await link.getAttribute('href')).toMatch(/^\/v3\/attachments\/pdf0+\/views\/original$/);
    expect(await the.page.locator('.transcript img[src*="far.example"]').count()).toBe(0);
    expect(await the.page.getByRole('link', { name: 'Anexo: image/png' }).getAttribute('href')).toBe(
      'https://far.example/x.png',
    );
    await shot(the.page, 'files-1280');
  });

  test('a file that is being fetched appears by itself; one that is gone says why', async () => {
    let isHere = false;
    await the.page.route('**/v3/attachments/**', (route) => {
      const problem = (status: number, code: string, headers = {}) =>
        route.fulfill({ status, headers, json: { error: { code, message: '' } } });
      if (/gone/.test(route.request().url())) return problem(410, 'FileTooLarge');
      if (/sound/.test(route.request().url())) return problem(410, 'FileExpired');
      if (!isHere) return problem(404, 'FileNotYetHere', { 'retry-after': '1' });
      return route.fulfill({ contentType: 'image/png', body: PIXEL });
    });
    await holds(
      sends('image/jpeg', 'foto', 'modem.jpg'),
      sends('application/pdf', 'gone', 'manual.pdf'),
      sends('audio/ogg', 'sound'),
    );
    await the.page.getByText('modem.jpg: ainda estamos baixando').waitFor();
    await the.page.getByText('manual.pdf: grande demais para guardar').waitFor();
    await the.page.getByText('Áudio: o WhatsApp já não tinha este arquivo').waitFor();
    await shot(the.page, 'files-absent-1280');
    isHere = true;
    await the.page.getByRole('button', { name: 'Ampliar: modem.jpg' }).waitFor();
  });

  test('a picture that arrives just after the page first asked for it is shown', async () => {
    let asked = 0;
    await the.page.route('**/v3/attachments/**', (route) =>
      route.fulfill(
        asked++ === 0
          ? { status: 404, headers: { 'retry-after': '1' }, json: { error: { code: 'FileNotYetHere' } } }
          : { contentType: 'image/png', body: PIXEL },
      ),
    );
    await holds(sends('image/jpeg', 'foto', 'modem.jpg'));
    await the.page.getByRole('button', { name: 'Ampliar: modem.jpg' }).waitFor();
    await the.page.waitForFunction(() => {
      const picture = document.querySelector<HTMLImageElement>('img[alt="modem.jpg"]');
      return picture !== null && picture.naturalWidth > 0;
    });
    expect(asked).toBeGreaterThan(1);
  });

  test('what claims to be a picture and is none becomes a link', async () => {
    await the.page.route('**/v3/attachments/**', (route) =>
      route.fulfill({ contentType: 'text/html', body: '<script>document.title=1</script>' }),
    );
    await holds(sends('image/jpeg', 'lie', 'foto.jpg'));
    await the.page.getByRole('link', { name: 'Anexo: foto.jpg' }).waitFor();
  });
});
