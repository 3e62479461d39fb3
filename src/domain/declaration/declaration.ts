import { z } from 'zod';
import { addressSchema } from './address.ts';
import { answerSchema } from './answer-schema.ts';

const instant = z.iso.datetime({ offset: true });
const day = z.iso.date();
/** YYYY, YYYY-MM or YYYY-MM-DD: older people often know only the year. */
const partialDay = z.union([
  z.string().regex(/^\d{4}$/),
  z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/),
  day,
]);
const phone = z.string().regex(/^\+\d{8,15}$/);
const personName = z.string().min(2).max(80);
const note = (limit: number) => z.string().min(1).max(limit);

/**
 * What a person states about themselves, their trip and their health; valid 72 hours.
 * Keys are those of the data dictionary, flat, so that an amendment can name the field it changes.
 * Text is NFC; phones E.164; plates compact; days ISO 8601.
 */
export const declarationSchema = z.strictObject({
  schemaVersion: z.literal(1),
  channel: answerSchema('channel'),
  paperSerial: z
    .string()
    .regex(/^[A-Z0-9-]{4,20}$/)
    .optional(),
  byProxy: z.boolean(),
  'proxy.name': z.string().min(2).max(60).optional(),
  'proxy.phone': phone.optional(),
  'proxy.relation': note(40).optional(),
  declaredAt: instant,
  validUntil: instant,
  ack: z.strictObject({
    noticeVersion: z.string().min(1).max(20),
    at: instant,
    how: answerSchema('ackHow'),
  }),

  fullName: personName,
  docType: answerSchema('docType'),
  docNumber: z
    .string()
    .regex(/^[A-Z0-9-]{1,24}$/)
    .optional(),
  oldDocNumber: z
    .string()
    .regex(/^\d{9}$/)
    .optional(),
  dob: partialDay,
  sex: answerSchema('sex'),
  nationality: z.string().regex(/^[A-Z]{2}$/),
  /** Absent: the person has no telephone. */
  phone: phone.optional(),
  email: z.email().max(120).optional(),
  bhyt: z
    .string()
    .regex(/^([A-Z]{2}\d{13}|\d{10})$/)
    .optional(),

  'addr.permanent': addressSchema,
  'addr.temporary': addressSchema.optional(),
  'addr.staying': addressSchema,

  'move.direction': answerSchema('direction'),
  'move.vehicleType': answerSchema('vehicleType'),
  'move.plate': z
    .string()
    .regex(/^[0-9A-ZĐ]{4,12}$/)
    .optional(),
  'move.seat': note(6).optional(),
  'move.departAt': day,
  'move.from': addressSchema,
  'move.to': addressSchema,
  'move.purpose': answerSchema('purpose'),
  'move.purposeNote': note(160).optional(),
  'move.party': z.number().int().min(0).max(60).optional(),

  'epi.travelled14d': z.boolean(),
  'epi.places': note(300).optional(),
  'epi.anySymptom': z.boolean(),
  'epi.symptoms': z.array(answerSchema('symptom')).max(8).optional(),
  'epi.onset': day.optional(),
  'epi.symptomNote': note(300).optional(),
  'epi.contactCase': z.boolean(),
  'epi.contactArea': z.boolean(),
  'epi.contactSymptomatic': z.boolean(),

  'vax.doses': z.number().int().min(0).max(9).optional(),
  'vax.lastDate': day.optional(),
  'test.kind': answerSchema('testKind').optional(),
  'test.sampledAt': instant.optional(),
  'test.result': answerSchema('testResult').optional(),
  'permit.kind': answerSchema('permitKind').optional(),
  'permit.number': note(40).optional(),
});
export type Declaration = z.infer<typeof declarationSchema>;
