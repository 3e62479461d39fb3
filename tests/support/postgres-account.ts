import { execFileSync } from 'node:child_process';
import { userInfo } from 'node:os';

const name = 'postgres';

const idOf = (flag: '-u' | '-g'): number | null => {
  try {
    const printed = execFileSync('id', [flag, name], { stdio: ['ignore', 'pipe', 'ignore'] });
    return Number(printed.toString());
  } catch {
    return null;
  }
};

/**
 * PostgreSQL does not run as root. Where the tests do, its account is made once, before the test files
 * that start a server side by side would each try to.
 */
export const setup = (): void => {
  if (userInfo().uid !== 0 || idOf('-u') !== null) return;
  execFileSync('useradd', ['--system', '--user-group', name]);
};

/** The account to run PostgreSQL as; empty where the tests do not run as root. */
export const postgresAccount = (): { uid?: number; gid?: number } => {
  const uid = idOf('-u');
  const gid = idOf('-g');
  return userInfo().uid !== 0 || uid === null || gid === null ? {} : { uid, gid };
};
