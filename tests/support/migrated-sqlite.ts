import { copyFileSync, existsSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { inject } from 'vitest';
import { openDatabase } from '../../sync-server/store/sqlite/open-database.ts';
import { sqliteEngineOver } from '../../sync-server/store/sqlite.ts';
import type { SqlEngine } from '../../sync-server/store/sql-engine.ts';

/** Puts a database with all tables and no rows at a path, unless one is there. */
export const putMigrated = (path: string): void => {
  if (!existsSync(path)) copyFileSync(inject('sqliteTemplate'), path);
};

/** Statements that make the template anew; tables stand before what is on them. */
const readScript = (): string => {
  const template = new DatabaseSync(inject('sqliteTemplate'), { readOnly: true });
  const made = template
    .prepare(
      `select sql from sqlite_master where sql is not null and name not like 'sqlite\\_%' escape '\\'
       order by type <> 'table', rowid`,
    )
    .all();
  const tables = template
    .prepare(
      `select name from sqlite_master where type = 'table' and name not like 'sqlite\\_%' escape '\\'`,
    )
    .all();
  const rows = tables.flatMap(({ name }) =>
    template
      .prepare(`select * from "${String(name)}"`)
      .all()
      .map((row) => {
        const values = Object.values(row).map((value) =>
          typeof value === 'string' ? `'${value.replaceAll("'", "''")}'` : String(value),
        );
        return `insert into "${String(name)}" values (${values.join(', ')})`;
      }),
  );
  template.close();
  // Rows before triggers that forbid some of them.
  const isTrigger = (text: string) => /^create trigger/i.test(text);
  const statements = made.map(({ sql }) => String(sql));
  return [
    ...statements.filter((text) => !isTrigger(text)),
    ...rows,
    ...statements.filter(isTrigger),
  ].join(';\n');
};

let script: string | undefined;

/** One in memory, with all tables and no rows. */
export const migratedInMemory = (): SqlEngine => {
  const database = openDatabase(':memory:');
  script ??= readScript();
  database.exec(script);
  return sqliteEngineOver(database);
};
