import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const node = fileURLToPath(new URL('../../node_modules/.bin/node', import.meta.url));

/** Builds the tablet, in a process of its own: a test's environment would build it for tests. */
export const buildTablet = (
  settings: Readonly<Record<string, string>> = {},
  into = 'dist',
): void => {
  const out = ['--outDir', into, '--emptyOutDir'];
  execFileSync(node, ['node_modules/vite/bin/vite.js', 'build', '--logLevel', 'warn', ...out], {
    cwd: root,
    env: { ...process.env, NODE_ENV: 'production', ...settings },
    stdio: 'inherit',
  });
};
