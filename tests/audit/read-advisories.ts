import { z } from 'zod';

const reportSchema = z.object({
  vulnerabilities: z.record(z.string(), z.object({ severity: z.string(), range: z.string() })),
});

/** One sentence for each package that the registry warns of; null: it did not answer what was asked. */
export const readAdvisories = (printed: string): string[] | null => {
  try {
    const report = reportSchema.safeParse(JSON.parse(printed));
    if (!report.success) return null;
    return Object.entries(report.data.vulnerabilities).map(
      ([name, { severity, range }]) => `${name} ${range}: ${severity}`,
    );
  } catch {
    return null;
  }
};
