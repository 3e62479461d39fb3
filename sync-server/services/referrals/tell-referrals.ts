import { visibleTo } from '#domain/officer/visible-fields.ts';
import { limitsOf, overdueAtMs, referralStepSchema } from '#domain/referral/referral-state.ts';
import type { ReferralCard, ReferralsResponse } from '#protocol/referrals.ts';
import type { OfficerSession } from '../../store/officer-account.ts';
import type { KeptReferral, ReferralLine } from '../../store/referrals.ts';
import type { ServicePorts } from '../service-ports.ts';
import { readReferred } from './read-referred.ts';

type TellPorts = Pick<ServicePorts, 'store' | 'openFrame' | 'clock'> & {
  readonly acknowledgeMs: number;
  /** Whether referrals are sent on to a system of the health department's. */
  readonly isDelivered: boolean;
};

/** Tells the health desk what changed in the queue behind a place, and notes whom it was told of. */
export const tellReferrals = async (
  ports: TellPorts,
  { role, officerId, unitId, deviceId }: OfficerSession,
  { nonce, after }: { readonly nonce: string; readonly after: number },
): Promise<ReferralsResponse> => {
  const { store, clock } = ports;
  // Before the queue: what comes between the two is told again, not left out.
  const head = await store.referralHead();
  const cards: ReferralCard[] = [];
  for (const kept of await store.listReferrals(after)) cards.push(await toCard(ports, role, kept));
  const nowMs = clock();
  if (cards.length > 0) {
    await store.transact((tx) =>
      tx.appendAudit({
        atMs: nowMs,
        officerId,
        role,
        unitId,
        deviceId,
        deed: 'referrals',
        subjects: cards.map(({ recordId }) => recordId),
      }),
    );
  }
  const deliveries = ports.isDelivered ? await store.countDeliveries('referrals') : null;
  return { nonce, head, serverTimeMs: nowMs, cards, deliveries };
};

const toCard = async (
  ports: TellPorts,
  role: OfficerSession['role'],
  kept: KeptReferral,
): Promise<ReferralCard> => {
  const { unitId, recordId, state, raisedAtMs, sinceMs } = kept;
  const { causes, isVoid, declaration, crossing } = await readReferred(ports, kept);
  const lines = await ports.store.listReferralLines(kept);
  return {
    unitId,
    recordId,
    state,
    raisedAtMs,
    sinceMs,
    dueAtMs: overdueAtMs(limitsOf(ports.acknowledgeMs), state, sinceMs),
    causes: [...causes],
    isVoid,
    lines: lines.map(toLine),
    declaration: declaration === null ? {} : visibleTo(role, declaration),
    crossing: crossing === null ? {} : visibleTo(role, crossing),
  };
};

const toLine = ({ state, atMs, officerId, detail }: ReferralLine) => ({
  state,
  atMs,
  officerId,
  ...(detail === null ? {} : { step: referralStepSchema.parse(JSON.parse(detail)) }),
});
