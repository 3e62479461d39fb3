import type { RefusalReason } from '#protocol/subjects.ts';

export const enRefusals = {
  'legal-hold': 'The data is kept for an investigation that an authority has ordered.',
  tracing: 'Contacts are traced by law for 21 days; afterwards it can be erased.',
  'possible-case': 'This crossing may belong to a case and is kept longer.',
  gone: 'The server no longer keeps this data.',
  'not-amended':
    'The unit has not entered the correction yet. Pass it to the unit that made the record.',
} as const satisfies Record<RefusalReason, string>;
