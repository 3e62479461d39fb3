import type { Crossing } from '#domain/declaration/crossing.ts';
import type { Declaration } from '#domain/declaration/declaration.ts';
import type { Entry } from '#domain/log/entry.ts';
import { parseEntry } from '#domain/log/entry-codec.ts';
import { referralCauses, type ReferralCause } from '#domain/referral/referral.ts';
import type { KeptReferral } from '../../store/referrals.ts';
import { foldPerson } from '../fold-person.ts';
import type { ServicePorts } from '../service-ports.ts';

/** Who is referred, as what holds now says; null: it was forgotten, or has not arrived yet. */
export type Referred = {
  readonly causes: readonly ReferralCause[];
  readonly isVoid: boolean;
  readonly declaration: Declaration | null;
  readonly crossing: Crossing | null;
};

type Reading = Pick<ServicePorts, 'store' | 'openFrame'>;

/** Opens what is held of the person, in the ledger or ahead of it, and folds it as every tablet does. */
export const readReferred = async (
  { store, openFrame }: Reading,
  {
    unitId,
    recordId,
    declarationId,
  }: Omit<KeptReferral, 'state' | 'seq' | 'raisedAtMs' | 'sinceMs'>,
): Promise<Referred> => {
  const open = (frame: Uint8Array): Entry[] => {
    const opened = openFrame(frame);
    const entry = opened.ok ? parseEntry(opened.value) : opened;
    return entry.ok && entry.value.unitId === unitId ? [entry.value] : [];
  };
  const stored = await store.listAbout(unitId, [recordId, declarationId]);
  const held = stored
    .filter(({ status, frame }) => status === 'applied' && frame.length > 0)
    .flatMap(({ frame }) => open(frame));
  const isWhole = ['declaration.recorded', 'crossing.recorded'].every((kind) =>
    held.some((entry) => entry.kind === kind),
  );
  const subjects = new Set([recordId, declarationId]);
  const ahead = isWhole
    ? []
    : (await store.listFramesAhead(unitId))
        .flatMap(open)
        .filter(({ subjectId }) => subjects.has(subjectId));
  const byId = new Map([...ahead, ...held].map((entry) => [entry.entryId, entry]));
  return toReferred([...byId.values()], await store.isTracedContact({ unitId, recordId }));
};

const toReferred = (entries: readonly Entry[], isTraced: boolean): Referred => {
  const { declaration, crossing, isVoid } = foldPerson(entries);
  const raised = new Set<ReferralCause>(isTraced ? ['contact'] : []);
  for (const entry of entries) {
    if (entry.kind === 'referral.raised') for (const cause of entry.data.causes) raised.add(cause);
  }
  return {
    causes: referralCauses.filter((cause) => raised.has(cause)),
    isVoid,
    declaration: declaration?.data ?? null,
    crossing: crossing?.data ?? null,
  };
};
