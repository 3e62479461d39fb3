import type { Retention } from '#domain/retention/server-rules.ts';
import type { Tls } from './create-server.ts';
import type { LoadGauge } from './load-gauge.ts';
import type { AskAtOnce } from '../services/identity/ask-at-once.ts';
import type { Judge } from '../services/judging/judge.ts';
import type { ReceiptSigner } from '../services/receipt-signer.ts';
import type { HashTerm } from '../services/search-terms.ts';
import type { ReportPartners } from '../services/reports/partners.ts';
import type { ServicePorts } from '../services/service-ports.ts';

export type AppPorts = ServicePorts & {
  readonly hashTerm: HashTerm;
  readonly demo: boolean;
  /** Enrols any number of tablets; null: only codes that were made for one do. */
  readonly enrolCode: string | null;
  /** What an administrator proves to be one with; null or absent: there are no such routes. */
  readonly adminToken?: string | null;
  /** After how many days what is forgotten; absent: the usual. */
  readonly retention?: Retention;
  /** Asks the population registry while somebody waits; absent: there is none. */
  readonly askIdentity?: AskAtOnce;
  /** How long a referral may wait to be acknowledged, milliseconds; absent: a quarter of an hour. */
  readonly acknowledgeMs?: number;
  /** Whether referrals are sent on to a system of the health department's; absent: no. */
  readonly isDelivered?: boolean;
  /** Whether there is a service that messages to very many people are sent to; absent: no. */
  readonly isMassSent?: boolean;
  /** Who reports come from and go to; absent: the usual agencies, none of them with a system. */
  readonly partners?: ReportPartners;
  /** How long an urgent report may wait for the desk, milliseconds; absent: half an hour. */
  readonly urgentMs?: number;
  /** Directory of the built tablet; null: only the API is served. */
  readonly tabletDir: string | null;
  /** Whether the database could not take the work now and may take it later. */
  readonly isBusy: (error: unknown) => boolean;
  /** `silent`, `error`, `warn` … Lines go to standard error. */
  readonly logLevel: string;
  /** Who judges pushes; absent: the thread that speaks HTTP. */
  readonly judge?: Judge;
  /** A request that has not arrived whole by then is given up; absent: 50 s. */
  readonly patienceMs?: number;
  /** Milliseconds of a clock that nobody sets; absent: the process's own. */
  readonly monotonicMs?: () => number;
  /** Addresses and networks whose `X-Forwarded-For` is believed, beside this machine. */
  readonly trustedProxies?: readonly string[];
  /** Absent: plain HTTP, for this machine or behind a proxy that speaks TLS. */
  readonly tls?: Tls;
  /** Where tablets reach the server, e.g. behind a proxy; null or absent: as the request says. */
  readonly publicOrigin?: string | null;
};

export type RoutePorts = AppPorts & {
  readonly judge: Judge;
  readonly receiptSigner: () => Promise<ReceiptSigner>;
  readonly load: LoadGauge;
};
