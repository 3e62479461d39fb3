import type { viHandover } from '../vi/handover.ts';

export const enHandover: Record<keyof typeof viHandover, string> = {
  'carry/nothing': 'The server has everything of this tablet. There is nothing to hand over.',
  'carry/no-key': 'This tablet has no key of its own to sign with. Connect it once and try again.',
  'carry/unsealed':
    'There are old entries that are not sealed; they cannot go through other hands. Connect it.',
  'carry/too-much': 'Too much for one hand-over. Connect the tablet.',
  'carry/damaged': 'The data was damaged or changed on the way. Take it again from the tablet.',
  'carry/other-file': 'This is no hand-over file (.chot) that this tablet can read.',
  'carry/own': 'This is this tablet’s own data. Open it on the supervisor’s tablet.',
  'carry/is-receipt': 'This is a receipt. Open it under “Take a receipt”.',
  'carry/no-server-key':
    'This tablet does not know the server’s signature yet. The receipt will come by network.',
  'carry/other-receipt': 'This receipt is another tablet’s.',
  'carry/other-history':
    'The log goes another way at the server. Connect the tablet it is of; it settles that itself.',
};
