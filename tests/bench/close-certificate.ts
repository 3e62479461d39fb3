import { shiftAt } from '#domain/shift/shift.ts';
import { closingDigest } from '#domain/shift/closing-digest.ts';
import { receiptSignerOf } from '../../sync-server/services/receipt-signer.ts';
import { countersign } from '../../sync-server/services/shift/countersign.ts';
import { tellShift } from '../../sync-server/services/shift/tell-shift.ts';
import { sqliteEngine } from '../../sync-server/store/sqlite.ts';
import { sampleClosing } from '../support/sample-closing.ts';
import { openTestFrame } from '../support/sealing.ts';
import { keepPerson, morningMs } from '../support/tablet-fixture.ts';
import { createWorld, worldUnit } from '../support/world.ts';

/** Two entries a record. */
const records = 1_500;
const times = 5;

/**
 * Milliseconds from asking what a shift of 3,000 sealed entries holds until its closing is countersigned: the server opens
 * and folds them all, lays out what waits, compares the log with its ledger and signs. The median of five.
 */
export const measureCloseCertificate = async (): Promise<number> => {
  const world = await createWorld(37, () => sqliteEngine(':memory:'));
  try {
    const tablet = await world.addTablet();
    await tablet.syncToEnd();
    for (let number = 0; number < records; number += 1) {
      tablet.advance(1_000);
      await keepPerson(tablet, {
        fullName: `Người Mẫu Số ${number}`,
        docNumber: `0010${String(90_000_000 + number * 7)}`,
        phone: `+849${String(10_000_000 + number)}`,
        'move.plate': `29X1${String(10_000 + number)}`,
      });
    }
    await tablet.syncToEnd();
    const { unitId } = worldUnit;
    const { shiftId } = shiftAt(unitId, morningMs);
    const ports = { store: world.store(), openFrame: openTestFrame, clock: () => morningMs };
    const signer = await receiptSignerOf(ports.store)();
    const officer = {
      tokenHash: '',
      unitId,
      deviceId: '00000000-0000-7000-8000-000000000001',
      officerId: 'cb-01',
      role: 'supervisor',
      factors: 2,
      usedAtMs: morningMs,
      endsAtMs: morningMs,
    } as const;
    const taken: number[] = [];
    for (let time = 0; time < times; time += 1) {
      const startedMs = performance.now();
      const stated = await tellShift(ports, unitId, shiftId);
      if (!stated.ok || stated.value.records !== records) throw new Error('not all were counted');
      const logs = stated.value.logs.map(({ logId, position, digest, records: held }) => ({
        logId,
        position,
        digest,
        records: held,
      }));
      const digest = closingDigest(sampleClosing(shiftId, logs));
      const message = { protocol: 3, nonce: 'nonce-of-bench', shiftId, digest, logs };
      const signed = await countersign(ports, signer, officer, message);
      if (!signed.ok) throw new Error(signed.error);
      taken.push(performance.now() - startedMs);
    }
    return taken.toSorted((left, right) => left - right)[Math.floor(times / 2)] ?? 0;
  } finally {
    await world.close();
  }
};
