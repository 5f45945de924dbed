import { proto } from '@whiskeysockets/baileys';
import fc from 'fast-check';
import { read, type Reading } from '../../../channels/whatsapp/reading.js';

test.each<[proto.IMessage, string]>([
  [{ orderMessage: { orderId: '1' } }, 'order'],
  [{ invoiceMessage: { note: 'x' } }, 'invoice'],
  [{ placeholderMessage: {} }, 'placeholder'],
  [{ secretEncryptedMessage: {} }, 'secretEncrypted'],
  [{ viewOnceMessage: {} }, 'viewOnce'],
  [{ call: {} }, 'call'],
])('a kind nobody can read is a message without words: %j', (message, kind) => {
  const decoded = proto.Message.decode(proto.Message.encode(proto.Message.fromObject(message)).finish());
  expect(read(decoded)).toEqual({ content: { kind: 'text', text: '', value: { unknown: kind } } });
});

describe('whatever comes', () => {
  const FIELDS = Object.keys(Object.getPrototypeOf(proto.Message.create({})) as object);
  const INNER = [
    'message',
    'text',
    'caption',
    'contextInfo',
    'key',
    'type',
    'editedMessage',
    'vcard',
    'contacts',
  ].concat([
    'options',
    'url',
    'mediaKey',
    'degreesLatitude',
    'degreesLongitude',
    'stanzaId',
    'quotedMessage',
    'body',
  ]);

  const { any } = fc.letrec<{ any: unknown }>((tie) => ({
    any: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      fc.oneof(
        ...[fc.string(), fc.double(), fc.integer(), fc.boolean(), fc.constant(null), fc.constant(undefined)],
        fc.uint8Array({ maxLength: 8 }),
      ),
      fc.dictionary(fc.constantFrom(...FIELDS, ...INNER), tie('any'), { maxKeys: 4 }),
      fc.array(tie('any'), { maxLength: 3 }),
    ),
  }));
  const message = fc.dictionary(fc.constantFrom(...FIELDS), any, { maxKeys: 4 });

  const fits = (reading: Reading | undefined) =>
    reading === undefined || reading.content.kind === 'event' || typeof reading.content.text === 'string';

  test('it does not throw for objects of any shape', () => {
    expect(FIELDS.length).toBeGreaterThan(50);
    fc.assert(
      fc.property(message, (one) => fits(read(one as proto.IMessage))),
      { numRuns: 2000 },
    );
  });

  test('it does not throw for any bytes that protobuf accepts', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
        let decoded: proto.IMessage | undefined;
        try {
          decoded = proto.Message.decode(bytes);
        } catch {
          return true;
        }
        return fits(read(decoded));
      }),
      { numRuns: 3000 },
    );
  });
});
