import { setImmediate as breathe } from 'node:timers/promises';
import type { Entry } from '#domain/log/entry.ts';
import { parseEntry } from '#domain/log/entry-codec.ts';
import { correctedMs } from '#domain/matching/kin.ts';
import { foldRecords } from '#domain/merge/fold-records.ts';
import { isVisibleTo, visibleTo } from '#domain/officer/visible-fields.ts';
import type { SaidBy } from '#domain/settle/desk.ts';
import { layOutDesk } from '#domain/settle/lay-out-desk.ts';
import type { SettleDeskRequest, SettleDeskResponse } from '#protocol/settle.ts';
import type { OfficerSession } from '../store/officer-account.ts';
import type { StoredEntry } from '../store/store.ts';
import type { ServicePorts } from './service-ports.ts';

type DeskPorts = Pick<ServicePorts, 'store' | 'openFrame' | 'clock'>;

/** Of each list at most so many are told at once; the rest comes when these are settled. */
const mostTold = 200;
/** Entries opened before other requests get their turn. */
const atOnce = 200;
/** What was sent about a record in this time may have been recorded earlier: a tablet was offline, or amended. */
const mostLateMs = 86_400_000;

/** What waits to be settled among all that the officer's unit sent; that it was looked at is noted. */
export const tellDesk = async (
  ports: DeskPorts,
  officer: OfficerSession,
  { nonce, fromMs }: SettleDeskRequest,
): Promise<SettleDeskResponse> => {
  const { store, clock } = ports;
  const { unitId, officerId, role, deviceId } = officer;
  const stored = await store.listEntries({
    unitId,
    status: 'applied',
    receivedSinceMs: fromMs - mostLateMs,
  });
  const { entries, byOf } = await openEntries(ports, unitId, stored);
  const { records } = foldRecords(entries);
  const crossings = new Map(
    entries.flatMap((entry) =>
      entry.kind === 'crossing.recorded' ? [[entry.subjectId, entry]] : [],
    ),
  );
  const desk = layOutDesk({
    records: records.flatMap((record) => {
      const crossed = crossings.get(record.recordId);
      const atMs = crossed === undefined ? record.wallMs : correctedMs(crossed.time);
      if (atMs < fromMs || crossed === undefined) return [];
      const { recordId, declaration, crossing } = record;
      const by = byOf(crossed.entryId) ?? { officer: record.officer, wallMs: atMs, device: null };
      const { declarationId } = crossing.data;
      return [{ recordId, declarationId, atMs, by, declaration, crossing }];
    }),
    sayings: entries.filter(({ kind }) => !kind.endsWith('.recorded')),
    byOf,
    limit: mostTold,
  });
  await store.transact((tx) =>
    tx.appendAudit({
      atMs: clock(),
      officerId,
      role,
      unitId,
      deviceId,
      deed: 'settle-desk',
      term: null,
      subjects: desk.records.map(({ recordId }) => recordId),
    }),
  );
  return {
    nonce,
    ...desk,
    conflicts: desk.conflicts.filter(({ field }) => isVisibleTo(role, field)),
    records: desk.records.map((record) => ({
      ...record,
      declaration: visibleTo(role, record.declaration),
      crossing: visibleTo(role, record.crossing),
    })),
  };
};

const openEntries = async (
  { store, openFrame }: DeskPorts,
  unitId: string,
  stored: readonly StoredEntry[],
) => {
  const nameByLog = await store.listLogNames(unitId);
  const entries: Entry[] = [];
  const byId = new Map<string, SaidBy>();
  for (const [index, { frame, logId }] of stored.entries()) {
    if (index % atOnce === 0) await breathe();
    // What was forgotten has no bytes.
    const opened = frame.length === 0 ? null : openFrame(frame);
    const entry = opened?.ok ? parseEntry(opened.value) : null;
    if (!entry?.ok) continue;
    entries.push(entry.value);
    const { entryId, officer, time } = entry.value;
    byId.set(entryId, { officer, wallMs: time.wall, device: nameByLog.get(logId) ?? null });
  }
  return { entries, byOf: (entryId: string): SaidBy | null => byId.get(entryId) ?? null };
};
