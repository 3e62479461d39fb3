import { parseCitizenCard, type CitizenCard } from './citizen-card.ts';
import { parseInsuranceCard, type InsuranceCard } from './insurance-card.ts';
import { parseUnifiedApp, type UnifiedApp } from './unified-app.ts';

/** What a code turned out to be. Only the first three and the serial carry something to fill in. */
export type Recognised =
  | CitizenCard
  | UnifiedApp
  | InsuranceCard
  | { readonly kind: 'paper-serial'; readonly serial: string }
  | { readonly kind: 'signed-declaration' }
  | { readonly kind: 'vaccine-pass' }
  | { readonly kind: 'web-address' }
  | { readonly kind: 'unknown' };

/** Far more than any code a person shows: the longest, a vaccine pass, has some 900 characters. */
const longestText = 4_000;

const paperSerial = /^CHOT-P:([A-Z0-9-]{4,20})$/;
const byteOrderMark = /^\uFEFF/;

/** Tells what a scanned text is. Never throws, opens nothing, trusts nothing: all of these are unsigned. */
export const recognise = (scanned: string): Recognised => {
  if (scanned.length > longestText) return { kind: 'unknown' };
  // A replacement character: the scanner guessed the wrong letters, and more of them may be wrong.
  if (scanned.includes('\uFFFD')) return { kind: 'unknown' };
  const text = scanned.replace(byteOrderMark, '').trim().normalize('NFC');
  const serial = paperSerial.exec(text)?.[1];
  if (serial !== undefined) return { kind: 'paper-serial', serial };
  if (text.startsWith('HN1:')) return { kind: 'signed-declaration' };
  if (text.startsWith('HC1:')) return { kind: 'vaccine-pass' };
  if (/^https?:\/\//i.test(text)) return { kind: 'web-address' };
  return (
    parseCitizenCard(text) ??
    parseInsuranceCard(text) ??
    parseUnifiedApp(text) ?? { kind: 'unknown' }
  );
};
