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

  'code.superseded':
    'This person declared again: another code replaced this one. Ask for the newest.',
  'code.withdrawn':
    'The person took this declaration back. Do not use it: ask for a new one, or ask and fill in the form.',
  'code.used-here':
    'This declaration passed here at {hereTime}. Ask whether this is another crossing; compare the person with a document.',
  'code.used-elsewhere':
    'This declaration was used at {unit} at {thereTime}. Ask whether they came that way; compare the person with a document.',
  'code.valid-until': 'Valid until',

  'pass.verified':
    'Health certificate: the signature holds, still valid. Compare the name with a document.',
  'pass.expired': 'The health certificate has expired: as if there were none.',
  'pass.not-yet-valid':
    'The health certificate is dated in the future. Check this tablet’s clock; if it is right, as if there were none.',
  'pass.withdrawn-key': 'The key of this health certificate was withdrawn: as if there were none.',
  'pass.unknown-key':
    'This tablet does not know the issuer of this health certificate. Look at the paper, or as if there were none.',
  'pass.bad-signature':
    'The signature of the health certificate is wrong: changed or forged. Ask for documents.',
  'pass.malformed':
    'The health certificate is damaged. Ask to open the code again, or for the paper.',
  'pass.dose': 'dose {dose}/{ofDoses}, on {day} · {product}',
  'pass.sampled': 'sampled on {day}',
  'pass.recovery': 'from {from} until {until}',
  'pass.issuer': 'Issuer',
  'pass.until': 'certificate valid until {day}',

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
