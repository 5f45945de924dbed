import sqlite3 from 'sqlite3';

/** The words customers wrote, as they are on disk at this moment, in the order of the database. */
export async function keptWords(file: string): Promise<string[]> {
  const db = await new Promise<sqlite3.Database>((resolve, reject) => {
    const opened: sqlite3.Database = new sqlite3.Database(file, sqlite3.OPEN_READONLY, (error) =>
      error ? reject(error) : resolve(opened),
    );
  });
  const sql = `select text from message where author = 'customer' and kind = 'text' order by position`;
  const rows = await new Promise<{ text: string }[]>((resolve, reject) =>
    db.all<{ text: string }>(sql, (error, found) => (error ? reject(error) : resolve(found))),
  );
  await new Promise<void>((resolve) => db.close(() => resolve()));
  return rows.map(({ text }) => text);
}
