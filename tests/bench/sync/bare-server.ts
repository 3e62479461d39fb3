import { createServer } from 'node:http';
import { Pool } from 'pg';
import { openDatabase } from '../../../sync-server/store/sqlite/open-database.ts';

/**
 * What anybody would write first: parse a JSON array, insert its records in one transaction, answer after
 * the commit. The same durability, no ledger, no proof, no fold, no authentication.
 */
type Keep = (records: readonly { readonly entryId: string }[]) => Promise<void> | void;

const keepInSqlite = (path: string): Keep => {
  const database = openDatabase(path);
  database.exec('create table records (id text primary key, body text not null)');
  const insert = database.prepare(
    'insert into records (id, body) values (?, ?) on conflict do nothing',
  );
  return (records) => {
    database.exec('begin immediate');
    for (const record of records) insert.run(record.entryId, JSON.stringify(record));
    database.exec('commit');
  };
};

const keepInPostgres = async (connectionString: string): Promise<Keep> => {
  const pool = new Pool({ connectionString, max: 8 });
  await pool.query('create table records (id text primary key, body text not null)');
  return async (records) => {
    const ids = records.map(({ entryId }) => entryId);
    const bodies = records.map((record) => JSON.stringify(record));
    // One statement is one transaction.
    await pool.query({
      name: 'keep',
      text: `insert into records (id, body) select * from unnest($1::text[], $2::text[])
             on conflict do nothing`,
      values: [ids, bodies],
    });
  };
};

const place = process.argv[2] ?? '';
const keep = place.startsWith('postgres:') ? await keepInPostgres(place) : keepInSqlite(place);

const server = createServer((request, response) => {
  const pieces: Buffer[] = [];
  request.on('data', (piece: Buffer) => pieces.push(piece));
  request.on('end', () => {
    void (async () => {
      const records = JSON.parse(Buffer.concat(pieces).toString());
      await keep(records);
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ stored: records.length }));
    })();
  });
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (typeof address === 'object' && address !== null)
    console.log(`http://127.0.0.1:${address.port}`);
});
