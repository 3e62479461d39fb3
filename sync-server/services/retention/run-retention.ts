import { isReferred } from '#domain/retention/crossing-statistics.ts';
import { isHeld } from '#domain/retention/legal-hold.ts';
import { dayMs, declarationMarginMs, type Retention } from '#domain/retention/server-rules.ts';
import type { LiveEntry } from '../../store/retention.ts';
import { readCrossings, readOthers, type Forgetting } from './plan-forgetting.ts';
import { noteToText, readNote, trustedFrom } from './retention-note.ts';
import {
  beginRun,
  pageSize,
  type RetentionCounts,
  type RetentionPorts,
  type RetentionRun,
} from './retention-run.ts';

/** Subjects that are kept because they may belong to a case, and until when; remembered between runs. */
export type KeptSubjects = Map<string, number>;

const keyOf = (unitId: string, subjectId: string | null): string => `${unitId} ${subjectId ?? ''}`;

/** Clocks of two servers over one database differ, and a run takes its time. */
const overlapMs = 2 * 3_600_000;

/**
 * Forgets once whatever is due. It may be cut at any point: what it forgot is counted in the transaction that
 * forgot it, and the next run does the rest.
 */
export const runRetention = async (
  ports: RetentionPorts,
  kept: KeptSubjects = new Map(),
): Promise<RetentionCounts> => {
  const { store, clock } = ports;
  const begunAtMs = clock();
  const note = readNote(await store.retentionNote());
  const trustedFromMs = trustedFrom(note, begunAtMs);
  const holds = (await store.listHolds()).filter(({ releasedAtMs }) => releasedAtMs === null);
  const run = beginRun(ports, begunAtMs, holds);

  await forgetReturned(ports, run, note === null ? 0 : note.lastRunAtMs - overlapMs);
  while ((await run.clear('ahead', (tx) => tx.forgetAlerts('settled'))) > 0);
  if (begunAtMs >= trustedFromMs) await forgetByAge(ports, run, kept);
  if (run.isCut()) return run.counts;
  await store.scrub();
  await store.transact((tx) =>
    tx.keepRetentionNote(noteToText({ lastRunAtMs: begunAtMs, trustedFromMs })),
  );
  return run.counts;
};

const forgetByAge = async (
  ports: RetentionPorts,
  run: RetentionRun,
  kept: KeptSubjects,
): Promise<void> => {
  const before = (rule: keyof Retention): number => run.begunAtMs - ports.retention[rule] * dayMs;
  await forgetCrossings(ports, run, kept);
  await forgetRest(ports, run, kept);
  await forgetQuarantined(run, before('quarantine'));
  const ahead = { receivedThrough: before('ahead'), holds: run.holds };
  await run.clear('ahead', (tx) => tx.forgetAlerts(ahead));
  await run.clear('incidents', (tx) => tx.forgetIncidents(before('incidents')));
  await run.clear('enrol-codes', (tx) => tx.forgetEnrolCodes(before('enrol-codes')));
  const codesEnded = before('online-declarations');
  const clearCodes = () =>
    run.clear('online-declarations', (tx) => tx.forgetOnlineDeclarations(codesEnded));
  while ((await clearCodes()) > 0);
  const reportsEnded = before('reports');
  while ((await run.clear('reports', (tx) => tx.forgetReports(reportsEnded))) > 0);
  await ports.store.transact((tx) => tx.forgetCodeNews(run.begunAtMs));
  await run.clear('endings', (tx) => tx.forgetEndingReasons(before('endings')));
};

/** Crossings with all that was said of them. What was declared is counted with them, and goes later. */
const forgetCrossings = async (
  ports: RetentionPorts,
  run: RetentionRun,
  kept: KeptSubjects,
): Promise<void> => {
  const { identified, referred } = ports.retention;
  const filter = { kind: 'crossing.recorded', statuses: ['applied'] as const };
  const receivedThrough = run.begunAtMs - identified * dayMs + declarationMarginMs;
  for (const [key, untilMs] of kept) if (untilMs <= run.begunAtMs) kept.delete(key);
  await run.eachPage({ ...filter, receivedThrough }, async (page) => {
    const due = { identified: [] as Forgetting[], referred: [] as Forgetting[] };
    const atHand = page.filter(
      (one) => !isHeld(one, run.holds) && !kept.has(keyOf(one.unitId, one.subjectId)),
    );
    for (const { crossing, forgetting, record, declared } of await readCrossings(ports, atHand)) {
      const isCase = record !== null && isReferred(record);
      const untilMs = crossing.receivedAtMs + referred * dayMs - declarationMarginMs;
      if (isCase && untilMs > run.begunAtMs) {
        for (const { unitId, subjectId } of [crossing, ...declared]) {
          kept.set(keyOf(unitId, subjectId), untilMs);
        }
      } else due[isCase ? 'referred' : 'identified'].push(forgetting);
    }
    await run.forget('identified', due.identified);
    await run.forget('referred', due.referred);
  });
};

/** Declarations, and whatever no crossing took with it. */
const forgetRest = async (
  ports: RetentionPorts,
  run: RetentionRun,
  kept: KeptSubjects,
): Promise<void> => {
  const filter = { kind: null, statuses: ['applied', 'duplicate'] as const };
  const receivedThrough = run.begunAtMs - ports.retention.identified * dayMs;
  await run.eachPage({ ...filter, receivedThrough }, async (page) => {
    const due = page.filter(
      (entry) =>
        !isCrossing(entry) &&
        !kept.has(keyOf(entry.unitId, entry.subjectId)) &&
        !isHeld(entry, run.holds),
    );
    await run.forget('identified', await readOthers(ports, due));
  });
};

/** One that is counted: it goes with its record, or is still kept for a reason of its own. */
const isCrossing = ({ kind, status }: LiveEntry): boolean =>
  kind === 'crossing.recorded' && status === 'applied';

const forgetQuarantined = (run: RetentionRun, receivedThrough: number): Promise<void> =>
  run.eachPage({ kind: null, statuses: ['quarantined'], receivedThrough }, (page) =>
    run.forget('quarantine', page.filter((entry) => !isHeld(entry, run.holds)).map(alone)),
  );

const alone = (first: LiveEntry): Forgetting => ({ first, others: [], cells: [] });

/** What a tablet sent again under another log, or said of somebody who was forgotten meanwhile. */
const forgetReturned = async (
  ports: RetentionPorts,
  run: RetentionRun,
  receivedFrom: number,
): Promise<void> => {
  let after: LiveEntry | null = null;
  while (!run.isCut()) {
    const { returned, last }: { returned: LiveEntry[]; last: LiveEntry | null } =
      await ports.store.listReturned({ receivedFrom, after, limit: 10 * pageSize });
    const loose = returned.filter((entry) => !isHeld(entry, run.holds));
    const crossings = await readCrossings(ports, loose.filter(isCrossing));
    const due = [
      ...crossings.map(({ forgetting }) => forgetting),
      ...loose.filter((entry) => !isCrossing(entry)).map(alone),
    ];
    await run.forget('returned', due);
    after = last;
    if (after === null) break;
  }
};
