import type { viCodes } from '../vi/codes.ts';

export const enCodes = {
  'code.verified': 'The signature holds, still valid. Compare the person with a document.',
  'code.expired': 'The signature holds, but the code has expired. Ask for a new declaration.',
  'code.not-yet-valid':
    'The code is dated in the future. Check this tablet’s clock; if it is right, ask for a new declaration.',
  'code.withdrawn-key':
    'The key that signed this code was withdrawn. Do not use it: ask, fill in the form, and ask for a new declaration.',
  'code.unknown-key':
    'This tablet does not know the key that signed the code. Connect it to receive new keys; until then ask and fill in the form.',
  'code.bad-signature':
    'The signature is wrong: the code was changed or forged. Do not use it, ask for documents.',
  'code.malformed': 'The code is damaged. Have it opened again, or ask and fill in the form.',

  'pass/doses-complete': 'All doses received',
  'pass/doses-incomplete': 'Not all doses received',
  'pass/test-negative': 'Test negative',
  'pass/test-positive': 'Test positive',
  'pass/test-unclear': 'Test result unclear',
  'pass/recovered': 'Recovered, within validity',
  'pass/recovery-over': 'Recovered, outside validity',

  'declaration-code/too-long':
    'The declaration is too long for one code. Shorten addresses and notes.',
  'declaration-code/invalid': 'No code can be made of this declaration. Check the answers.',
} satisfies Record<keyof typeof viCodes, string>;
