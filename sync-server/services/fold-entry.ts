import { countedHourOf } from '#domain/board/counted.ts';
import type { EntryEffect } from '#domain/log/arrival.ts';
import type { Entry } from '#domain/log/entry.ts';
import { correctedMs } from '#domain/matching/kin.ts';
import { entryToPaperLines } from '#domain/paper/paper-line.ts';
import { subjectsOf } from '#domain/merge/subject-entry.ts';

/** What an applied entry means for the read model; what the unit's feed tells of it names no person. */
export const foldEntry = (entry: Entry): EntryEffect | null => {
  if (entry.kind === 'crossing.recorded') {
    const { signedId, declarationId } = entry.data;
    const signed = signedId && {
      declarationId: signedId,
      atMs: Math.max(0, Math.round(correctedMs(entry.time))),
    };
    const { subjectId: recordId, shiftId } = entry;
    const verdict = entry.data['check.verdict'];
    const counted = { declarationId, verdict, hourMs: countedHourOf(entry.time) };
    return { kind: 'record', recordId, shiftId, counted, ...(signed && { signed }) };
  }
  if (entry.kind === 'declaration.recorded') {
    return { kind: 'declared', channel: entry.data.channel, paper: entryToPaperLines(entry) };
  }
  const about = subjectsOf(entry);
  const paper = entryToPaperLines(entry);
  if (about.length > 0) return { kind: 'merge', about, paper };
  if (paper.length > 0) return { kind: 'paper', paper };
  if (entry.kind !== 'shift.closed') return null;
  const { shiftId, records } = entry.data;
  const body = { ...entry.data, officer: entry.officer, wallMs: entry.time.wall };
  const { officer, wallMs } = body;
  return { kind: 'closing', shiftId, officer, wallMs, records, body };
};
