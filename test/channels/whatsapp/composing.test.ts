import { generateWAMessageContent, type AnyMessageContent } from '@whiskeysockets/baileys';
import fc from 'fast-check';
import type { Outgoing } from '../../../channels/channel.js';
import { inParts } from '../../../channels/whatsapp/composing-text.js';
import { compose, type FileToSend } from '../../../channels/whatsapp/composing.js';
import { messageIdOf, partId } from '../../../channels/whatsapp/message-id.js';
import { read } from '../../../channels/whatsapp/reading.js';

const FILES: Readonly<Record<string, FileToSend>> = {
  '/files/1': { path: '/data/1', name: 'luz.jpg', contentType: 'image/jpeg' },
  '/files/2': { path: '/data/2', name: 'fatura.pdf', contentType: 'application/pdf' },
  '/files/3': { path: '/data/3', name: 'voz.ogg', contentType: 'audio/ogg' },
  '/files/4': { path: '/data/4', name: 'filme.mp4', contentType: 'video/mp4' },
  '/files/5': { path: '/data/5', name: 'anim.gif', contentType: 'image/gif' },
};
const attached = (...urls: readonly string[]) =>
  urls.map((url) => ({
    url,
    contentType: FILES[url]?.contentType ?? 'x/y',
    name: FILES[url]?.name ?? 'nota.txt',
  }));

const bot: Outgoing = {
  ...{ id: 'row-1', externalId: '3EB0000000000000000001', to: { channel: 'whatsapp', id: 'c' } },
  ...{ author: { kind: 'bot' }, text: 'Oi!' },
};
const ana = { kind: 'agent', id: 'ana', name: 'Ana Souza' } as const;
const NOW = new Date('2026-11-23T13:00:00Z');
const known = { fileOf: (url: string) => FILES[url] };
const sends = (more: Partial<Outgoing>) => compose({ ...bot, ...more }, known, NOW);
const contents = (more: Partial<Outgoing>) => sends(more).map(({ content }) => content);
const said = (text: string) => ({ text, linkPreview: null });

describe('words', () => {
  test('the bot and the desk speak for the house', () => {
    expect(sends({})).toEqual([{ id: bot.externalId, content: said('Oi!'), options: {} }]);
    expect(contents({ author: { kind: 'desk' } })).toEqual([said('Oi!')]);
  });

  test('an agent begins with their first name', () => {
    expect(contents({ author: ana })).toEqual([said('*Ana:* Oi!')]);
    expect(contents({ author: { ...ana, name: ' *_Zé_* da ~Silva' } })).toEqual([said('*Zé:* Oi!')]);
  });

  test('what customers and codes contain stays as it is', () => {
    expect(contents({ text: 'PIX 0503***6304 _x_' })).toEqual([said('PIX 0503***6304 _x_')]);
  });

  test('answers to tap become a menu', () => {
    expect(contents({ text: 'Qual?', suggestions: ['Pix', 'Boleto'] })).toEqual([
      said('Qual?\n\n1. Pix\n2. Boleto'),
    ]);
  });

  test('a card is told in words, unless the words told it already', () => {
    const card = (fallbackText: string) => [
      { contentType: 'application/vnd.microsoft.card.adaptive', content: { fallbackText, body: [] } },
    ];
    const text = 'Sua fatura: R$ 89,90';
    expect(
      contents({ text, attachments: card('Vence: 10/11\nPix: 000201'), suggestions: ['Obrigado'] }),
    ).toEqual([said(`${text}\n\nVence: 10/11\nPix: 000201\n\n1. Obrigado`)]);
    expect(contents({ text, attachments: card('R$ 89,90') })).toEqual([said(text)]);
    expect(contents({ text: '', attachments: card('Visita: terça') })).toEqual([said('Visita: terça')]);
  });

  test('in a chat whose messages vanish ours vanish too', () => {
    expect(sends({ reference: { jid: '1@lid', expiration: 86_400 } })[0]?.options).toEqual({
      ephemeralExpiration: 86_400,
    });
    expect(sends({ reference: { expiration: 0 } })[0]?.options).toEqual({});
  });

  test('nothing to say is no message', () => {
    expect(sends({ text: ' ' })).toEqual([]);
    expect(sends({ text: '', author: ana })).toEqual([]);
  });
});

describe('files', () => {
  test.each([
    ['/files/1', { image: { url: '/data/1' }, mimetype: 'image/jpeg' }],
    ['/files/2', { document: { url: '/data/2' }, mimetype: 'application/pdf', fileName: 'fatura.pdf' }],
    ['/files/3', { audio: { url: '/data/3' }, mimetype: 'audio/ogg; codecs=opus' }],
    ['/files/4', { video: { url: '/data/4' }, mimetype: 'video/mp4' }],
    ['/files/5', { document: { url: '/data/5' }, mimetype: 'image/gif', fileName: 'anim.gif' }],
  ])('%s goes as what it is', (url, content) => {
    expect(contents({ text: '', attachments: attached(url) })).toEqual([content]);
  });

  test('short words go under the file', () => {
    expect(contents({ text: 'Segue', author: ana, attachments: attached('/files/2') })).toEqual([
      expect.objectContaining({ document: { url: '/data/2' }, caption: '*Ana:* Segue' }),
    ]);
    expect(contents({ text: '', author: ana, attachments: attached('/files/1') })).toEqual([
      expect.objectContaining({ caption: '*Ana:*' }),
    ]);
  });

  test('long words, sound and several files go apart, the words first', () => {
    const long = 'a'.repeat(1500);
    expect(contents({ text: long, attachments: attached('/files/1') })[0]).toEqual(said(long));
    expect(contents({ text: 'Ouça', attachments: attached('/files/3') })).toHaveLength(2);
    const parts = sends({ text: 'Veja', attachments: attached('/files/1', '/files/2') });
    expect(parts.map(({ content }) => Object.keys(content)[0])).toEqual(['text', 'image', 'document']);
    const own = bot.externalId ?? '';
    expect(parts.map(({ id }) => id)).toEqual([own, partId(own, 1), partId(own, 2)]);
  });

  test('a file that is not here is named, and one elsewhere linked', () => {
    expect(contents({ text: 'Veja', author: ana, attachments: attached('/files/9') })).toEqual([
      said('*Ana:* Veja\n\nnota.txt'),
    ]);
    const elsewhere = [{ contentType: 'image/png', name: 'mapa.png', url: 'https://a.b/mapa.png' }];
    expect(contents({ text: '', attachments: elsewhere })).toEqual([said('mapa.png: https://a.b/mapa.png')]);
  });
});

describe('a long text', () => {
  test('is cut after a paragraph', () => {
    const [one, two] = ['a '.repeat(1200).trim(), 'b '.repeat(1200).trim()];
    expect(contents({ text: `${one}\n\n${two}` })).toEqual([said(one), said(two)]);
  });

  test('loses no word, in no part too long or empty, at any length', () => {
    const paragraphs = fc.array(fc.string({ unit: fc.constantFrom('a', ' ', '\n', '. ', '👍', '\n\n') }));
    fc.assert(
      fc.property(paragraphs, fc.integer({ min: 2, max: 30 }), (all, longest) => {
        const text = all.join('');
        const parts = inParts(text, longest);
        expect(parts.join('').replace(/\s/g, '')).toBe(text.replace(/\s/g, ''));
        for (const part of parts) {
          expect(part.trim()).not.toBe('');
          expect(part.length).toBeLessThanOrEqual(longest);
          expect(/\p{Cs}/u.test(part)).toBe(false);
        }
      }),
    );
  });
});

test('every try gives the same parts, under the same ids', () => {
  const { externalId: _, ...unnamed } = bot;
  const long = { ...unnamed, text: 'palavra '.repeat(2000) };
  const parts = compose(long, {}, NOW);
  expect(parts.length).toBeGreaterThan(3);
  expect(compose(long, {}, NOW)).toEqual(parts);
  expect(parts[0]?.id).toBe(messageIdOf('row-1'));
  expect(new Set(parts.map(({ id }) => id)).size).toBe(parts.length);
});

test('the customer reads what we wrote, and no address in it is opened by us', async () => {
  const opened: string[] = [];
  const [part] = sends({ text: 'Veja https://exemplo.com.br/fatura', suggestions: ['Pix'] });
  const message = await generateWAMessageContent((part?.content ?? { text: '' }) as AnyMessageContent, {
    upload: async () => Promise.reject(new Error('there is no file')),
    getUrlInfo: async (url) => {
      opened.push(url);
      return undefined;
    },
  });
  expect(read(message)?.content).toEqual({
    kind: 'text',
    text: 'Veja https://exemplo.com.br/fatura\n\n1. Pix',
  });
  expect(opened).toEqual([]);
});
