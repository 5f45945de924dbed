import type { proto } from '@whiskeysockets/baileys';
import type { Outgoing } from '../../../channels/channel.js';
import { compose, type Sendable } from '../../../channels/whatsapp/composing.js';
import { isForwardable } from '../../../channels/whatsapp/forwarding.js';
import { packOrder, unpackOrder, type MediaPlace } from '../../../channels/whatsapp/media-place.js';
import { read } from '../../../channels/whatsapp/reading.js';

const NOW = new Date('2026-11-23T13:00:00Z');
const DAY = 24 * 60 * 60_000;
const ago = (ms: number) => new Date(NOW.getTime() - ms);

const place: MediaPlace = {
  ...{ kind: 'image', directPath: '/v/t62/abc', url: 'https://mmg.whatsapp.net/v/t62/abc' },
  ...{ mediaKey: Buffer.alloc(32, 1), fileSha256: Buffer.alloc(32, 2), fileEncSha256: Buffer.alloc(32, 3) },
  ...{ fileLength: 1234, mimetype: 'image/jpeg' },
};
const order = { place, message: { id: '3A', jid: '1@lid', fromMe: false }, at: ago(DAY) };

describe('a file may be handed on where it lies', () => {
  const { fileEncSha256: _, ...unproven } = place;
  const { at: __, ...undated } = order;
  test.each([
    ['for some days', order, true],
    ['to the last moment of a week', { ...order, at: ago(7 * DAY) }, true],
    ['not after a week', { ...order, at: ago(7 * DAY + 1) }, false],
    ['not if nobody knows for how long it has been there', undated, false],
    ['not without all that a phone checks', { ...order, place: unproven }, false],
    ['not if it lies anywhere else', { ...order, place: { ...place, url: 'https://evil.example/v' } }, false],
    ['not on this machine', { ...order, place: { ...place, url: 'https://127.0.0.1:99/v' } }, false],
  ])('%s', (_when, one, may) => {
    expect(isForwardable(one, NOW, false)).toBe(may);
  });

  test('also after its order was sealed away', () => {
    expect(unpackOrder(packOrder(order))).toEqual(order);
    expect(unpackOrder(packOrder(undated)).at).toBeUndefined();
  });
});

const message: Outgoing = {
  ...{ id: 'row-1', externalId: '3EB0A', to: { channel: 'whatsapp', id: 'c' } },
  ...{ author: { kind: 'agent', id: 'ana', name: 'Ana' }, text: 'Veja' },
  attachments: [{ contentType: 'x/y', url: '/files/1' }],
};
const parts = (file: Sendable, more: Partial<Outgoing> = {}) =>
  compose(
    { ...message, ...more },
    { fileOf: () => file, chat: { jid: '77@lid', us: { lid: '900' } } },
    NOW,
  ).map(({ content }) => ('ready' in content ? content.ready : content) as proto.IMessage);

describe('what is handed on', () => {
  test.each(['image', 'video', 'document'] as const)('%s: with our words under it', (kind) => {
    const [one, ...rest] = parts({ ...place, kind, fileName: 'a.bin' });
    expect(rest).toEqual([]);
    const reading = read(one ?? {});
    expect(reading?.content).toMatchObject({ text: '*Ana:* Veja' });
    expect(reading?.media).toMatchObject({ kind, mediaKey: place.mediaKey, directPath: place.directPath });
    expect(reading?.media).toMatchObject({ fileSha256: place.fileSha256, fileLength: 1234 });
  });

  test('sound and stickers carry no words: those go before', () => {
    for (const kind of ['audio', 'sticker'] as const) {
      const [words, file] = parts({ ...place, kind });
      expect(words).toMatchObject({ text: '*Ana:* Veja' });
      expect(read(file ?? {})?.media).toMatchObject({ kind, fileEncSha256: place.fileEncSha256 });
      expect(parts({ ...place, kind }, { text: '' })).toHaveLength(1);
    }
  });

  test('a voice message stays one, handed on or uploaded', () => {
    const [handedOn] = parts({ ...place, kind: 'audio', voiceSeconds: 7 }, { text: '' });
    expect(handedOn?.audioMessage).toMatchObject({ ptt: true, seconds: 7 });
    const onDisk = { path: '/data/1', name: 'voz', contentType: 'audio/ogg', voiceSeconds: 7 };
    expect(parts(onDisk, { text: '' })).toEqual([
      { audio: { url: '/data/1' }, mimetype: 'audio/ogg; codecs=opus', ptt: true, seconds: 7 },
    ]);
    const { voiceSeconds: _, ...song } = onDisk;
    expect(parts(song, { text: '' })[0]).not.toHaveProperty('ptt');
  });

  test('it quotes, and vanishes where ours vanish', () => {
    const quotes = { id: 'm', position: 1, externalId: '3A01', isOurs: false, text: 'manda' };
    const [one] = parts(place, { quotes, reference: { expiration: 86_400 } });
    expect(one?.imageMessage?.contextInfo).toMatchObject({
      ...{ stanzaId: '3A01', participant: '77@lid', expiration: 86_400 },
    });
    expect(parts(place)[0]?.imageMessage).not.toHaveProperty('contextInfo');
  });
});
