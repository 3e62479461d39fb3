import { z } from 'zod';

/** `POST /api/v1/admin/enrol-codes`: a code for one tablet of a unit. */
export const enrolCodeRequestSchema = z.strictObject({
  protocol: z.int(),
  unitId: z.string().min(1).max(40),
});

export const enrolCodeResponseSchema = z.object({
  /** `XXXX-XXXX`, shown this once. */
  code: z.string(),
  /** The same as a QR code says it. */
  qrText: z.string(),
  unitId: z.string(),
  expiresAtMs: z.int(),
});
export type EnrolCodeResponse = z.infer<typeof enrolCodeResponseSchema>;

/** What a QR code of an enrolment code says. */
export const enrolCodeToQrText = (code: string): string => `CHOT-ENROL:${code}`;

/** The enrolment code that a QR code says; null: it says something else. */
export const qrTextToEnrolCode = (text: string): string | null =>
  /^CHOT-ENROL:([0-9A-Z-]{8,9})$/i.exec(text.trim())?.[1] ?? null;

/** `POST /api/v1/admin/device-endings`: a tablet works no more. */
export const deviceEndingRequestSchema = z.strictObject({
  protocol: z.int(),
  deviceId: z.uuid(),
  kind: z.enum(['switched-off', 'retired']),
  reason: z.string().trim().min(1).max(200),
  /** When somebody noticed, Unix milliseconds; absent: now. */
  detectedAtMs: z.int().min(0).optional(),
});

/** `POST /api/v1/admin/device-returns`: a tablet that was switched off works again. */
export const deviceReturnRequestSchema = z.strictObject({
  protocol: z.int(),
  deviceId: z.uuid(),
  reason: z.string().trim().min(1).max(200),
});

export const deviceReturnResponseSchema = z.object({
  deviceId: z.uuid(),
  /** Entries that it sent meanwhile and that are in quarantine no longer. */
  released: z.int().min(0),
});
export type DeviceReturnResponse = z.infer<typeof deviceReturnResponseSchema>;

/** `GET /api/v1/admin/devices/:deviceId`, and the answer to an ending: whom the tablet concerns. */
export const deviceAccountSchema = z.object({
  deviceId: z.uuid(),
  unitId: z.string(),
  name: z.string(),
  kind: z.enum(['switched-off', 'retired']).nullable(),
  reason: z.string().nullable(),
  /** Unix milliseconds by the server's clock; null: it is at work. */
  switchedOffAt: z.int().nullable(),
  /** From here the law's 72 hours run. */
  detectedAt: z.int().nullable(),
  /** Who worked with it, and when the server received the first and the last of theirs. */
  officers: z.array(z.object({ officerId: z.string(), firstAtMs: z.int(), lastAtMs: z.int() })),
  /** Crossings that were recorded on it, each with what one person declared. */
  recordIds: z.array(z.string()),
  /** Entries that could not be read. */
  unread: z.int().min(0),
  /** Entries that are no longer kept; their crossings are among `recordIds`. */
  forgotten: z.int().min(0),
});
export type DeviceAccount = z.infer<typeof deviceAccountSchema>;
