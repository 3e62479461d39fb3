import {
  rulesPreviewRequestSchema,
  rulesPreviewResponseSchema,
  rulesPublishRequestSchema,
  rulesPublishResponseSchema,
  rulesReadRequestSchema,
  rulesReadResponseSchema,
} from '#protocol/rules.ts';
import {
  watchlistChangedSchema,
  watchlistChangeSchema,
  watchlistRequestSchema,
  watchlistResponseSchema,
} from '#protocol/watchlist.ts';
import { officerPinRequestSchema, officerPinResponseSchema } from '#protocol/officer-pin.ts';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { dataSchemaByKind, envelopeSchema } from '#domain/log/entry.ts';
import { aboutSchema } from '#protocol/about.ts';
import {
  auditNewestRequestSchema,
  auditNewestResponseSchema,
  auditRequestSchema,
  auditResponseSchema,
  auditVerifyRequestSchema,
  auditVerifyResponseSchema,
} from '#protocol/audit.ts';
import { boardResponseSchema } from '#protocol/board.ts';
import { carryRequestSchema, carryResponseSchema } from '#protocol/carry.ts';
import { chotFileSchema } from '#protocol/chot-file.ts';
import { parcelSchema } from '#protocol/parcel.ts';
import {
  deviceAccountSchema,
  deviceEndingRequestSchema,
  deviceReturnRequestSchema,
  deviceReturnResponseSchema,
  enrolCodeRequestSchema,
  enrolCodeResponseSchema,
} from '#protocol/administration.ts';
import {
  declareChallengedSchema,
  declareChallengeSchema,
  declareRequestSchema,
  declareResponseSchema,
  withdrawRequestSchema,
  withdrawResponseSchema,
} from '#protocol/declare.ts';
import { deviceKeyRequestSchema, deviceKeyResponseSchema } from '#protocol/device-key.ts';
import {
  enrolRequestSchema,
  enrolRequestV2Schema,
  enrolResponseSchema,
  unitsResponseSchema,
} from '#protocol/enrol.ts';
import { identityRequestSchema, identityResponseSchema } from '#protocol/identity.ts';
import { mergedRequestSchema, mergedResponseSchema } from '#protocol/merged.ts';
import {
  passkeyAddedSchema,
  passkeyAdditionSchema,
  passkeyAskedSchema,
  passkeyAskSchema,
  passkeyProofSchema,
} from '#protocol/passkey.ts';
import { personSearchResponseSchema, personSearchSchema } from '#protocol/persons.ts';
import { problemSchema } from '#protocol/problem.ts';
import {
  changeSchema,
  knownChangeSchema,
  pullQuerySchema,
  pullResponseSchema,
} from '#protocol/pull.ts';
import { pushRequestSchema, pushResponseSchema } from '#protocol/push.ts';
import {
  referralsLiveEventSchema,
  referralsLiveRequestSchema,
  referralsRequestSchema,
  referralsResponseSchema,
  referralStepRequestSchema,
  referralStepResponseSchema,
} from '#protocol/referrals.ts';
import { reconcileRequestSchema, reconcileResponseSchema } from '#protocol/reconcile.ts';
import {
  challengeRequestSchema,
  challengeResponseSchema,
  sessionEndSchema,
  sessionRequestSchema,
  sessionResponseSchema,
} from '#protocol/session.ts';
import {
  quarantineRequestSchema,
  quarantineResponseSchema,
  settleDeskRequestSchema,
  settleDeskResponseSchema,
} from '#protocol/settle.ts';
import { protocolVersion } from '#protocol/version.ts';

const wire = {
  aboutSchema,
  unitsResponseSchema,
  enrolRequestSchema,
  enrolRequestV2Schema,
  enrolResponseSchema,
  deviceKeyRequestSchema,
  deviceKeyResponseSchema,
  officerPinRequestSchema,
  officerPinResponseSchema,
  enrolCodeRequestSchema,
  enrolCodeResponseSchema,
  deviceEndingRequestSchema,
  deviceReturnRequestSchema,
  deviceReturnResponseSchema,
  deviceAccountSchema,
  pushRequestSchema,
  pushResponseSchema,
  pullQuerySchema,
  pullResponseSchema,
  changeSchema,
  knownChangeSchema,
  boardResponseSchema,
  carryRequestSchema,
  carryResponseSchema,
  chotFileSchema,
  parcelSchema,
  reconcileRequestSchema,
  reconcileResponseSchema,
  mergedRequestSchema,
  mergedResponseSchema,
  challengeRequestSchema,
  challengeResponseSchema,
  sessionRequestSchema,
  sessionResponseSchema,
  sessionEndSchema,
  identityRequestSchema,
  identityResponseSchema,
  passkeyAskSchema,
  passkeyAskedSchema,
  passkeyAdditionSchema,
  passkeyAddedSchema,
  passkeyProofSchema,
  personSearchSchema,
  personSearchResponseSchema,
  settleDeskRequestSchema,
  settleDeskResponseSchema,
  quarantineRequestSchema,
  quarantineResponseSchema,
  auditRequestSchema,
  auditResponseSchema,
  auditNewestRequestSchema,
  auditNewestResponseSchema,
  auditVerifyRequestSchema,
  auditVerifyResponseSchema,
  referralsRequestSchema,
  referralsResponseSchema,
  referralStepRequestSchema,
  referralStepResponseSchema,
  referralsLiveRequestSchema,
  referralsLiveEventSchema,
  declareChallengeSchema,
  declareChallengedSchema,
  declareRequestSchema,
  declareResponseSchema,
  withdrawRequestSchema,
  withdrawResponseSchema,
  rulesReadRequestSchema,
  rulesReadResponseSchema,
  rulesPreviewRequestSchema,
  rulesPreviewResponseSchema,
  rulesPublishRequestSchema,
  rulesPublishResponseSchema,
  watchlistRequestSchema,
  watchlistResponseSchema,
  watchlistChangeSchema,
  watchlistChangedSchema,
  problemSchema,
  envelopeSchema,
  ...dataSchemaByKind,
};

it('[WIRE-1] the wire has the shape that its version number stands for', () => {
  const shapes = Object.entries(wire).map(([name, schema]) => [
    name,
    z.toJSONSchema(schema, { unrepresentable: 'any', io: 'input' }),
  ]);
  const fingerprint = bytesToHex(sha256(utf8ToBytes(JSON.stringify(shapes)))).slice(0, 16);
  // Changed a message on purpose? Raise protocolVersion, add its line of history, then pin both here.
  expect({ protocolVersion, fingerprint }).toEqual({
    protocolVersion: 3,
    fingerprint: '46744ff3a45b366d',
  });
});
