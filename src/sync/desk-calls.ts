import type { z } from 'zod';
import {
  auditNewestResponseSchema,
  auditResponseSchema,
  auditVerifyResponseSchema,
} from '#protocol/audit.ts';
import { boardLiveEventSchema, boardUnitResponseSchema } from '#protocol/board-live.ts';
import { commandDayResponseSchema, commandListResponseSchema } from '#protocol/command.ts';
import {
  bulletinDeskResponseSchema,
  bulletinReachResponseSchema,
  bulletinSendResponseSchema,
  bulletinStepResponseSchema,
} from '#protocol/bulletins.ts';
import { declaredHereResponseSchema } from '#protocol/declared-here.ts';
import { exportTypes } from '#protocol/export.ts';
import { quarantineResponseSchema, settleDeskResponseSchema } from '#protocol/settle.ts';
import { personSearchResponseSchema } from '#protocol/persons.ts';
import { referralsResponseSchema, referralStepResponseSchema } from '#protocol/referrals.ts';
import { queueHeadSchema } from '#protocol/queue-head.ts';
import {
  reportSearchResponseSchema,
  reportsResponseSchema,
  reportsSendAgainResponseSchema,
  reportStatisticsResponseSchema,
  reportTakenResponseSchema,
} from '#protocol/reports.ts';
import { countersignResponseSchema, statementResponseSchema } from '#protocol/shift-statement.ts';
import {
  rulesPreviewResponseSchema,
  rulesPublishResponseSchema,
  rulesReadResponseSchema,
} from '#protocol/rules.ts';
import { unitAboutResponseSchema, unitsSetResponseSchema } from '#protocol/units.ts';
import {
  traceActResponseSchema,
  traceCaseResponseSchema,
  traceCasesResponseSchema,
  traceFlowResponseSchema,
  traceResponseSchema,
} from '#protocol/tracing.ts';
import { mintNonce } from '#domain/core/random.ts';
import type { CallFailure } from '#protocol/call-failure.ts';
import { protocolVersion } from '#protocol/version.ts';
import { fetchFile, jsonBody, type Credential, type Fetch } from '../platform/network.ts';
import { systemRandom } from '../platform/random.ts';
import type { Answered } from './core/ports.ts';
import type { ServerCalls } from './ports.ts';

/** How the server is asked on behalf of the officer. */
type OfficersLine = {
  readonly askPrivately: <Schema extends z.ZodType>(
    path: string,
    answer: Schema,
    what: object,
  ) => Answered<z.infer<Schema>>;
  /** Asks for what is no JSON. */
  readonly inSession: <Value>(
    path: string,
    attempt: (asked: {
      readonly url: string;
      readonly session: string;
      readonly credential?: Credential;
    }) => Answered<Value>,
  ) => Answered<Value>;
  readonly follow: <Schema extends z.ZodType>(
    path: string,
    answer: Schema,
    onEvent: (event: z.infer<Schema>) => void,
    stopping: AbortSignal,
  ) => Promise<CallFailure | null>;
  readonly fetchFrom: Fetch;
};

/** What the desks ask the server, each for the officer who may. */
export const deskCalls = ({ askPrivately, inSession, follow, fetchFrom }: OfficersLine) => {
  const bodyOf = (what: object) =>
    jsonBody({ protocol: protocolVersion, nonce: mintNonce(systemRandom), ...what });
  return {
    findPersons: (query) => askPrivately('persons/search', personSearchResponseSchema, query),
    declaredHere: (known) =>
      askPrivately('declarations/waiting', declaredHereResponseSchema, { known }),
    readRules: () => askPrivately('rules/read', rulesReadResponseSchema, {}),
    previewRules: (draft) => askPrivately('rules/preview', rulesPreviewResponseSchema, draft),
    publishRules: (draft) => askPrivately('rules', rulesPublishResponseSchema, draft),
    settleDesk: (query) => askPrivately('settle/desk', settleDeskResponseSchema, query),
    quarantine: () => askPrivately('settle/quarantine', quarantineResponseSchema, {}),
    shiftStatement: (shiftId) =>
      askPrivately('shift/statement', statementResponseSchema, { shiftId }),
    countersign: (closing) => askPrivately('shift/countersign', countersignResponseSchema, closing),
    referrals: (after) => askPrivately('referrals', referralsResponseSchema, { after }),
    takeReferralStep: (step) => askPrivately('referrals/step', referralStepResponseSchema, step),
    bulletinDesk: () => askPrivately('bulletins/desk', bulletinDeskResponseSchema, {}),
    takeBulletinStep: (step) => askPrivately('bulletins/step', bulletinStepResponseSchema, step),
    sendBulletin: (bulletinId) =>
      askPrivately('bulletins/send', bulletinSendResponseSchema, { bulletinId }),
    bulletinReach: (bulletinId) =>
      askPrivately('bulletins/reach', bulletinReachResponseSchema, { bulletinId }),
    traceCases: () => askPrivately('trace/cases', traceCasesResponseSchema, {}),
    enterCase: (entered) => askPrivately('trace/cases/enter', traceCaseResponseSchema, entered),
    endCase: (ended) => askPrivately('trace/cases/end', traceCaseResponseSchema, ended),
    trace: (query) => askPrivately('trace', traceResponseSchema, query),
    actOnContacts: (act) => askPrivately('trace/act', traceActResponseSchema, act),
    traceFlow: (span) => askPrivately('trace/flow', traceFlowResponseSchema, span),
    followReferrals: (onHead, stopping) =>
      follow('referrals/live', queueHeadSchema, ({ head }) => onHead(head), stopping),
    boardUnit: (unitId) => askPrivately('board/unit', boardUnitResponseSchema, { unitId }),
    followBoard: (onEvent, stopping) =>
      follow('board/live', boardLiveEventSchema, onEvent, stopping),
    setUnits: (units, isPreview) =>
      askPrivately('units/set', unitsSetResponseSchema, { units, isPreview }),
    unitAbout: (unitId) => askPrivately('units/about', unitAboutResponseSchema, { unitId }),
    commandDay: (day) => askPrivately('command/day', commandDayResponseSchema, { day }),
    commandList: (list) => askPrivately('command/list', commandListResponseSchema, list),
    reports: (after) => askPrivately('reports', reportsResponseSchema, { after }),
    receiveReport: (received) =>
      askPrivately('reports/receive', reportTakenResponseSchema, received),
    takeReportStep: (step) => askPrivately('reports/step', reportTakenResponseSchema, step),
    findReports: (search) => askPrivately('reports/search', reportSearchResponseSchema, search),
    reportStatistics: (period) =>
      askPrivately('reports/statistics', reportStatisticsResponseSchema, period),
    sendReportsAgain: () => askPrivately('reports/send-again', reportsSendAgainResponseSchema, {}),
    followReports: (onHead, stopping) =>
      follow('reports/live', queueHeadSchema, ({ head }) => onHead(head), stopping),
    exportRecords: (wanted) =>
      inSession('export', (asked) =>
        fetchFile({ ...asked, body: bodyOf(wanted) }, exportTypes[wanted.format], fetchFrom),
      ),
    audit: (after) => askPrivately('audit', auditResponseSchema, { after }),
    newestAudit: (query) => askPrivately('audit/newest', auditNewestResponseSchema, query),
    verifyAudit: () => askPrivately('audit/verify', auditVerifyResponseSchema, {}),
  } satisfies Partial<ServerCalls>;
};
