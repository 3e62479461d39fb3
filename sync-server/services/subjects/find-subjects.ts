import { setImmediate as breathe } from 'node:timers/promises';
import { foldText } from '#domain/core/folded-text.ts';
import type { Declaration } from '#domain/declaration/declaration.ts';
import { parsePartialDay } from '#domain/identity/partial-day.ts';
import { parsePhone } from '#domain/identity/phone.ts';
import { parseEntry } from '#domain/log/entry-codec.ts';
import { foldSubject } from '#domain/merge/fold-subject.ts';
import { entryToSubjectKind } from '#domain/merge/subject-entry.ts';
import type { SubjectSearch, SubjectSearchResponse } from '#protocol/subjects.ts';
import { operator } from '../../store/audit-line.ts';
import type { LiveEntry } from '../../store/retention.ts';
import type { StoredEntry } from '../../store/store.ts';
import { readCrossings } from '../retention/plan-forgetting.ts';
import type { ServicePorts } from '../service-ports.ts';

type Found = SubjectSearchResponse['found'];

/** Entries opened before other requests get their turn. */
const pageSize = 50;

/**
 * All that is held of a person, whatever was amended since: crossings first, then statements that no crossing
 * bears. It opens the whole ledger, page by page, because nothing in it can be searched; that it was done is noted.
 */
export const findSubjects = async (
  ports: ServicePorts,
  { who }: SubjectSearch,
): Promise<SubjectSearchResponse> => {
  const found: Found = [];
  const borne = new Set<string>();
  await eachPage(ports, 'crossing.recorded', async (page) => {
    for (const { crossing, record, declared } of await readCrossings(ports, page)) {
      const declarationId = declared[0]?.subjectId;
      if (declarationId == null || record?.declaration == null) continue;
      borne.add(`${crossing.unitId} ${declarationId}`);
      const { data } = record.declaration;
      const { unitId } = crossing;
      if (isMeant(data, who))
        found.push(tell({ unitId, declarationId, recordId: record.recordId }, data));
    }
  });
  await eachPage(ports, 'declaration.recorded', async (page) => {
    const loose = page.filter(({ unitId, subjectId }) => !borne.has(`${unitId} ${subjectId}`));
    for (const [unitId, ofUnit] of Map.groupBy(loose, (entry) => entry.unitId)) {
      const ids = ofUnit.flatMap(({ subjectId }) => subjectId ?? []);
      const about = Map.groupBy(await ports.store.listAbout(unitId, ids), (one) => one.subjectId);
      for (const declarationId of ids) {
        const data = foldDeclaration(ports, about.get(declarationId) ?? []);
        if (data !== null && isMeant(data, who)) {
          found.push(tell({ unitId, declarationId, recordId: null }, data));
        }
      }
    }
  });
  await ports.store.transact((tx) =>
    tx.appendAudit({
      atMs: ports.clock(),
      ...operator,
      deed: 'subject-search',
      subjects: found.map(({ subject }) => subject.recordId ?? subject.declarationId),
    }),
  );
  return { found };
};

const tell = (subject: Found[number]['subject'], data: Declaration): Found[number] => {
  const { fullName, dob, declaredAt } = data;
  return { subject, fullName, dob, declaredAt };
};

const eachPage = async (
  { store }: Pick<ServicePorts, 'store'>,
  kind: string,
  look: (page: readonly LiveEntry[]) => Promise<void>,
): Promise<void> => {
  let after: LiveEntry | null = null;
  for (;;) {
    const page: LiveEntry[] = await store.listLive({
      kind,
      statuses: ['applied'],
      receivedFrom: 0,
      receivedThrough: Number.MAX_SAFE_INTEGER,
      after,
      limit: pageSize,
    });
    await look(page);
    after = page.at(-1) ?? null;
    if (after === null) return;
    await breathe();
  }
};

/** What a statement says now; null: it cannot be read. */
export const foldDeclaration = (
  { openFrame }: Pick<ServicePorts, 'openFrame'>,
  about: readonly StoredEntry[],
): Declaration | null => {
  const entries = about.flatMap(({ frame, status }) => {
    if (frame.length === 0 || status !== 'applied') return [];
    const opened = openFrame(frame);
    const entry = opened.ok ? parseEntry(opened.value) : opened;
    return entry.ok ? [entry.value] : [];
  });
  const recorded = entries.find((entry) => entry.kind === 'declaration.recorded');
  if (recorded === undefined) return null;
  const later = entries.flatMap((entry) => {
    const said = entryToSubjectKind(entry);
    return said?.[0] === 'declaration' ? [said[1]] : [];
  });
  return foldSubject(recorded, later).merged.data;
};

const compact = (text: string): string => foldText(text).replace(/[^a-z0-9]/g, '');

const isMeant = (declaration: Declaration, who: SubjectSearch['who']): boolean => {
  if ('number' in who) {
    const { docNumber = '', oldDocNumber = '', bhyt = '' } = declaration;
    return [docNumber, oldDocNumber, bhyt].some((one) => compact(one) === compact(who.number));
  }
  if ('phone' in who) {
    const phone = parsePhone(who.phone);
    return phone !== null && [declaration.phone, declaration['proxy.phone']].includes(phone);
  }
  const born = parsePartialDay(who.born);
  // Older people often know only the year: the shorter one decides.
  const isBorn =
    born !== null && (born.startsWith(declaration.dob) || declaration.dob.startsWith(born));
  return isBorn && foldText(declaration.fullName) === foldText(who.name);
};
