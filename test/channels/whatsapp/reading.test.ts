import { proto, WAProto } from '@whiskeysockets/baileys';
import { read, type Reading } from '../../../channels/whatsapp/reading.js';

/** As it comes out of a ciphertext. */
const arrives = (message: proto.IMessage): Reading | undefined =>
  read(proto.Message.decode(proto.Message.encode(proto.Message.fromObject(message)).finish()));

const text = (words: string, more: object = {}) => ({ content: { kind: 'text', text: words, ...more } });
const file = {
  ...{ url: 'https://mmg.whatsapp.net/f', directPath: '/f', mediaKey: new Uint8Array([1, 2]) },
  ...{ fileSha256: new Uint8Array([3]), fileEncSha256: new Uint8Array([4]), fileLength: 1234 },
};
const place = {
  ...{ url: 'https://mmg.whatsapp.net/f', directPath: '/f', mediaKey: Buffer.from([1, 2]) },
  ...{ fileSha256: Buffer.from([3]), fileEncSha256: Buffer.from([4]), fileLength: 1234 },
};

describe('words', () => {
  test('short and long text', () => {
    expect(arrives({ conversation: 'oi' })).toEqual(text('oi'));
    expect(arrives({ extendedTextMessage: { text: 'veja https://a.b' } })).toEqual(text('veja https://a.b'));
  });

  test('an answer quotes the message it answers', () => {
    const contextInfo = { stanzaId: '3EB0AA', quotedMessage: { conversation: 'Qual período?' } };
    expect(arrives({ extendedTextMessage: { text: 'o primeiro', contextInfo } })).toEqual(
      text('o primeiro', { quotes: { id: '3EB0AA', text: 'Qual período?' } }),
    );
  });

  test('a quote of which only the id came', () => {
    expect(arrives({ extendedTextMessage: { text: 'sim', contextInfo: { stanzaId: 'X' } } })).toEqual(
      text('sim', { quotes: { id: 'X' } }),
    );
  });

  test('in a chat whose messages vanish the time is told', () => {
    const message = { extendedTextMessage: { text: 'oi', contextInfo: { expiration: 604_800 } } };
    expect(arrives({ ephemeralMessage: { message } })).toEqual({ ...text('oi'), expiration: 604_800 });
  });

  test('every envelope is opened, also within another', () => {
    const message: proto.IMessage = { conversation: 'oi' };
    for (const name of [
      ...['ephemeralMessage', 'viewOnceMessage', 'viewOnceMessageV2', 'viewOnceMessageV2Extension'],
      ...['documentWithCaptionMessage', 'editedMessage', 'associatedChildMessage'],
    ])
      expect(arrives({ [name]: { message } })).toEqual(text('oi'));
    expect(
      arrives({ ephemeralMessage: { message: { viewOnceMessageV2: { message: { ...message } } } } }),
    ).toEqual(text('oi'));
  });

  test('what our own phone sent tells to whom', () => {
    const sent = {
      destinationJid: '123@lid',
      message: { ephemeralMessage: { message: { conversation: 'já vou' } } },
    };
    expect(arrives({ deviceSentMessage: sent })).toEqual({ ...text('já vou'), destination: '123@lid' });
  });

  test('envelopes without end are a message that nobody can read', () => {
    let message: proto.IMessage = { conversation: 'oi' };
    for (let i = 0; i < 40; i += 1) message = { ephemeralMessage: { message } };
    expect(arrives(message)).toEqual(text('', { value: { unknown: 'nested' } }));
  });

  test('keys beside the words do not hide them', () => {
    const message = {
      messageContextInfo: { deviceListMetadataVersion: 2 },
      senderKeyDistributionMessage: { groupId: 'g' },
      conversation: 'oi',
    };
    expect(arrives(message)).toEqual(text('oi'));
  });

  test('taps on buttons of others are what was shown on them', () => {
    expect(
      arrives({ buttonsResponseMessage: { selectedButtonId: 'b1', selectedDisplayText: 'Sim' } }),
    ).toEqual(text('Sim'));
    expect(arrives({ templateButtonReplyMessage: { selectedId: 'x', selectedDisplayText: 'Não' } })).toEqual(
      text('Não'),
    );
    expect(
      arrives({ listResponseMessage: { title: 'Boleto', singleSelectReply: { selectedRowId: 'r' } } }),
    ).toEqual(text('Boleto'));
  });

  test('a poll is its question and its answers', () => {
    const poll = { name: 'Que dia?', options: [{ optionName: 'Hoje' }, { optionName: 'Amanhã' }] };
    expect(arrives({ pollCreationMessageV3: poll })).toEqual(text('Que dia?\n- Hoje\n- Amanhã'));
  });
});

describe('files', () => {
  test.each([
    ['imageMessage', 'image', 'image/jpeg'],
    ['videoMessage', 'video', 'video/mp4'],
    ['ptvMessage', 'video', 'video/mp4'],
    ['stickerMessage', 'sticker', 'image/webp'],
    ['documentMessage', 'document', 'application/pdf'],
  ])('%s', (name, kind, mimetype) => {
    expect(arrives({ [name]: { ...file, mimetype } })).toEqual({
      ...text('', { attachments: [{ contentType: mimetype }] }),
      media: { ...place, kind, mimetype },
    });
  });

  test('a voice message tells its length', () => {
    const audioMessage = { ...file, mimetype: 'audio/ogg; codecs=opus', ptt: true, seconds: 7 };
    expect(arrives({ audioMessage })).toEqual({
      ...text('', { attachments: [{ contentType: 'audio/ogg' }] }),
      media: { ...place, kind: 'audio', mimetype: 'audio/ogg; codecs=opus', voiceSeconds: 7 },
    });
  });

  test('the words under a document, and its name without the path', () => {
    const documentMessage = {
      ...file,
      mimetype: 'application/pdf',
      fileName: '../../a\u202efdp.pdf',
      caption: 'segue',
    };
    const reading = arrives({ documentWithCaptionMessage: { message: { documentMessage } } });
    expect(reading?.content).toEqual(
      text('segue', { attachments: [{ contentType: 'application/pdf', name: 'afdp.pdf' }] }).content,
    );
  });

  test.each(['text/html', 'image/svg+xml', 'application/javascript', 'nonsense'])(
    'a document is not announced as %s',
    (mimetype) => {
      expect(arrives({ documentMessage: { ...file, mimetype } })?.content).toMatchObject({
        attachments: [{ contentType: 'application/octet-stream' }],
      });
    },
  );

  test('a file that cannot be fetched is still a message', () => {
    expect(arrives({ imageMessage: { caption: 'a luz' } })).toEqual(text('a luz'));
    expect(arrives({ imageMessage: { url: 'https://a.b' } })).toEqual(
      text('', { value: { unknown: 'image' } }),
    );
  });
});

describe('places and people', () => {
  test('a place is a link with its name', () => {
    const locationMessage = {
      ...{ degreesLatitude: -22.9056, degreesLongitude: -47.0608 },
      ...{ name: 'Casa', address: 'Rua das Palmeiras, 301' },
    };
    expect(arrives({ locationMessage })).toEqual(
      text('Casa\nRua das Palmeiras, 301\nhttps://maps.google.com/?q=-22.9056,-47.0608', {
        value: {
          location: {
            ...{ latitude: -22.9056, longitude: -47.0608, name: 'Casa' },
            address: 'Rua das Palmeiras, 301',
          },
        },
      }),
    );
  });

  test('a place that moves, and one that is none', () => {
    expect(arrives({ liveLocationMessage: { degreesLatitude: 1e-9, degreesLongitude: 2 } })).toEqual(
      text('https://maps.google.com/?q=0,2', {
        value: { location: { latitude: 0, longitude: 2, isLive: true } },
      }),
    );
    expect(arrives({ locationMessage: { degreesLatitude: 500, degreesLongitude: 2 } })).toEqual(
      text('', { value: { unknown: 'location' } }),
    );
  });

  test('cards are names and numbers', () => {
    const vcard = [
      ...['BEGIN:VCARD', 'VERSION:3.0', 'N:;João;;;', 'FN:João da', ' Silva', 'ORG:Casa\\, Ltda'],
      ...['item1.TEL;waid=5511987654321:+55 11 98765-4321', 'TEL;type=HOME:tel:+551133334444', 'END:VCARD'],
    ].join('\r\n');
    const card = { name: 'João daSilva', phones: ['+55 11 98765-4321', '+551133334444'] };
    expect(arrives({ contactMessage: { vcard } })).toEqual(
      text('João daSilva: +55 11 98765-4321, +551133334444', { value: { contacts: [card] } }),
    );
    const contacts = [{ displayName: 'João', vcard }, { displayName: 'Bia' }];
    expect(arrives({ contactsArrayMessage: { contacts } })?.content).toMatchObject({
      text: 'João: +55 11 98765-4321, +551133334444\nBia',
    });
  });
});

describe('what is said about another message', () => {
  const key = { id: '3EB0AA', remoteJid: '1@lid', fromMe: true };
  const { MESSAGE_EDIT, REVOKE, EPHEMERAL_SETTING } = WAProto.Message.ProtocolMessage.Type;

  test('a reaction, and one taken back', () => {
    const event = (emoji: string) => ({
      content: { kind: 'event', name: 'message.reaction', value: { id: '3EB0AA', emoji } },
    });
    expect(arrives({ reactionMessage: { key, text: '👍' } })).toEqual(event('👍'));
    expect(arrives({ reactionMessage: { key, text: '' } })).toEqual(event(''));
  });

  test('an edit brings the new words and which message they replace', () => {
    const protocolMessage = { key, type: MESSAGE_EDIT, editedMessage: { conversation: 'às 14h' } };
    const edited = text('às 14h', { edits: '3EB0AA' });
    expect(arrives({ protocolMessage })).toEqual(edited);
    expect(arrives({ editedMessage: { message: { protocolMessage } } })).toEqual(edited);
  });

  test('an edit of a caption brings no second file', () => {
    const editedMessage = { imageMessage: { ...file, caption: 'a luz' } };
    expect(arrives({ protocolMessage: { key, type: MESSAGE_EDIT, editedMessage } })).toEqual(
      text('a luz', { edits: '3EB0AA' }),
    );
  });

  test('a deletion', () => {
    expect(arrives({ protocolMessage: { key, type: REVOKE } })).toEqual({
      content: { kind: 'event', name: 'message.deleted', value: { id: '3EB0AA' } },
    });
  });

  test.each<proto.IMessage>([
    {},
    { protocolMessage: { type: EPHEMERAL_SETTING, ephemeralExpiration: 86_400 } },
    { protocolMessage: { historySyncNotification: {} } },
    { senderKeyDistributionMessage: { groupId: 'g' } },
    { keepInChatMessage: { key } },
    { pinInChatMessage: { key } },
    { messageContextInfo: {} },
  ])('what programs tell each other is no message: %j', (message) => {
    expect(arrives(message)).toBeUndefined();
  });
});
