import { deflateSync } from 'node:zlib';
import { proto } from '@whiskeysockets/baileys';
import { openSqlite, type Database } from '../../../../store/database.js';
import { openWhatsAppWorld, type WhatsAppWorld } from '../../../support/whatsapp-world.js';

/** The number of an agent's phone, and what an impostor without it would like to have. */
const NUMBER = '5511990001001';
const JID = `${NUMBER}@s.whatsapp.net`;

let it: WhatsAppWorld;
let db: Database;
beforeAll(async () => {
  it = await openWhatsAppWorld({ phones: ['ana'] });
  db = await openSqlite(`${it.world.folder}/bastao.db`);
}, 60_000);
afterAll(async () => {
  await db.close();
  await it.ends();
});

let people = 0;
const { Type } = proto.Message.ProtocolMessage;

/** Somebody of whom WhatsApp tells the hidden id alone. */
function impostor(name = 'Zé') {
  const person = it.person(`55119887${1000 + ++people}`, name);
  const unnamed = { attrs: { sender_pn: undefined } as unknown as Record<string, string> };
  const { lidUser, lid } = person.phone;
  return {
    lid,
    sends: async (content: string | proto.IMessage, more: Record<string, string> = {}) => {
      const attrs = { ...unnamed.attrs, ...more };
      const sent = await person.phone.send(content, { ...unnamed, attrs, to: it.company });
      await sent.settled;
    },
    /** The numbers under which they are known, in the words of all who could tell. */
    numbers: async (): Promise<unknown[]> => {
      const [contact] = await db.reader.all<{ phone: unknown }>(
        'select phone from whatsapp_contact where lid = ?',
        [lidUser],
      );
      const [conversation] = await db.reader.all<{ phone: unknown }>(
        'select phone from conversation where id = ?',
        [`whatsapp:main/l${lidUser}`],
      );
      return [contact?.phone, conversation?.phone];
    },
  };
}

/** They write once more: what was learned of them meanwhile shows. */
async function knownAs(one: ReturnType<typeof impostor>): Promise<unknown[]> {
  await one.sends('oi');
  return one.numbers();
}
const UNKNOWN = [null, null];

const context = { stanzaId: '3A00', participant: JID, remoteJid: JID };
const pushed = (lid: string) =>
  deflateSync(
    proto.HistorySync.encode({
      syncType: proto.HistorySync.HistorySyncType.INITIAL_BOOTSTRAP,
      conversations: [{ id: lid, pnJid: JID, messages: [] }],
      phoneNumberToLidMappings: [{ pnJid: JID, lidJid: lid }],
    }).finish(),
  );
const ofHistory = (lid: string): proto.IMessage => ({
  protocolMessage: {
    type: Type.HISTORY_SYNC_NOTIFICATION,
    historySyncNotification: {
      syncType: proto.Message.HistorySyncType.INITIAL_BOOTSTRAP,
      ...{ chunkOrder: 1, progress: 100, initialHistBootstrapInlinePayload: pushed(lid) },
    },
  },
});
const migration = (lid: string): proto.IMessage => {
  const mapping = { pn: Number(NUMBER), assignedLid: Number(lid.split('@')[0]) };
  const payload = proto.LIDMigrationMappingSyncPayload.encode({ pnToLidMappings: [mapping] }).finish();
  return {
    protocolMessage: {
      type: Type.LID_MIGRATION_MAPPING_SYNC,
      lidMigrationMappingSyncMessage: { encodedMappingPayload: deflateSync(payload) },
    },
  };
};

describe('nobody comes by a number through what they write:', () => {
  test.each<[string, (lid: string) => string | proto.IMessage]>([
    ['words', () => `Meu número é +${NUMBER}`],
    ['a quote of that number', () => ({ extendedTextMessage: { text: '1', contextInfo: context } })],
    [
      'a card',
      () => ({
        contactMessage: {
          displayName: 'Ana',
          vcard: `BEGIN:VCARD\nFN:Ana\nTEL;waid=${NUMBER}:+${NUMBER}\nEND:VCARD`,
        },
      }),
    ],
    ['a forwarded message', () => forwarded()],
    [
      'the copy that a phone sends of its own messages',
      () => ({ deviceSentMessage: { destinationJid: JID, message: { conversation: '1' } } }),
    ],
    [
      'a number shared',
      () => ({ protocolMessage: { type: Type.SHARE_PHONE_NUMBER, key: { remoteJid: JID } } }),
    ],
    ['a correction of that number', () => correction()],
    ['a history', ofHistory],
    ['a migration', migration],
  ])('%s', async (_what, message) => {
    const one = impostor();
    await one.sends(message(one.lid));
    expect(await knownAs(one)).toEqual(UNKNOWN);
  });

  test('the name they give themselves', async () => {
    expect(await knownAs(impostor(`+${NUMBER}`))).toEqual(UNKNOWN);
    expect(await knownAs(impostor(JID))).toEqual(UNKNOWN);
  });

  test('a history or a migration that calls itself one of our own devices', async () => {
    const one = impostor();
    await one.sends(ofHistory(one.lid), { category: 'peer' });
    await one.sends(migration(one.lid), { category: 'peer' });
    expect(await knownAs(one)).toEqual(UNKNOWN);
  });
});

test('WhatsApp’s own word counts', async () => {
  const one = impostor();
  await one.sends('oi', { sender_pn: JID });
  expect(await one.numbers()).toEqual([NUMBER, NUMBER]);
});

function forwarded(): proto.IMessage {
  const contextInfo = { ...context, isForwarded: true, forwardingScore: 1, mentionedJid: [JID] };
  return { extendedTextMessage: { text: '1', contextInfo } };
}

function correction(): proto.IMessage {
  const key = { remoteJid: JID, fromMe: true, id: '3A00', participant: JID };
  return { protocolMessage: { key, type: Type.MESSAGE_EDIT, editedMessage: { conversation: '1' } } };
}
