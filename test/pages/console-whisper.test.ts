import type { TranscriptEntry } from '../../channels/console/api.js';
import { fits, consoleInBrowser, shot } from './console-in-browser.js';

const the = consoleInBrowser();

const banner = () => the.page.getByRole('status').filter({ hasText: 'só para a equipe' });
const notes = (by: string, note: string, at: string) => {
  const { events = [] } = the.running.desk.tickets.get('t12') ?? {};
  the.running.desk.change('t12', { events: [...events, { at, type: 'noted', by, note, reasons: [] }] });
};

test('what a supervisor notes on the ticket I hold is told in place, once, until I have read it', async () => {
  notes('Bia', 'recado de antes', '2026-11-23T12:00:00Z');
  const { events = [] } = the.running.desk.tickets.get('t12') ?? {};
  const accepted = { at: '2026-11-23T12:01:00Z', type: 'accepted', agent: 'Ana', reasons: [] };
  the.running.desk.change('t12', { events: [...events, accepted] });
  await the.at.holdTicket();
  expect(await banner().count()).toBe(0);
  await the.page.getByLabel('Sua resposta').fill('Vou ver o prazo');
  notes('Bia', 'Pode oferecer <b>10%</b> de desconto.', '2026-11-23T12:02:00Z');
  await banner().waitFor();
  expect(await banner().textContent()).toBe(
    'Bia anotou, só para a equipe: Pode oferecer <b>10%</b> de desconto.×',
  );
  expect(await banner().getAttribute('aria-live')).toBe('polite');
  // The reader is not torn away from what they write, and the same words are not read aloud twice.
  expect(await the.page.getByLabel('Sua resposta').inputValue()).toBe('Vou ver o prazo');
  const inLog = the.page.getByRole('log').locator('.entry.note', { hasText: '10%' });
  expect(await inLog.getAttribute('aria-live')).toBe('off');
  await shot(the.page, 'whisper-1280');
  await the.page.setViewportSize({ width: 360, height: 740 });
  expect(await fits(the.page)).toBe(true);
  await shot(the.page, 'whisper-360');
  await banner().getByRole('button', { name: 'Fechar aviso' }).click();
  await banner().waitFor({ state: 'detached' });
  await the.page.reload();
  await inLog.waitFor();
  expect(await banner().count()).toBe(0);
  notes('Bia', 'E confirme o endereço.', '2026-11-23T12:03:00Z');
  await banner().getByText('E confirme o endereço.').waitFor();
});

test('my own notes are no news to me', async () => {
  await the.at.holdTicket();
  notes('Ana', 'ligar amanhã', '2026-11-23T12:02:00Z');
  await the.page.getByRole('log').getByText('ligar amanhã').waitFor();
  expect(await banner().count()).toBe(0);
});

test('what I do on my own phone shows in the open ticket at once', async () => {
  await the.at.holdTicket();
  const me = { kind: 'agent', id: 'ana', name: 'Ana' } as const;
  const shows = (more: Partial<TranscriptEntry>, asked: Partial<TranscriptEntry> = {}) => {
    const common = { position: 1, at: '2026-11-23T12:00:00Z', attachments: [], text: '' };
    the.running.desk.change('t12', {
      transcript: [
        {
          ...common,
          id: 'm1',
          author: { kind: 'customer' },
          state: 'received',
          text: 'que horas?',
          ...asked,
        },
        { ...common, id: 'm2', author: me, state: 'sent', ...more },
      ],
    });
  };
  const log = the.page.getByRole('log');
  shows({ text: 'às 14h' });
  await log.getByText('às 14h').waitFor();
  shows({ text: 'às 15h', earlier: ['às 14h'] }, { reactions: [{ emoji: '👍', author: me }] });
  await log.getByText('às 15h').waitFor();
  await log.getByText('editada').waitFor();
  await log.getByRole('img', { name: 'Você reagiu com 👍' }).waitFor();
  shows({ gone: 'deleted' });
  await log.getByText('Apagada por quem escreveu.').waitFor();
  expect(await log.getByText('às 15h').count()).toBe(0);
  await shot(the.page, 'own-phone-1280');
});
