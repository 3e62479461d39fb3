import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startServer } from '../support/server-process.ts';
import { attack, witnessEntries } from './attack.ts';
import { fuzzCodes } from './fuzz-codes.ts';

const { values } = parseArgs({
  options: {
    requests: { type: 'string', default: '100000' },
    seed: { type: 'string', default: '1' },
    /** So many hostile codes before the lane, instead of requests. */
    codes: { type: 'string' },
  },
});

if (values.codes !== undefined) {
  const report = await fuzzCodes(Number(values.codes), Number(values.seed));
  process.stdout.write(`${JSON.stringify(report)}\n`);
  process.exit(report.thrown + report.forged > 0 || !report.bombRefused ? 1 : 0);
}

const dataDir = mkdtempSync(join(tmpdir(), 'chot-attack-'));
const adminToken = 'token-of-the-operator-who-is-attacked';
const server = await startServer({ dataDir, env: { ADMIN_TOKEN: adminToken } });
try {
  const report = await attack(
    { ...server, adminToken },
    Number(values.requests),
    Number(values.seed),
  );
  process.stdout.write(`${JSON.stringify({ seed: Number(values.seed), ...report }, null, 2)}\n`);
  if (report.faults.length > 0 || report.witnessed !== witnessEntries) process.exitCode = 1;
} finally {
  await server.stop();
  rmSync(dataDir, { recursive: true, force: true });
}
