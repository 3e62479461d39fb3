import { isPairEntry } from '#domain/merge/settle-pairs.ts';
import { farApartMs } from '#domain/settle/judge-pair.ts';
import type { Shift } from '#domain/shift/shift.ts';
import type { StoredEntry } from '../../store/store.ts';
import type { ServicePorts } from '../service-ports.ts';
import { openEntries, type OpenedEntry } from './read-window.ts';

type Ports = Pick<ServicePorts, 'store' | 'openFrame'>;

const idsAtOnce = 500;

/**
 * All that a shift is stated from: what came since it began, or so shortly before that it may be one of its crossings;
 * every record that bears its name, whenever it came, because a tablet's clock may be days wrong; and whatever
 * somebody said is one with any of these.
 */
export const readMaterial = async (
  ports: Ports,
  { unitId, shiftId, startsAtMs }: Shift,
): Promise<OpenedEntry[]> => {
  const { store } = ports;
  const known = new Set<string>();
  const material: OpenedEntry[] = [];
  const learn = async (stored: readonly StoredEntry[]): Promise<void> => {
    const fresh = stored.filter(
      (one) => one.status === 'applied' && !known.has(`${one.logId} ${one.position}`),
    );
    for (const { logId, position } of fresh) known.add(`${logId} ${position}`);
    for (const opened of await openEntries(ports, fresh)) material.push(opened);
  };
  const learnAbout = async (ids: readonly string[]): Promise<void> => {
    for (let from = 0; from < ids.length; from += idsAtOnce) {
      await learn(await store.listAbout(unitId, ids.slice(from, from + idsAtOnce)));
    }
  };
  const learnRecords = async (recordIds: ReadonlySet<string>): Promise<void> => {
    await learnAbout([...recordIds]);
    const declarationIds = material.flatMap(({ entry }) =>
      entry.kind === 'crossing.recorded' && recordIds.has(entry.subjectId)
        ? [entry.data.declarationId]
        : [],
    );
    await learnAbout([...new Set(declarationIds)]);
  };

  const sinceMs = startsAtMs - farApartMs;
  const applied = { unitId, status: 'applied' } as const;
  await learn(await store.listEntries({ ...applied, receivedSinceMs: sinceMs }));
  const own = await listOwn(store, { unitId, shiftId });
  await learnRecords(own);
  const cameBefore = material.some(
    ({ entry, stored }) => own.has(entry.subjectId) && stored.receivedAtMs < sinceMs,
  );
  if (cameBefore) {
    for (const kind of ['duplicate.settled', 'settling.taken-back']) {
      await learn(await store.listEntries({ ...applied, kind }));
    }
  }
  const here = new Set(
    material.flatMap(({ entry }) => (entry.kind === 'crossing.recorded' ? [entry.subjectId] : [])),
  );
  const linked = material.flatMap(({ entry }) => (isPairEntry(entry) ? entry.data.recordIds : []));
  await learnRecords(new Set(linked.filter((recordId) => !here.has(recordId))));
  return material;
};

/** Ids of the records that bear the shift's name. */
const listOwn = async (
  store: Ports['store'],
  shift: Pick<Shift, 'unitId' | 'shiftId'>,
): Promise<ReadonlySet<string>> => {
  const own = new Set<string>();
  let page: readonly string[];
  do {
    page = await store.listShiftRecords(shift, [...own].at(-1) ?? '', idsAtOnce);
    for (const recordId of page) own.add(recordId);
  } while (page.length === idsAtOnce);
  return own;
};
