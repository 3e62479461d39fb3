import type { Crossing } from '#domain/declaration/crossing.ts';
import type { Declaration } from '#domain/declaration/declaration.ts';
import type { Entry } from '#domain/log/entry.ts';
import { parseEntry } from '#domain/log/entry-codec.ts';
import { foldSubject } from '#domain/merge/fold-subject.ts';
import { entryToSubjectKind } from '#domain/merge/subject-entry.ts';
import { referralCauses, type ReferralCause } from '#domain/referral/referral.ts';
import type { KeptReferral } from '../../store/referrals.ts';
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
  return fold([...byId.values()]);
};

const fold = (entries: readonly Entry[]): Referred => {
  const inOrder = entries.toSorted((one, other) => (one.entryId < other.entryId ? -1 : 1));
  const said = (kind: 'declaration' | 'crossing') =>
    inOrder.flatMap((entry) => {
      const about = entryToSubjectKind(entry);
      return about?.[0] === kind ? [about[1]] : [];
    });
  const declared = inOrder.find((entry) => entry.kind === 'declaration.recorded');
  const crossed = inOrder.find((entry) => entry.kind === 'crossing.recorded');
  const declaration = declared && foldSubject(declared, said('declaration')).merged;
  const crossing = crossed && foldSubject(crossed, said('crossing')).merged;
  const raised = new Set(
    inOrder.flatMap((entry) => (entry.kind === 'referral.raised' ? entry.data.causes : [])),
  );
  return {
    causes: referralCauses.filter((cause) => raised.has(cause)),
    isVoid: (crossing?.voiding ?? null) !== null || (declaration?.voiding ?? null) !== null,
    declaration: declaration?.data ?? null,
    crossing: crossing?.data ?? null,
  };
};
