import type { FieldKey } from '#domain/declaration/form.ts';
import type { Judgement } from '#domain/declaration/judgement.ts';
import { paperForm } from '#domain/declaration/paper-form.ts';
import { readAnswer } from '#domain/declaration/read-answer.ts';
import type { RecordAmendment } from '../../actions/amend-record.ts';

/** What may be corrected on the record page, as it was typed. */
export type AmendmentInput = {
  readonly phone: string;
  readonly temperature: string;
  readonly verdict: string;
  readonly reason: string;
};

type ReadAmendment =
  | { readonly amendment: RecordAmendment }
  | { readonly field: FieldKey; readonly fault: Pick<Judgement, 'code' | 'params'> | null };

/** Reads a correction by the rules of the sheet; an empty box takes its answer away. */
export const readAmendment = (typed: AmendmentInput): ReadAmendment => {
  const isStopped = typed.verdict !== 'pass';
  const inputs: [FieldKey, string][] = [
    ['phone', typed.phone],
    ['check.temperature', typed.temperature],
    ['check.verdict', typed.verdict],
    ['check.reason', isStopped ? typed.reason : ''],
  ];
  const values = new Map<FieldKey, unknown>();
  for (const [key, text] of inputs) {
    const read = text.trim() === '' ? { value: null } : readField(key, text);
    if ('fault' in read) return { field: key, fault: read.fault };
    values.set(key, read.value);
  }
  if (isStopped && values.get('check.reason') === null)
    return { field: 'check.reason', fault: null };
  const { phone, ...crossing } = Object.fromEntries(values);
  // Each value passed the rules of its field.
  return { amendment: { declaration: { phone }, crossing } as RecordAmendment };
};

const readField = (key: FieldKey, text: string) => {
  const field = paperForm.flatMap(({ fields }) => fields).find((each) => each.key === key);
  if (field === undefined) throw new Error(`the sheet has no ${key}`);
  return readAnswer(field, text, {});
};
