import type { proto } from '@whiskeysockets/baileys';
import type { Deed, Earlier, Outgoing } from '../../../channels/channel.js';
import { compose } from '../../../channels/whatsapp/composing.js';
import { editMark, type SentPart } from '../../../channels/whatsapp/deeds.js';
import { read } from '../../../channels/whatsapp/reading.js';

const NOW = new Date('2026-11-23T13:00:00Z');
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const ago = (ms: number) => new Date(NOW.getTime() - ms);
const CHAT = { jid: '77@lid', us: { lid: '900' } };

const ours: Earlier = { id: 'm1', position: 1, externalId: '3EB01', isOurs: true, text: 'Vou as 9h.' };
const theirs: Earlier = { ...ours, externalId: '3A07', isOurs: false };
const wordsOnly: readonly SentPart[] = [{ id: '3EB01' }];

interface Case {
  readonly parts?: readonly SentPart[];
  readonly saidAt?: Date;
  readonly unknown?: boolean;
}

function parts(deed: Deed, { parts = wordsOnly, saidAt = ago(MINUTE), unknown = false }: Case = {}) {
  const message: Outgoing = {
    ...{ id: 'row-9', externalId: '3EB09', to: { channel: 'whatsapp', id: 'c' }, deed },
    ...{ author: { kind: 'agent', id: 'ana', name: 'Ana Souza' }, text: 'Corrigindo: vou às 10h.' },
  };
  return compose(message, { chat: CHAT, ...(!unknown && { target: { saidAt, parts } }) }, NOW);
}
const done = (deed: Deed, more?: Case) =>
  parts(deed, more).map(({ content }) => ('ready' in content ? content.ready : content));
const IN_WORDS = [expect.objectContaining({ text: '*Ana:* Corrigindo: vou às 10h.' })];
const edit = (text = 'Vou às 10h.', target = ours): Deed => ({ kind: 'edit', target, text });
const remove = (target = ours): Deed => ({ kind: 'delete', target });

describe('a correction', () => {
  test('replaces the words, signed as they were, and is read as a correction', () => {
    const [message] = done(edit()) as [proto.IMessage];
    expect(message.protocolMessage).toMatchObject({
      key: { id: '3EB01', remoteJid: '77@lid', fromMe: true },
    });
    expect(read(message)?.content).toEqual({ kind: 'text', text: '*Ana:* Vou às 10h.', edits: '3EB01' });
    expect(editMark(message)).toBe('1');
  });

  test('changes the caption and leaves the file', () => {
    const imageMessage = { caption: '*Ana:* Veja', directPath: '/v/1', mimetype: 'image/jpeg' };
    const [message] = done(edit(), { parts: [{ id: '3EB01', message: { imageMessage } }] }) as [
      proto.IMessage,
    ];
    expect(message.protocolMessage?.editedMessage?.imageMessage).toEqual({
      ...imageMessage,
      caption: '*Ana:* Vou às 10h.',
    });
  });

  test('of words that went before a file hits the words', () => {
    const voice = { id: '3EB01', message: { audioMessage: { ptt: true } } };
    const text = { id: '3EB0P', message: { extendedTextMessage: { text: '*Ana:* Ouça' } } };
    const [message] = done(edit(), { parts: [voice, text] }) as [proto.IMessage];
    expect(message.protocolMessage?.key?.id).toBe('3EB0P');
  });

  test.each<[string, Deed, Case?]>([
    ['after a quarter of an hour', edit(), { saidAt: ago(15 * MINUTE + 1) }],
    ['of what the other person wrote', edit('x', theirs)],
    ['of what never reached WhatsApp', edit(), { unknown: true }],
    ['of a long text in two parts', edit(), { parts: [{ id: '3EB01' }, textPart('3EB0P')] }],
    ['that is longer than one message', edit('palavra '.repeat(600))],
    ['of a file without words', edit(), { parts: [{ id: '3EB01', message: { audioMessage: {} } }] }],
  ])('%s is said in words', (_when, deed, more = {}) => {
    expect(done(deed, more)).toEqual(IN_WORDS);
  });

  test('said in words it quotes what it corrects', () => {
    const [message] = done(edit(), { saidAt: ago(DAY) });
    expect((message as { contextInfo?: unknown }).contextInfo).toMatchObject({ stanzaId: '3EB01' });
  });

  test('in the last moment is one', () => {
    expect(done(edit(), { saidAt: ago(15 * MINUTE) })).not.toEqual(IN_WORDS);
  });
});

function textPart(id: string): SentPart {
  return { id, message: { extendedTextMessage: { text: 'a' } } };
}

describe('a deletion', () => {
  test('takes back every part, each under an id of its own', () => {
    const all = [{ id: '3EB01' }, textPart('3EB0P')];
    const messages = done(remove(), { parts: all }) as proto.IMessage[];
    expect(messages.map((one) => read(one)?.content)).toEqual([
      { kind: 'event', name: 'message.deleted', value: { id: '3EB01' } },
      { kind: 'event', name: 'message.deleted', value: { id: '3EB0P' } },
    ]);
    expect(messages.map(editMark)).toEqual(['7', '7']);
    expect(new Set(parts(remove(), { parts: all }).map(({ id }) => id)).size).toBe(2);
  });

  test.each<[string, Deed, Case?]>([
    ['after two days', remove(), { saidAt: ago(2 * DAY + 1) }],
    ['of what the other person wrote', remove(theirs)],
    ['of what has no id there', remove(withoutId())],
  ])('%s is said in words', (_when, deed, more = {}) => {
    expect(done(deed, more)).toEqual(IN_WORDS);
  });
});

function withoutId(): Earlier {
  const { externalId: _, ...rest } = ours;
  return rest;
}

describe('a reaction', () => {
  test.each([
    [ours, true],
    [theirs, false],
  ])('to %j is marked as to ours: %s', (target, fromMe) => {
    const [message] = done({ kind: 'react', target, emoji: '👍' }, { unknown: true }) as [proto.IMessage];
    expect(message.reactionMessage).toMatchObject({
      key: { id: target.externalId, fromMe, remoteJid: '77@lid' },
      text: '👍',
    });
    expect(editMark(message)).toBeUndefined();
  });

  test('is taken back by an empty one', () => {
    const [message] = done({ kind: 'react', target: theirs, emoji: '' }) as [proto.IMessage];
    expect(message.reactionMessage?.text).toBe('');
  });
});
