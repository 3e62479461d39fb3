import { writeSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';

const [path = '', synchronous = 'FULL', rows = '0'] = process.argv.slice(2);
const database = new DatabaseSync(path);
database.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = ${synchronous}`);
database.exec('create table if not exists rows (n integer primary key)');
const insert = database.prepare('insert into rows values (?)');
for (let n = 1; n <= Number(rows); n += 1) {
  insert.run(n);
  writeSync(1, `${n}\n`);
}
// Stays until it is killed: a database that is closed would be written to the disk whole.
setInterval(() => undefined, 60_000);
