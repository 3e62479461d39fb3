import type { PaperLine, PaperLineOf } from './paper-line.ts';

export type TypedSheet = {
  /** All that were ever typed from the sheet: it has been seen, whatever became of them. */
  readonly declarationIds: readonly string[];
  /** Those of them that were not voided. */
  readonly standing: readonly string[];
  /** When the first of them was recorded, by the clock of its tablet. */
  readonly typedAtMs: number;
};

/** Which declarations were typed from which serial. */
export const readTyped = (lines: readonly PaperLine[]): Map<string, TypedSheet> => {
  const byDeclaration = new Map<string, PaperLineOf<'sheet.typed'>>();
  const firstAtMs = new Map<string, number>();
  const takenBack = new Set<string>();
  for (const line of lines) {
    if (line.kind === 'declaration.unvoided') line.basedOn.forEach((id) => takenBack.add(id));
    if (line.kind !== 'sheet.typed') continue;
    const known = byDeclaration.get(line.declarationId);
    if (known === undefined || isAbove(line, known)) byDeclaration.set(line.declarationId, line);
    const atMs = firstAtMs.get(line.declarationId) ?? Infinity;
    firstAtMs.set(line.declarationId, Math.min(atMs, line.wallMs));
  }
  const voided = new Set(
    lines
      .filter((line) => line.kind === 'declaration.voided')
      .filter(({ entryId }) => !takenBack.has(entryId))
      .map(({ declarationId }) => declarationId),
  );
  const bySerial = new Map<
    string,
    { declarationIds: string[]; standing: string[]; typedAtMs: number }
  >();
  for (const declarationId of [...byDeclaration.keys()].toSorted()) {
    const serial = byDeclaration.get(declarationId)?.serial ?? null;
    if (serial === null) continue;
    const sheet = bySerial.get(serial) ?? {
      declarationIds: [],
      standing: [],
      typedAtMs: Infinity,
    };
    sheet.declarationIds.push(declarationId);
    if (!voided.has(declarationId)) sheet.standing.push(declarationId);
    sheet.typedAtMs = Math.min(sheet.typedAtMs, firstAtMs.get(declarationId) ?? Infinity);
    bySerial.set(serial, sheet);
  }
  return bySerial;
};

/** A correction stands above what was recorded; between two of them the greater entry id. */
const isAbove = (one: PaperLineOf<'sheet.typed'>, other: PaperLineOf<'sheet.typed'>): boolean =>
  one.amended === other.amended ? one.entryId > other.entryId : one.amended;
