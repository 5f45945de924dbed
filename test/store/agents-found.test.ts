import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Connection } from '../../store/connection.js';
import { openSqlite } from '../../store/database.js';
import { StoreTx } from '../../store/tx.js';

test('an agent’s chat is found by its names, however many others have written', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'bastao-found-'));
  const db = await openSqlite(join(folder, 'bastao.db'));
  const plans: string[] = [];
  const all: Connection['all'] = async (sql, bindings) => {
    const steps = await db.reader.all<{ detail: string }>(`explain query plan ${sql}`, bindings);
    plans.push(...steps.map(({ detail }) => detail));
    return db.reader.all(sql, bindings);
  };
  const tx = new StoreTx({ ...db.reader, all }, { newId: () => 'x', logChannels: new Set() });
  await tx.conversationOf([
    { channel: 'whatsapp', person: '+5511990001001' },
    { channel: 'botframework', person: 'emulator/ana' },
  ]);
  await db.close();
  rmSync(folder, { recursive: true });
  const looked = plans.filter((one) => / conversation /.test(` ${one} `));
  expect(looked.length).toBeGreaterThan(3);
  for (const step of looked)
    expect(step).toMatch(/^SEARCH conversation USING .*\((?:id=\?|channel=\? AND \w+=\?)\)$/);
});
