import { setTimeout as sleep } from 'node:timers/promises';
import { enrolAt } from '../../support/enrol-at.ts';
import { signedHeaders, type TestSigner } from '../../support/test-signer.ts';
import { startServer } from '../../support/server-process.ts';
import { boardResponseSchema } from '#protocol/board.ts';
import { unitOf } from './compare-push.ts';
import type { LoadClient, StormReport } from './load-jobs.ts';
import { openLine } from './line.ts';
import { peakMemoryMb, startLoadProcess } from './processes.ts';

type Storm = StormReport & {
  readonly boardLongestMs: number;
  readonly serverRssMb: number;
};

/** Every tablet of the city comes back at once, with a day's work. */
export const measureStorm = async (
  { dataDir, databaseUrl }: { readonly dataDir: string; readonly databaseUrl: string | null },
  { tablets, entriesEach }: { readonly tablets: number; readonly entriesEach: number },
): Promise<Storm> => {
  const env = databaseUrl === null ? {} : { DATABASE_URL: databaseUrl };
  const server = await startServer({ dataDir, env });
  const load = startLoadProcess();
  const clients: LoadClient[] = [];
  for (let index = 0; index < tablets; index += 1) {
    const unitId = unitOf(index, 22);
    const { signer, logId } = await enrolAt(server.url, unitId);
    clients.push({ unitId, logId, signer });
  }
  const job = { url: server.url, clients, entriesEach, batchEntries: 500 };
  await load.ask({ kind: 'prepare-storm', job }, 'ready');
  const storm = load.ask({ kind: 'storm' }, 'over');
  const boardTimes = watchBoard(server.url, signerOf(clients), storm);
  const { report } = await storm;
  const boardLongestMs = Math.max(...(await boardTimes));
  const serverRssMb = peakMemoryMb(server.pid);
  await expectAllHeld(server.url, clients, entriesEach);
  await load.stop();
  await server.stop();
  return { ...report, boardLongestMs, serverRssMb };
};

/** Whose board it is. */
const signerOf = ([first]: readonly LoadClient[]): TestSigner => {
  if (!first) throw new Error('A storm needs tablets.');
  return first.signer;
};

/** A supervisor looks every half second. */
const watchBoard = async (
  url: string,
  signer: TestSigner,
  until: Promise<unknown>,
): Promise<number[]> => {
  const line = openLine(url);
  const times: number[] = [];
  const over = until.then(() => true);
  for (let isOver = false; !isOver;) {
    const askedAt = performance.now();
    await readBoard(line, signer);
    times.push(performance.now() - askedAt);
    isOver = await Promise.race([over, sleep(500, false)]);
  }
  line.close();
  return times;
};

const readBoard = async (line: ReturnType<typeof openLine>, signer: TestSigner) => {
  const path = '/api/v1/board';
  const headers = signedHeaders(signer, { method: 'GET', target: path });
  const answer = await line.ask({ method: 'GET', path, headers });
  return boardResponseSchema.parse(JSON.parse(answer.body));
};

const expectAllHeld = async (
  url: string,
  clients: readonly LoadClient[],
  entriesEach: number,
): Promise<void> => {
  const line = openLine(url);
  const { units } = await readBoard(line, signerOf(clients));
  line.close();
  const held = units.flatMap(({ tablets }) => tablets);
  const isWhole = held.every(
    ({ ackedThrough, recordsByShift }) =>
      ackedThrough === entriesEach &&
      Object.values(recordsByShift).reduce((sum, records) => sum + records, 0) === entriesEach / 2,
  );
  if (held.length !== clients.length || !isWhole)
    throw new Error('Something was lost in the storm.');
};
