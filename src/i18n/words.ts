import { enAnswers } from './en/answers.ts';
import { enBulletins } from './en/bulletins.ts';
import { enBoard } from './en/board.ts';
import { enClosing } from './en/closing.ts';
import { enCodes } from './en/codes.ts';
import { enCommand } from './en/command.ts';
import { enDesks } from './en/desks.ts';
import { enFields } from './en/fields.ts';
import { enHandover } from './en/handover.ts';
import { enHealth } from './en/health.ts';
import { enIdentity } from './en/identity.ts';
import { enLane } from './en/lane.ts';
import { enPads } from './en/pads.ts';
import { enPaper } from './en/paper.ts';
import { enPoster } from './en/poster.ts';
import { enProblems } from './en/problems.ts';
import { enReports } from './en/reports.ts';
import { enRules } from './en/rules.ts';
import { enScreens } from './en/screens.ts';
import { enShiftReport } from './en/shift-report.ts';
import { enSettle } from './en/settle.ts';
import { enUnits } from './en/units.ts';
import { enTracing } from './en/tracing.ts';
import type { Language } from './language.ts';
import { viAnswers } from './vi/answers.ts';
import { viBulletins } from './vi/bulletins.ts';
import { viBoard } from './vi/board.ts';
import { viClosing } from './vi/closing.ts';
import { viCodes } from './vi/codes.ts';
import { viCommand } from './vi/command.ts';
import { viDesks } from './vi/desks.ts';
import { viFields } from './vi/fields.ts';
import { viHandover } from './vi/handover.ts';
import { viHealth } from './vi/health.ts';
import { viIdentity } from './vi/identity.ts';
import { viLane } from './vi/lane.ts';
import { viPads } from './vi/pads.ts';
import { viPaper } from './vi/paper.ts';
import { viPoster } from './vi/poster.ts';
import { viProblems } from './vi/problems.ts';
import { viReports } from './vi/reports.ts';
import { viRules } from './vi/rules.ts';
import { viScreens } from './vi/screens.ts';
import { viShiftReport } from './vi/shift-report.ts';
import { viSettle } from './vi/settle.ts';
import { viUnits } from './vi/units.ts';
import { viTracing } from './vi/tracing.ts';

const vi = {
  ...viScreens,
  ...viDesks,
  ...viBoard,
  ...viSettle,
  ...viClosing,
  ...viShiftReport,
  ...viPaper,
  ...viLane,
  ...viIdentity,
  ...viHandover,
  ...viHealth,
  ...viPads,
  ...viPoster,
  ...viFields,
  ...viAnswers,
  ...viProblems,
  ...viCodes,
  ...viReports,
  ...viRules,
  ...viUnits,
  ...viCommand,
  ...viBulletins,
  ...viTracing,
};
export type WordKey = keyof typeof vi;

const wordsByLanguage: Record<Language, Record<WordKey, string>> = {
  vi,
  en: {
    ...enScreens,
    ...enDesks,
    ...enBoard,
    ...enSettle,
    ...enClosing,
    ...enShiftReport,
    ...enPaper,
    ...enLane,
    ...enIdentity,
    ...enHandover,
    ...enHealth,
    ...enPads,
    ...enPoster,
    ...enFields,
    ...enAnswers,
    ...enProblems,
    ...enCodes,
    ...enReports,
    ...enRules,
    ...enUnits,
    ...enCommand,
    ...enBulletins,
    ...enTracing,
  },
};

export const isWordKey = (key: string | null): key is WordKey =>
  key !== null && Object.hasOwn(vi, key);

export type WordParams = Readonly<Record<string, string | number>>;

/** The words for a key, with `{name}` places filled; of `{name:one|more}` the first stands beside a one. */
export const wordsFor = (language: Language, key: WordKey, params: WordParams = {}): string =>
  wordsByLanguage[language][key].replace(
    /\{(\w+)(?::([^|}]*)\|([^}]*))?\}/g,
    (place, name: string, one?: string, more?: string) => {
      if (!Object.hasOwn(params, name)) return place;
      const value = String(params[name]);
      if (one === undefined || more === undefined) return value;
      return value === '1' ? one : more;
    },
  );
