import { fail, ok, type Result } from '#domain/core/result.ts';
import { parseShiftId } from '#domain/shift/shift.ts';
import { whoSigns } from '#domain/shift/who-signs.ts';
import type { ProblemCode } from '#protocol/problem.ts';
import type { CountersignRequest, CountersignResponse } from '#protocol/shift-statement.ts';
import type { OfficerSession } from '../../store/officer-account.ts';
import type { ReceiptSigner } from '../receipt-signer.ts';
import type { ServicePorts } from '../service-ports.ts';
import { readFacts } from './read-facts.ts';

/**
 * Signs that an officer who proved a second factor closes a shift, and that the ledger holds every log of it as they
 * say. Where one differs nothing is signed; the tablet looks again. Nor is it for a supervisor who has handed the shift
 * over: who answers for it signs [SHIFT-10].
 */
export const countersign = async (
  ports: Pick<ServicePorts, 'store' | 'openFrame' | 'clock'>,
  signer: ReceiptSigner,
  officer: OfficerSession,
  { nonce, shiftId, digest, logs }: CountersignRequest,
): Promise<Result<CountersignResponse, ProblemCode>> => {
  const { unitId, officerId, deviceId, role, factors } = officer;
  const { store, clock } = ports;
  const shift = parseShiftId(shiftId);
  if (shift?.unitId !== unitId) return fail('request/malformed');
  const only = whoSigns(shift, await readFacts(ports, unitId, shift), clock());
  if (only !== null && only !== officerId) return fail('shift/not-yours');
  for (const { logId, position, digest: said } of logs) {
    const held = await store.findLog({ unitId, logId });
    if (held === null || held.ackedThrough < position) return fail('shift/differs');
    const digests = await store.digestsAt({ unitId, logId }, [position]);
    if (digests.get(position) !== said) return fail('shift/differs');
  }
  const epoch = await store.epoch();
  const issuedAtMs = clock();
  await store.transact((tx) =>
    tx.appendAudit({
      atMs: issuedAtMs,
      officerId,
      role,
      unitId,
      deviceId,
      deed: 'shift-countersigned',
      subjects: [],
    }),
  );
  const closing = { shiftId, digest, officerId, deviceId, factors, epoch, issuedAtMs };
  return ok({ nonce, countersignature: signer.sign({ closing }) });
};
