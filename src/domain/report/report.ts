import { z } from 'zod';

/** How it came: by telephone, by the message service, by the mailbox page, or told to an officer at the post. */
export const reportChannels = ['call', 'message', 'mailbox', 'post'] as const;
export type ReportChannel = (typeof reportChannels)[number];

/** What it is about, in the order in which the desk is offered them. */
export const reportCategories = [
  'breach',
  'checkpoint',
  'permit',
  'contact',
  'medical',
  'supplies',
  'false-news',
  'other',
] as const;
export type ReportCategory = (typeof reportCategories)[number];

export const reportUrgencies = ['plain', 'urgent'] as const;
export type ReportUrgency = (typeof reportUrgencies)[number];

export const longestWhat = 2000;
export const longestPlace = 200;

/** What somebody reports. Without name and telephone it is anonymous. An entry `report.recorded` says this. */
export const reportSchema = z.strictObject({
  category: z.enum(reportCategories),
  urgency: z.enum(reportUrgencies),
  what: z.string().trim().min(1).max(longestWhat),
  place: z.string().trim().min(1).max(longestPlace).optional(),
  name: z.string().trim().min(1).max(80).optional(),
  /** As it was given: a number, or what the message service calls its sender. */
  phone: z.string().trim().min(1).max(60).optional(),
});
export type Report = z.infer<typeof reportSchema>;

/** What was typed, before anybody has judged it. */
export type TypedReport = {
  readonly category: ReportCategory;
  readonly urgency: ReportUrgency;
  readonly what: string;
  readonly place: string;
  readonly name: string;
  readonly phone: string;
};

export const blankReport: TypedReport = {
  category: 'other',
  urgency: 'plain',
  what: '',
  place: '',
  name: '',
  phone: '',
};

/** The report that was typed; null: it does not say yet what it is about. */
export const typedToReport = (typed: TypedReport): Report | null => {
  const said = Object.entries(typed).filter(([, value]) => value.trim() !== '');
  const report = reportSchema.safeParse(Object.fromEntries(said));
  return report.success ? report.data : null;
};
