import { withoutSpentChains } from '../../../channels/whatsapp/signal-sessions.js';
import { openWhatsAppWorld } from '../../support/whatsapp-world.js';

const RECEIVING = 2;
const SENDING = 1;
const chain = (more: object = {}) => ({
  chainType: RECEIVING,
  chainKey: { counter: 3 },
  messageKeys: {},
  ...more,
});
const spent = (from: number, to: number) =>
  Object.fromEntries(Array.from({ length: to - from }, (_, i) => [`spent${from + i}`, chain()]));
const record = (chains: object) => ({
  version: 'v1',
  _sessions: { base: { registrationId: 7, _chains: chains } },
});
const left = (kept: unknown) => Object.keys((kept as ReturnType<typeof record>)._sessions.base._chains);

describe('of a session', () => {
  test('the newest five chains on which nothing can come stay, older ones go', () => {
    expect(left(withoutSpentChains(record(spent(0, 12))))).toEqual([
      ...['spent7', 'spent8', 'spent9', 'spent10', 'spent11'],
    ]);
  });

  test('a chain on which something may come stays, however old: open, ours, or with a message skipped', () => {
    const open = chain({ chainKey: { counter: 1, key: 'a2V5' } });
    const ours = chain({ chainType: SENDING });
    const skipped = chain({ messageKeys: { 2: 'a2V5' } });
    const kept = left(withoutSpentChains(record({ open, ours, skipped, ...spent(0, 9) })));
    expect(kept).toEqual(['open', 'ours', 'skipped', 'spent4', 'spent5', 'spent6', 'spent7', 'spent8']);
  });

  test('everything else is as it was, and what is no record is left alone', () => {
    expect(withoutSpentChains(record(spent(0, 3)))).toEqual(record(spent(0, 3)));
    for (const odd of [null, {}, { _sessions: { a: {} } }]) expect(withoutSpentChains(odd)).toEqual(odd);
  });
});

test('a long conversation does not make its session grow', async () => {
  const place = await openWhatsAppWorld({ whatsApp: { watchesForLoops: false } });
  const joana = place.person('5511976540002', 'Joana');
  const talks = async (times: number) => {
    for (let i = 0; i < times; i++) {
      await joana.says('qual o horário de atendimento?');
      await joana.hears(/./);
    }
  };
  const sessionBytes = async () => {
    const { openSqlite } = await import('../../../store/database.js');
    const db = await openSqlite(`${place.world.folder}/bastao.db`);
    const sql = `select max(length(value)) as bytes from whatsapp_key where type = 'session'`;
    const [row] = await db.reader.all<{ bytes: number }>(sql);
    await db.close();
    return row?.bytes ?? 0;
  };
  await talks(15);
  const early = await sessionBytes();
  await talks(25);
  expect(await sessionBytes()).toBeLessThan(early * 1.5);
  await place.ends();
}, 90_000);
