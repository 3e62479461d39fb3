import { createHash } from 'node:crypto';
import { hexToUuid } from '#domain/core/uuid.ts';
import { inputToRecord } from '#domain/declaration/form-engine.ts';
import { paperForm } from '#domain/declaration/paper-form.ts';
import { entryToBytes } from '#domain/log/entry-codec.ts';
import type { Entry } from '#domain/log/entry.ts';
import { currentSchemaOf } from '#domain/log/upcast.ts';
import type { PushedEntry } from '#protocol/push.ts';
import { sampleSheet } from '../../support/sample-sheet.ts';

const morningMs = Date.UTC(2026, 10, 22, 1, 0, 0);

/** A UUIDv7 as a tablet mints it: the time in front, the rest as good as random. */
const idAt = (wallMs: number, name: string): string => {
  const time = wallMs.toString(16).padStart(12, '0');
  const rest = createHash('sha256').update(name).digest('hex');
  return hexToUuid(`${time}7${rest.slice(0, 3)}8${rest.slice(3, 18)}`);
};

/** A log of typical records of one tablet, declaration and crossing in turn. */
export const sampleEntries = (
  { unitId, tablet }: { readonly unitId: string; readonly tablet: string },
  firstRecord: number,
  records: number,
): Entry[] =>
  Array.from({ length: records }, (_, index) => {
    const number = firstRecord + index;
    const wall = morningMs + number * 20_000;
    const kept = inputToRecord(paperForm, sampleSheet(number), {
      nowMs: wall,
      channel: 'paper',
      noticeVersion: '2026-1',
    });
    if (!kept.ok) throw new Error('The sample sheet is not complete.');
    const declarationId = idAt(wall, `${tablet} declaration ${number}`);
    const envelope = {
      v: 1 as const,
      unitId,
      shiftId: `${unitId}/2026-11-22/2`,
      officer: `${unitId}-pg1`,
      session: idAt(morningMs, `${tablet} session`),
      time: {
        wall,
        mono: number * 20_000.5,
        boot: idAt(morningMs, tablet),
        offset: -130,
        offsetAge: 61_000,
      },
      app: '0.1.0',
    };
    return [
      {
        ...envelope,
        kind: 'declaration.recorded' as const,
        schema: currentSchemaOf('declaration.recorded'),
        entryId: idAt(wall, `${tablet} entry ${number} a`),
        subjectId: declarationId,
        data: kept.value.declaration,
      },
      {
        ...envelope,
        kind: 'crossing.recorded' as const,
        schema: currentSchemaOf('crossing.recorded'),
        entryId: idAt(wall, `${tablet} entry ${number} b`),
        subjectId: idAt(wall, `${tablet} crossing ${number}`),
        data: { ...kept.value.crossing, declarationId },
      },
    ];
  }).flat();

export const freeze = (entry: Entry): PushedEntry => {
  const frame = entryToBytes(entry);
  if (!frame.ok) throw new Error(frame.error.code);
  return { entryId: entry.entryId, frame: new Uint8Array(frame.value) };
};
