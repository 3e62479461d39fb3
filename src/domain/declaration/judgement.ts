export type JudgementCode =
  | 'answer/not-in-list'
  | 'text/too-long'
  | 'text/too-short'
  | 'name/letters'
  | 'name/one-word'
  | 'serial/form'
  | 'serial/kept-before'
  | 'serial/slip'
  | 'serial/other-unit'
  | 'serial/unknown'
  | 'serial/spoiled'
  | 'serial/typed-elsewhere'
  | 'citizen-id/digits'
  | 'citizen-id/too-short'
  | 'citizen-id/too-long'
  | 'citizen-id/place-unknown'
  | 'citizen-id/year-differs'
  | 'citizen-id/sex-differs'
  | 'old-id/form'
  | 'passport/form'
  | 'document/form'
  | 'document/kept-before'
  | 'insurance/form'
  | 'phone/impossible'
  | 'email/impossible'
  | 'plate/impossible'
  | 'plate/unknown'
  | 'country/unknown'
  | 'day/impossible'
  | 'day/incomplete'
  | 'day/future'
  | 'birth/too-old'
  | 'departure/far'
  | 'journey/nowhere'
  | 'journey/other-way'
  | 'code/differs'
  | 'onset/outside-window'
  | 'instant/impossible'
  | 'instant/future'
  | 'declaration/expired'
  | 'number/impossible'
  | 'number/out-of-range'
  | 'temperature/fever'
  | 'address/detail-missing'
  | 'address/not-tied'
  | 'address/unknown-code';

/** One thing to say about an answer: `block` is impossible, `warn` is doubtful and may be kept. */
export type Judgement = {
  readonly severity: 'block' | 'warn';
  readonly code: JudgementCode;
  readonly params?: Readonly<Record<string, string | number>>;
};

export const block = (code: JudgementCode, params?: Judgement['params']): Judgement => ({
  severity: 'block',
  code,
  ...(params && { params }),
});

export const warn = (code: JudgementCode, params?: Judgement['params']): Judgement => ({
  severity: 'warn',
  code,
  ...(params && { params }),
});
