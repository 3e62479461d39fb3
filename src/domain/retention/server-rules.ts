import { z } from 'zod';

/** How long the server keeps something, and why. */
type Rule = {
  /** Days, unless the operator decides otherwise within `least` and `most`. */
  readonly days: number;
  readonly least: number;
  readonly most: number;
  readonly because: string;
};

/** What the server forgets by itself. Days run from when the server received the entry. */
export const serverRules = {
  identified: {
    days: 30,
    least: 24,
    most: 90,
    because:
      'contacts of a case are traced 21 days back; the rest is margin. Longer than needed is forbidden (Law 91/2025/QH15 Art. 14).',
  },
  referred: {
    days: 45,
    least: 24,
    most: 180,
    because:
      'whoever was not let through, or declared a symptom or contact, may be a case: 21 days for the case and 21 for its contacts.',
  },
  quarantine: {
    days: 60,
    least: 24,
    most: 180,
    because:
      'what could not be read or trusted waits for a person, a key or an update; nobody is served by it for longer.',
  },
  ahead: {
    days: 30,
    least: 1,
    most: 90,
    because: 'an alert whose log never came; once the log has come, its copy goes at once.',
  },
  incidents: {
    days: 365,
    least: 90,
    most: 3650,
    because: 'they name tablets, not people, and show over a season which tablets fail.',
  },
  'enrol-codes': {
    days: 30,
    least: 1,
    most: 365,
    because: 'a code that is used or outdated only says who enrolled when.',
  },
  'online-declarations': {
    days: 4,
    least: 1,
    most: 30,
    because:
      'after its 72 hours a code is worth nothing; where somebody crossed with it, the crossing holds what was declared.',
  },
  reports: {
    days: 90,
    least: 30,
    most: 365,
    because:
      'who reported may come back to the answer, and an agency has thirty to sixty days for a complaint; afterwards only the counts are of use.',
  },
  endings: {
    days: 1826,
    least: 1826,
    most: 7300,
    because: 'the file of a breach is kept five years (Decree 356/2025 Art. 29).',
  },
} as const satisfies Record<string, Rule>;

export type RuleName = keyof typeof serverRules;

/** What is counted as forgotten: by a rule, because it came back, or because its person asked. */
export type ForgottenBy = RuleName | 'returned' | 'erased';

/** Days by rule. */
export type Retention = Readonly<Record<RuleName, number>>;

const daysSchema = z.strictObject(
  Object.fromEntries(
    Object.entries(serverRules).map(([name, { days, least, most }]) => [
      name,
      z.int().min(least).max(most).default(days),
    ]),
  ) as Record<RuleName, z.ZodDefault<z.ZodInt>>,
);

/** The operator's rules, completed with the usual ones. Who may be a case is kept no shorter than others. */
export const retentionSchema = daysSchema.refine(
  ({ identified, referred }) => referred >= identified,
  { path: ['referred'], message: 'shorter than identified' },
);

export const usualRetention: Retention = retentionSchema.parse({});

export const dayMs = 86_400_000;

/**
 * A declaration is valid for so long and may be shown again; so it goes this much later than a crossing,
 * and whatever is counted of a crossing still finds it.
 */
export const declarationMarginMs = 3 * dayMs;
