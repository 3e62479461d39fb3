import { parseCitizenCard, type CitizenCard } from './citizen-card.ts';
import { parseInsuranceCard, type InsuranceCard } from './insurance-card.ts';
import { declarationPrefix } from './signed-declaration.ts';
import { parseUnifiedApp, type UnifiedApp } from './unified-app.ts';
import { passPrefix } from './vaccine-pass.ts';

/** What a code turned out to be. Only the first three and the serial carry something to fill in. */
export type Recognised =
  | CitizenCard
  | UnifiedApp
  | InsuranceCard
  | { readonly kind: 'paper-serial'; readonly serial: string }
  /** Whether its signature holds is asked in a second step: `verifyCode`. */
  | { readonly kind: 'signed-declaration'; readonly text: string }
  | { readonly kind: 'vaccine-pass'; readonly text: string }
  | { readonly kind: 'enrol-code'; readonly code: string }
  | { readonly kind: 'web-address' }
  | { readonly kind: 'unknown' };

/** Far more than any code a person shows: the longest, a vaccine pass, has some 900 characters. */
const longestText = 4_000;

const paperSerial = /^CHOT-P:([A-Z0-9-]{4,20})$/;
/** As an administrator's machine shows it to a tablet that is being enrolled. */
const enrolCode = /^CHOT-ENROL:([A-Z0-9]{4}-[A-Z0-9]{4})$/;
const byteOrderMark = /^\uFEFF/;

/** Tells what a scanned text is. Never throws, opens nothing, trusts nothing: no signature is checked here. */
export const recognise = (scanned: string): Recognised => {
  if (scanned.length > longestText) return { kind: 'unknown' };
  // A replacement character: the scanner guessed the wrong letters, and more of them may be wrong.
  if (scanned.includes('\uFFFD')) return { kind: 'unknown' };
  const text = scanned.replace(byteOrderMark, '').trim().normalize('NFC');
  const serial = paperSerial.exec(text)?.[1];
  if (serial !== undefined) return { kind: 'paper-serial', serial };
  const code = enrolCode.exec(text)?.[1];
  if (code !== undefined) return { kind: 'enrol-code', code };
  if (text.startsWith(declarationPrefix)) return { kind: 'signed-declaration', text };
  if (text.startsWith(passPrefix)) return { kind: 'vaccine-pass', text };
  if (/^https?:\/\//i.test(text)) return { kind: 'web-address' };
  return (
    parseCitizenCard(text) ??
    parseInsuranceCard(text) ??
    parseUnifiedApp(text) ?? { kind: 'unknown' }
  );
};
