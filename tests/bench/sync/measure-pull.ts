import { pullResponseSchema } from '#protocol/pull.ts';
import { protocolVersion } from '#protocol/version.ts';
import { enrolAt } from '../../support/enrol-at.ts';
import { signedHeaders, type TestSigner } from '../../support/test-signer.ts';
import { startServer } from '../../support/server-process.ts';
import { openLine } from './line.ts';
import { pushOf } from './push-bodies.ts';
import { freeze, sampleEntries } from './sample-entries.ts';
import { median } from './statistics.ts';

const unitId = 'hn-01';
const readers = 8;
const pushes = 2000;
const rounds = 5;

/** Lines of a unit's feed per second, read page by page from its beginning by several tablets at once. */
export const measurePull = async (dataDir: string): Promise<number> => {
  const server = await startServer({ dataDir });
  const { signer, logId } = await enrolAt(server.url, unitId);
  const line = openLine(server.url);
  const entries = sampleEntries({ unitId, tablet: logId }, 0, pushes / 2).map(freeze);
  for (const [index, entry] of entries.entries()) {
    const { path, headers, body } = pushOf({ unitId, logId, signer }, index + 1, [entry]);
    const { status } = await line.ask({ method: 'POST', path, headers, body });
    if (status !== 200) throw new Error(`The feed could not be made: ${status}.`);
  }
  line.close();
  const rates: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const startedAt = performance.now();
    const counts = await Promise.all(
      Array.from({ length: readers }, () => readWhole(server.url, signer)),
    );
    const lines = counts.reduce((sum, count) => sum + count, 0);
    rates.push(lines / ((performance.now() - startedAt) / 1000));
  }
  await server.stop();
  return median(rates);
};

const readWhole = async (url: string, signer: TestSigner): Promise<number> => {
  const line = openLine(url);
  let count = 0;
  let cursor = 0;
  for (let hasMore = true; hasMore;) {
    const path = `/api/v1/pull?protocol=${protocolVersion}&scope=unit:${unitId}&limit=500&cursor=${cursor}`;
    const headers = signedHeaders(signer, { method: 'GET', target: path });
    const answer = await line.ask({ method: 'GET', path, headers });
    const page = pullResponseSchema.parse(JSON.parse(answer.body));
    count += page.changes.length;
    ({ cursor, hasMore } = page);
  }
  line.close();
  return count;
};
