import type { Earlier, Outgoing } from '../../../channels/channel.js';
import { compose, type FileToSend } from '../../../channels/whatsapp/composing.js';
import type { Chat } from '../../../channels/whatsapp/quoting.js';

const NOW = new Date('2026-11-23T13:00:00Z');
const US = { lid: '900', phone: '551130000001' };
const HIDDEN: Chat = { jid: '77@lid', us: US };
const NUMBERED: Chat = { jid: '5511987654321@s.whatsapp.net', us: US };

const theirs: Earlier = { id: 'm1', position: 1, externalId: '3A01', isOurs: false, text: 'minha luz caiu' };
const ours: Earlier = { id: 'm2', position: 2, externalId: '3EB02', isOurs: true, text: 'Já vejo.' };

const FILES: Readonly<Record<string, FileToSend>> = {
  '/files/1': { path: '/data/1', name: 'luz.jpg', contentType: 'image/jpeg' },
  '/files/2': { path: '/data/2', name: 'voz.ogg', contentType: 'audio/ogg' },
};
const attached = (...urls: string[]) => urls.map((url) => ({ url, contentType: 'x/y' }));

function contextsOf(more: Partial<Outgoing>, chat?: Chat) {
  const message: Outgoing = {
    ...{ id: 'row-1', externalId: '3EB0A', to: { channel: 'whatsapp', id: 'c' } },
    ...{ author: { kind: 'agent', id: 'ana', name: 'Ana' }, text: 'Pronto!' },
    ...more,
  };
  const known = { fileOf: (url: string) => FILES[url], ...(chat && { chat }) };
  return compose(message, known, NOW).map(
    ({ content }) => (content as { contextInfo?: unknown }).contextInfo,
  );
}

test('an answer quotes what the person wrote, named as the chat names them', () => {
  expect(contextsOf({ quotes: theirs }, HIDDEN)).toEqual([
    { stanzaId: '3A01', participant: '77@lid', quotedMessage: { conversation: 'minha luz caiu' } },
  ]);
  expect(contextsOf({ quotes: theirs }, NUMBERED)).toMatchObject([{ participant: NUMBERED.jid }]);
});

test('and what we wrote, under our own name of the same kind', () => {
  expect(contextsOf({ quotes: ours }, HIDDEN)).toMatchObject([{ stanzaId: '3EB02', participant: '900@lid' }]);
  expect(contextsOf({ quotes: ours }, NUMBERED)).toMatchObject([
    { participant: '551130000001@s.whatsapp.net' },
  ]);
  const unnamed = { ...HIDDEN, us: { phone: US.phone } };
  expect(contextsOf({ quotes: ours }, unnamed)).toMatchObject([
    { participant: '551130000001@s.whatsapp.net' },
  ]);
});

test.each([
  ['a picture with words', attached('/files/1'), 1],
  ['a voice alone', attached('/files/2'), 2],
  ['words and two files', attached('/files/1', '/files/1'), 3],
])('%s quotes once, at its beginning', (_what, attachments, parts) => {
  const [first, ...rest] = contextsOf({ quotes: theirs, attachments }, HIDDEN);
  expect(first).toMatchObject({ stanzaId: '3A01' });
  expect(rest).toEqual(Array.from({ length: parts - 1 }, () => undefined));
});

test('a file without words quotes as well', () => {
  expect(contextsOf({ text: '', quotes: theirs, attachments: attached('/files/2') }, HIDDEN)).toMatchObject([
    { stanzaId: '3A01' },
  ]);
});

test('what WhatsApp does not know cannot be quoted', () => {
  const { externalId: _, ...unnamed } = theirs;
  expect(contextsOf({ quotes: unnamed }, HIDDEN)).toEqual([undefined]);
  expect(contextsOf({}, HIDDEN)).toEqual([undefined]);
});
