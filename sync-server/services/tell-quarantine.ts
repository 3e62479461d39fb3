import { parseEntry, parseEnvelope } from '#domain/log/entry-codec.ts';
import { visibleTo } from '#domain/officer/visible-fields.ts';
import { foldQuarantine, isQuarantineEntry } from '#domain/repair/fold-quarantine.ts';
import { readQuarantined, type QuarantinedCase } from '#domain/repair/quarantined-case.ts';
import type { QuarantineRequest, QuarantineResponse } from '#protocol/settle.ts';
import type { OfficerSession } from '../store/officer-account.ts';
import type { StoredEntry } from '../store/store.ts';
import type { ServicePorts } from './service-ports.ts';

type RepairPorts = Pick<ServicePorts, 'store' | 'openFrame' | 'clock'>;

const mostTold = 200;

/** What the officer's unit sent and the server could not take up, with what is wrong; it is noted. */
export const tellQuarantine = async (
  ports: RepairPorts,
  officer: OfficerSession,
  { nonce }: QuarantineRequest,
): Promise<QuarantineResponse> => {
  const { store, clock } = ports;
  const { unitId, officerId, role, deviceId } = officer;
  const kept = await store.listEntries({ unitId, status: 'quarantined' });
  const settledById = foldQuarantine(await readSettlings(ports, unitId, kept));
  const nameByLog = await store.listLogNames(unitId);
  const cases = kept.map((stored): QuarantinedCase => {
    const { entryId, logId, position, hash, receivedAtMs } = stored;
    const reason = stored.reason ?? 'entry/unreadable';
    const settled = settledById.get(entryId);
    const reading = readStored(ports, stored, reason);
    return {
      entryId,
      logId,
      position,
      hash,
      receivedAtMs,
      reason,
      device: nameByLog.get(logId) ?? null,
      ...reading,
      values: reading.values && visibleTo(role, reading.values),
      basedOn: [...(settled?.heads ?? [])],
      settled: settled?.settling
        ? {
            outcome: settled.settling.data.outcome,
            settlingId: settled.settling.entryId,
            officer: settled.settling.officer,
            wallMs: settled.settling.time.wall,
          }
        : null,
    };
  });
  const told = cases
    .toSorted(
      (left, right) =>
        Number(left.settled !== null) - Number(right.settled !== null) ||
        right.receivedAtMs - left.receivedAtMs,
    )
    .slice(0, mostTold);
  await store.transact((tx) =>
    tx.appendAudit({
      atMs: clock(),
      officerId,
      role,
      unitId,
      deviceId,
      deed: 'repair-desk',
      subjects: told.map(({ entryId }) => entryId),
    }),
  );
  return { nonce, cases: told, open: cases.filter(({ settled }) => settled === null).length };
};

const readStored = ({ openFrame }: RepairPorts, { frame }: StoredEntry, reason: string) => {
  const opened = frame.length === 0 ? null : openFrame(frame);
  const envelope = opened?.ok ? parseEnvelope(opened.value) : null;
  return readQuarantined(envelope?.ok ? envelope.value : null, reason);
};

const readSettlings = async (
  { store, openFrame }: RepairPorts,
  unitId: string,
  kept: readonly StoredEntry[],
) => {
  const about = [...new Set(kept.map(({ entryId }) => entryId))];
  const stored = await store.listAbout(unitId, about);
  return stored.flatMap(({ frame, status }) => {
    const opened = frame.length === 0 || status !== 'applied' ? null : openFrame(frame);
    const entry = opened?.ok ? parseEntry(opened.value) : null;
    return entry?.ok && isQuarantineEntry(entry.value) ? [entry.value] : [];
  });
};
