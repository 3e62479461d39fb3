import { deliverDue, patienceMs, type Sent } from '../partners/deliver-due.ts';
import type { ServicePorts } from '../service-ports.ts';
import type { ClaimedDelivery } from '../../store/outbox.ts';
import type { HealthDepartment } from './health-department.ts';
import { readReferred } from './read-referred.ts';

export type DeliveryPorts = Pick<ServicePorts, 'store' | 'clock' | 'openFrame' | 'random'> & {
  readonly department: HealthDepartment;
};

/** Sends on the referrals that are due. @returns how many were claimed */
export const deliverReferrals = (ports: DeliveryPorts): Promise<number> =>
  deliverDue(ports, 'referrals', (delivery) => send(ports, delivery));

const send = async (
  ports: DeliveryPorts,
  { scope: unitId, subjectId: recordId, deliveryId }: ClaimedDelivery,
): Promise<Sent> => {
  const { store, department } = ports;
  const kept = await store.findReferral({ unitId, recordId });
  const referred = kept && (await readReferred(ports, kept));
  const { declaration = null, crossing = null, causes = [], isVoid = false } = referred ?? {};
  // The rest of the person is on its way; or it was forgotten meanwhile.
  if (kept === null || declaration === null || crossing === null) return 'not-whole';
  // Taken back at the post before anybody was told.
  if (isVoid) return 'needless';
  const units = await store.listUnits();
  const unit = units.find((one) => one.unitId === unitId)?.name ?? unitId;
  const { raisedAtMs } = kept;
  const message = {
    idempotencyKey: deliveryId,
    recordId,
    unit,
    raisedAtMs,
    causes,
    declaration,
    crossing,
  };
  return (await department.deliver(message, patienceMs)) ?? 'taken';
};
