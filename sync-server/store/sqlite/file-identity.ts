import { statSync } from 'node:fs';

/** A write-ahead log without its file, or a file without its log, is no longer this database. */
const filesOf = (path: string): string[] => [path, `${path}-wal`];

const identityOf = (path: string): string => {
  const stats = statSync(path, { throwIfNoEntry: false });
  return stats ? `${stats.dev} ${stats.ino}` : 'none';
};

/** The files of a database that was just written to, as whoever opens its path would find them. */
export const fileIdentity = (path: string): string => filesOf(path).map(identityOf).join(', ');
