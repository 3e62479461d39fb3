import type { Agency } from '#domain/report/agency.ts';
import type { Report } from '#domain/report/report.ts';
import type { DeliveryFailure } from '../partners/delivery-failure.ts';

/** What came to a webhook: as it was sent, so that what was signed can be compared. */
export type SignedRequest = {
  readonly header: (name: string) => string;
  readonly body: string;
};

/** What an agency is told of a report. */
type ForwardedReport = {
  /** The same whenever the same thing is sent again: it is to be taken once. */
  readonly idempotencyKey: string;
  readonly reportId: string;
  readonly number: number;
  readonly receivedAtMs: number;
  readonly report: Report;
  /** What the desk adds. */
  readonly note: string | null;
};

export type AgencyReply = {
  /** The same reply, however often it comes. */
  readonly key: string;
  readonly reportId: string;
  /** `not-ours`: somebody else must see to it. */
  readonly outcome: 'handled' | 'not-ours';
  readonly text: string;
};

/** An agency with a system of its own. */
type AgencySystem = {
  /** Never throws. Null: it was taken. */
  readonly deliver: (
    report: ForwardedReport,
    patienceMs: number,
  ) => Promise<DeliveryFailure | null>;
  /** What it replied; null: it was not this agency that signed it, or it is no reply. */
  readonly readReply: (request: SignedRequest) => AgencyReply | null;
  readonly close: () => Promise<void>;
};

/** One without a system is told by telephone or on paper, and its reply is written down by the desk. */
export type AgencyPort = Agency & { readonly system: AgencySystem | null };

export type IncomingMessage = {
  /** The same message, however often it comes. */
  readonly messageId: string;
  /** What the service calls its sender. */
  readonly sender: string;
  readonly text: string;
};

/** The service through which citizens write messages. */
export type MessageService = {
  /** What came; null: it was not the service that signed it, or it is no message. */
  readonly read: (request: SignedRequest) => IncomingMessage | null;
  /** Answers who wrote a message. Never throws. Null: it was taken. */
  readonly answer: (
    answer: { readonly idempotencyKey: string; readonly messageId: string; readonly text: string },
    patienceMs: number,
  ) => Promise<DeliveryFailure | null>;
  readonly close: () => Promise<void>;
};

/** Who reports come from and go to beside the desk. */
export type ReportPartners = {
  readonly agencies: readonly AgencyPort[];
  /** Null: there is none. */
  readonly messages: MessageService | null;
};
