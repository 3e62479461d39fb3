import { DatabaseSync } from 'node:sqlite';

/**
 * WAL with `synchronous=FULL`: what was acknowledged survives a power cut. With `secure_delete` what is
 * dropped is written over.
 * @param path of the file, or `:memory:`
 * @param cacheKibibytes of its pages that stay in memory: the hot ones of the indexes
 */
export const openDatabase = (path: string, cacheKibibytes = 12 * 1024): DatabaseSync => {
  const database = new DatabaseSync(path, { timeout: 2000, enableForeignKeyConstraints: true });
  database.exec(
    `PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON;
     PRAGMA wal_autocheckpoint = ${checkpointPages}; PRAGMA cache_size = -${cacheKibibytes}`,
  );
  return database;
};

/** Pages of 4 KiB: a checkpoint every 16 MiB instead of every 4, each of which is an fsync or two. */
const checkpointPages = 4000;
