import type { Entry } from '#domain/log/entry.ts';
import { parseEntry } from '#domain/log/entry-codec.ts';
import { declarationToQuestion, type IdentityQuestion } from '#domain/identity/registry-check.ts';
import { foldSubject } from '#domain/merge/fold-subject.ts';
import { entryToSubjectKind } from '#domain/merge/subject-entry.ts';
import type { CheckKey } from '../../store/identity-checks.ts';
import type { ServicePorts } from '../service-ports.ts';

/**
 * What to ask about a declaration as it stands now, with all that was amended. Its entries are opened here and
 * only the question leaves. Null: there is nothing to ask: no citizen number, voided, forgotten, or no declaration.
 */
export const readQuestion = async (
  { store, openFrame }: Pick<ServicePorts, 'store' | 'openFrame'>,
  { unitId, declarationId }: CheckKey,
): Promise<IdentityQuestion | null> => {
  const stored = await store.listAbout(unitId, [declarationId]);
  const entries = stored
    .filter(({ status, frame }) => status === 'applied' && frame.length > 0)
    .map(({ frame }): Entry | null => {
      const opened = openFrame(frame);
      const entry = opened.ok ? parseEntry(opened.value) : opened;
      return entry.ok ? entry.value : null;
    })
    .filter((entry) => entry !== null);
  const [recording] = entries
    .filter((entry) => entry.kind === 'declaration.recorded')
    .toSorted((one, other) => (one.entryId < other.entryId ? -1 : 1));
  if (recording === undefined) return null;
  const said = entries.flatMap((entry) => {
    const about = entryToSubjectKind(entry);
    return about?.[0] === 'declaration' ? [about[1]] : [];
  });
  const { merged } = foldSubject(recording, said);
  return merged.voiding === null ? declarationToQuestion(merged.data) : null;
};
