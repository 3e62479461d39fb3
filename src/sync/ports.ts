import type { IdentityQuestion } from '#domain/identity/registry-check.ts';
import type { Unit } from '#domain/unit/unit.ts';
import type { Rule } from '#domain/verdict/rule-set.ts';
import type { About } from '#protocol/about.ts';
import type {
  AuditNewestRequest,
  AuditNewestResponse,
  AuditResponse,
  AuditVerifyResponse,
} from '#protocol/audit.ts';
import type { DeclaredHereResponse } from '#protocol/declared-here.ts';
import type { CommandDay, CommandListRequest, CommandListResponse } from '#protocol/command.ts';
import type {
  BulletinDeskResponse,
  BulletinReachResponse,
  BulletinSendResponse,
  BulletinStepRequest,
  BulletinStepResponse,
} from '#protocol/bulletins.ts';
import type { CarryResponse } from '#protocol/carry.ts';
import type { BoardResponse } from '#protocol/board.ts';
import type { BoardLiveEvent, BoardUnitResponse } from '#protocol/board-live.ts';
import type { PasskeyAdded, PasskeyMade, PasskeyUsed } from '#protocol/passkey.ts';
import type { PersonSearch, PersonSearchResponse } from '#protocol/persons.ts';
import type {
  RulesPreviewResponse,
  RulesPublishResponse,
  RulesReadResponse,
} from '#protocol/rules.ts';
import type {
  QuarantineResponse,
  SettleDeskRequest,
  SettleDeskResponse,
} from '#protocol/settle.ts';
import type { SessionResponse } from '#protocol/session.ts';
import type {
  CountersignRequest,
  CountersignResponse,
  StatementResponse,
} from '#protocol/shift-statement.ts';
import type { WatchlistResponse, WatchStanding } from '#protocol/watchlist.ts';
import type { UnitAboutResponse, UnitsSetResponse } from '#protocol/units.ts';
import type {
  TraceActRequest,
  TraceActResponse,
  TraceCaseResponse,
  TraceCasesResponse,
  TraceEnd,
  TraceEnter,
  TraceFlowRequest,
  TraceFlowResponse,
  TraceRequest,
  TraceResponse,
} from '#protocol/tracing.ts';
import type { ExportRequest } from '#protocol/export.ts';
import type { UnitsResponse } from '#protocol/enrol.ts';
import type { IdentityResponse } from '#protocol/identity.ts';
import type { OfficerPinRequest, OfficerPinResponse } from '#protocol/officer-pin.ts';
import type {
  ReferralsResponse,
  ReferralStepRequest,
  ReferralStepResponse,
} from '#protocol/referrals.ts';
import type {
  ReportReceiveRequest,
  ReportSearchRequest,
  ReportSearchResponse,
  ReportsResponse,
  ReportStatistics,
  ReportStepRequest,
  ReportTakenResponse,
} from '#protocol/reports.ts';
import type { CallFailure } from '#protocol/call-failure.ts';
import type { ServerFile } from '../platform/network.ts';
import type { Answered, Transport } from './core/ports.ts';
import type { AskAuthenticator } from './officer-session.ts';

/** Whom to look for, and when; the rest of the request is the transport's. */
export type PersonQuery = Pick<PersonSearch, 'who' | 'fromMs' | 'throughMs'>;

/** What a screen asks; the rest of the request is the transport's. */
type Asked<Request> = Omit<Request, 'protocol' | 'nonce'>;

type Draft = { readonly rules: readonly Rule[] };
type RulesPreview = Draft & { readonly unitId: string | null; readonly hours: number };
type RulesPublishing = Draft & { readonly effectiveAtMs: number };

/** A report that the desk takes down; the rest of the request is the transport's. */
export type ReportReceiving = Omit<ReportReceiveRequest, 'protocol' | 'nonce'>;

/** Which lines of the audit; the rest of the request is the transport's. */
export type AuditQuery = Omit<AuditNewestRequest, 'protocol' | 'nonce'>;

/** The server as the whole tablet sees it: what the engine asks, and what the screens do. */
export type ServerCalls = Transport & {
  readonly about: () => Answered<About>;
  readonly units: () => Answered<UnitsResponse>;
  readonly changePin: (request: OfficerPinRequest) => Answered<OfficerPinResponse>;
  /** Asks the registry about somebody who stands here; null: no answer in time. */
  readonly identity: (question: IdentityQuestion) => Answered<IdentityResponse>;
  /** Brings what another tablet has handed over, as it was received. */
  readonly carry: (parcel: Uint8Array) => Answered<CarryResponse>;
  /** How tablets stand: those of one unit, or all. */
  readonly board: (unitId?: string) => Answered<BoardResponse>;
  /** Hears of the board of all units as long as the line holds. @returns why it did not begin; null: it ended */
  readonly followBoard: (
    onEvent: (event: BoardLiveEvent) => void,
    stopping: AbortSignal,
  ) => Promise<CallFailure | null>;
  /** The records of a shift as a table, ready to be saved. */
  readonly exportRecords: (
    wanted: Omit<ExportRequest, 'protocol' | 'nonce'>,
  ) => Answered<ServerFile>;
  readonly boardUnit: (unitId: string) => Answered<BoardUnitResponse>;
  /** Proves the second factor of the officer who has unlocked the tablet. */
  readonly proveSecondFactor: (code: string) => Answered<SessionResponse>;
  /** The same by a passkey of the officer's. */
  readonly proveByPasskey: (use: AskAuthenticator<PasskeyUsed>) => Answered<SessionResponse>;
  /** Makes one, once the second factor is proven. */
  readonly addPasskey: (make: AskAuthenticator<PasskeyMade>) => Answered<PasskeyAdded>;
  /** Who declared at the own unit's poster, with the codes of those that are not known yet. */
  readonly declaredHere: (known: readonly string[]) => Answered<DeclaredHereResponse>;
  readonly findPersons: (search: PersonQuery) => Answered<PersonSearchResponse>;
  /** What changed in the list of who is looked for; null: nothing is held. */
  readonly watchlist: (have: WatchStanding | null) => Answered<WatchlistResponse>;
  /** The rules of verdicts that were published. */
  readonly readRules: () => Answered<RulesReadResponse>;
  readonly previewRules: (preview: RulesPreview) => Answered<RulesPreviewResponse>;
  readonly publishRules: (publishing: RulesPublishing) => Answered<RulesPublishResponse>;
  /** What waits to be settled among all that the unit sent. */
  readonly settleDesk: (query: Pick<SettleDeskRequest, 'fromMs'>) => Answered<SettleDeskResponse>;
  /** What the unit sent and the server could not take up. */
  readonly quarantine: () => Answered<QuarantineResponse>;
  /** What the server holds of one shift. */
  readonly shiftStatement: (shiftId: string) => Answered<StatementResponse>;
  /** Signs what is about to be closed; the officer must have proven a second factor. */
  readonly countersign: (
    closing: Omit<CountersignRequest, 'protocol' | 'nonce'>,
  ) => Answered<CountersignResponse>;
  /** What changed in the health desk's queue behind a place; 0: all that is open. */
  readonly referrals: (after: number) => Answered<ReferralsResponse>;
  readonly takeReferralStep: (
    step: Omit<ReferralStepRequest, 'protocol' | 'nonce'>,
  ) => Answered<ReferralStepResponse>;
  /** Hears of changes in the queue as long as the line holds. @returns why it did not begin; null: it ended */
  readonly followReferrals: (
    onHead: (head: number) => void,
    stopping: AbortSignal,
  ) => Promise<CallFailure | null>;
  /** Makes units known as they are told, all or nothing; as a preview it only says what would change. */
  readonly setUnits: (units: readonly Unit[], isPreview: boolean) => Answered<UnitsSetResponse>;
  /** One unit with its people and tablets. */
  readonly unitAbout: (unitId: string) => Answered<UnitAboutResponse>;
  /** The whole city on one day. */
  readonly commandDay: (day: string) => Answered<CommandDay>;
  /** The lines behind one of its figures. */
  readonly commandList: (
    list: Omit<CommandListRequest, 'protocol' | 'nonce'>,
  ) => Answered<CommandListResponse>;
  /** What was written at the command post. */
  readonly bulletinDesk: () => Answered<BulletinDeskResponse>;
  readonly takeBulletinStep: (
    step: Omit<BulletinStepRequest, 'protocol' | 'nonce'>,
  ) => Answered<BulletinStepResponse>;
  /** Has it sent as a message to everybody on the list. */
  readonly sendBulletin: (bulletinId: string) => Answered<BulletinSendResponse>;
  readonly bulletinReach: (bulletinId: string) => Answered<BulletinReachResponse>;
  /** Hears that the feed of every tablet has news that cannot wait, as long as the line holds. */
  readonly followNews: (
    onHead: (head: number) => void,
    stopping: AbortSignal,
  ) => Promise<CallFailure | null>;
  /** What changed in the report desk's queue behind a place; 0: all that waits. */
  readonly reports: (after: number) => Answered<ReportsResponse>;
  readonly receiveReport: (received: ReportReceiving) => Answered<ReportTakenResponse>;
  readonly takeReportStep: (
    step: Omit<ReportStepRequest, 'protocol' | 'nonce'>,
  ) => Answered<ReportTakenResponse>;
  readonly findReports: (
    search: Omit<ReportSearchRequest, 'protocol' | 'nonce'>,
  ) => Answered<ReportSearchResponse>;
  readonly reportStatistics: (period: {
    readonly fromMs: number;
    readonly untilMs: number;
  }) => Answered<ReportStatistics>;
  /** What no agency would take is tried once more. */
  readonly sendReportsAgain: () => Answered<{ readonly revived: number }>;
  /** As `followReferrals`. */
  readonly followReports: ServerCalls['followReferrals'];
  /** Confirmed cases that were entered, the newest first. */
  readonly traceCases: () => Answered<TraceCasesResponse>;
  readonly enterCase: (entered: Asked<TraceEnter>) => Answered<TraceCaseResponse>;
  readonly endCase: (ended: Asked<TraceEnd>) => Answered<TraceCaseResponse>;
  /** Where a case leads. */
  readonly trace: (query: Asked<TraceRequest>) => Answered<TraceResponse>;
  readonly actOnContacts: (act: Asked<TraceActRequest>) => Answered<TraceActResponse>;
  readonly traceFlow: (span: Asked<TraceFlowRequest>) => Answered<TraceFlowResponse>;
  /** Who looked at whose data, oldest first, behind the line `after`. */
  readonly audit: (after: number) => Answered<AuditResponse>;
  /** The same newest first, to look through. */
  readonly newestAudit: (query: AuditQuery) => Answered<AuditNewestResponse>;
  /** Has the server follow the whole chain. */
  readonly verifyAudit: () => Answered<AuditVerifyResponse>;
};

/** The lock manager of the browser, as much of it as is needed here. */
export type Locks = {
  readonly request: (
    name: string,
    options: { ifAvailable: true } | { steal: true },
    work: (lock: unknown) => Promise<void>,
  ) => Promise<void>;
};
