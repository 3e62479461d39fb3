import { execFileSync } from 'node:child_process';
import { userInfo } from 'node:os';

/**
 * PostgreSQL does not run as root. Where the tests do, its account is made once, before the test files
 * that start a server side by side would each try to.
 */
export const setup = (): void => {
  if (userInfo().uid !== 0 || hasAccount()) return;
  execFileSync('useradd', ['--system', '--user-group', 'postgres']);
};

const hasAccount = (): boolean => {
  try {
    execFileSync('id', ['-u', 'postgres'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
};
