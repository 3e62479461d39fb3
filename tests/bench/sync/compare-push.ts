import { enrolAt } from '../../support/enrol-at.ts';
import { startServer } from '../../support/server-process.ts';
import type { LoadClient, LoadJob, LoadReport } from './load-jobs.ts';
import { startBareServer, startLoadProcess, type LoadProcess } from './processes.ts';
import { median } from './statistics.ts';

/** Where the two servers keep what they take. */
export type Places = {
  readonly dataDir: string;
  readonly databaseUrl: string | null;
  /** For the bare server: a path, or `postgres://` … */
  readonly bare: string;
};

export type Comparison = {
  /** Entries per second of the real server over those of the bare one, median of the rounds. */
  readonly pushVsBare: number;
  /** Time of pushing everything again over the time of the first push. */
  readonly repushVsPush: number;
  readonly bytesPerEntry: number;
  readonly entriesPerSecond: number;
  readonly bareEntriesPerSecond: number;
};

const clients = 20;
const batches = 3;
const batchEntries = 500;

export const unitOf = (index: number, units: number): string =>
  `hn-${String(1 + (index % units)).padStart(2, '0')}`;

/** Both servers side by side, in turns, so that whatever else the machine does meets both. */
export const comparePush = async (places: Places, rounds: number): Promise<Comparison> => {
  const { dataDir, databaseUrl } = places;
  const env = databaseUrl === null ? {} : { DATABASE_URL: databaseUrl };
  const server = await startServer({ dataDir, env });
  const bare = await startBareServer(places.bare);
  const load = startLoadProcess();
  const tablets: LoadClient[] = [];
  for (let index = 0; index < clients; index += 1) {
    const unitId = unitOf(index, 10);
    const { signer, logId } = await enrolAt(server.url, unitId);
    tablets.push({ unitId, logId, signer });
  }
  const jobOf = (to: LoadJob['to'], round: number): LoadJob => ({
    url: to === 'chot' ? server.url : bare.url,
    to,
    clients: tablets,
    sent: round * batches * batchEntries,
    batches,
    batchEntries,
  });
  const taken: { chot: LoadReport; bare: LoadReport; again: LoadReport }[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    const order: LoadJob['to'][] = round % 2 === 0 ? ['chot', 'bare'] : ['bare', 'chot'];
    const reports = new Map<string, LoadReport>();
    for (const to of order) {
      reports.set(to, await measure(load, jobOf(to, round)));
      if (to === 'chot') reports.set('again', await sendAgain(load));
    }
    const [chot, plain, again] = ['chot', 'bare', 'again'].map((name) => reports.get(name));
    // The first round warms both up.
    if (round > 0 && chot && plain && again) taken.push({ chot, bare: plain, again });
  }
  await load.stop();
  await bare.stop();
  await server.stop();
  const rate = ({ entries, seconds }: LoadReport) => entries / seconds;
  return {
    pushVsBare: median(taken.map((round) => rate(round.chot) / rate(round.bare))),
    repushVsPush: median(taken.map((round) => round.again.seconds / round.chot.seconds)),
    bytesPerEntry: median(taken.map(({ chot }) => chot.bytes / chot.entries)),
    entriesPerSecond: median(taken.map(({ chot }) => rate(chot))),
    bareEntriesPerSecond: median(taken.map((round) => rate(round.bare))),
  };
};

const measure = async (load: LoadProcess, job: LoadJob): Promise<LoadReport> => {
  await load.ask({ kind: 'prepare', job }, 'ready');
  return sendAgain(load);
};

const sendAgain = async (load: LoadProcess): Promise<LoadReport> =>
  (await load.ask({ kind: 'send' }, 'sent')).report;
