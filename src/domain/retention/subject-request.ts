import { dayMs } from './server-rules.ts';

/** What somebody may ask for about their own data (Law 91/2025/QH15 Art. 4; Decree 356/2025 Art. 5). */
export const subjectRequestKinds = ['access', 'correct', 'erase'] as const;
export type SubjectRequestKind = (typeof subjectRequestKinds)[number];

/** Days from when it was received. */
const daysByKind: Readonly<Record<SubjectRequestKind, number>> = {
  access: 10,
  correct: 10,
  erase: 20,
};
/** Working days until the person is told that it was received. */
const answerWorkingDays = 2;

/** Vietnam keeps UTC+7 all year. */
const localOffsetMs = 7 * 3_600_000;

const isWeekend = (atMs: number): boolean =>
  [0, 6].includes(new Date(atMs + localOffsetMs).getUTCDay());

/** When the law wants an answer, and when it wants it done. Public holidays are not known here: due sooner. */
export const dueDates = (
  kind: SubjectRequestKind,
  receivedAtMs: number,
): { readonly answerDueMs: number; readonly dueMs: number } => {
  let answerDueMs = receivedAtMs;
  for (let left = answerWorkingDays; left > 0;) {
    answerDueMs += dayMs;
    if (!isWeekend(answerDueMs)) left -= 1;
  }
  return { answerDueMs, dueMs: receivedAtMs + daysByKind[kind] * dayMs };
};

/**
 * Until then an erasure is refused unless somebody answers for it: a state agency traces contacts by law
 * (Law 91/2025/QH15 Art. 19.1), 21 days back.
 */
export const tracingMs = 21 * dayMs;
