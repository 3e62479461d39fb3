import { z } from 'zod';

export const exportFormats = ['xlsx', 'csv'] as const;
export type ExportFormat = (typeof exportFormats)[number];

export const exportTypes: Readonly<Record<ExportFormat, string>> = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv',
};

/** `POST /api/v1/export`: the records of a shift as a table. The answer is the file. */
export const exportRequestSchema = z.strictObject({
  protocol: z.int(),
  nonce: z.string().min(8).max(64),
  unitId: z.string().min(1).max(40),
  shiftId: z.string().min(1).max(80),
  format: z.enum(exportFormats),
});
export type ExportRequest = z.infer<typeof exportRequestSchema>;
