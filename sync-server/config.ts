import { join, resolve } from 'node:path';
import { z } from 'zod';
import { fail, ok, type Result } from '#domain/core/result.ts';

/** What the operator decided. */
export type Config = {
  readonly host: string;
  /** 0: any free one. */
  readonly port: number;
  /** Absolute path of the directory that holds the ledger. */
  readonly dataDir: string;
  /** Where the built tablet lies; null: in `dist`. */
  readonly tabletDir: string | null;
  /** `postgres://` …, the ledger's other home; null: it lies in `dataDir`. */
  readonly databaseUrl: string | null;
  /** Invented officers with printed PINs, loopback only. */
  readonly demo: boolean;
  /** Enrols any number of tablets, in a demonstration; null: only codes that were made for one do. */
  readonly enrolCode: string | null;
  /** What an administrator proves to be one with; null: only on the server's machine is anything administered. */
  readonly adminToken: string | null;
  /** Where tablets reach the server, e.g. `https://chot.example`; null: as their requests say. */
  readonly publicOrigin: string | null;
  readonly logLevel: string;
  /** Addresses or networks of proxies that name in `X-Forwarded-For` whom they speak for. */
  readonly trustedProxies: readonly string[];
  /** Absolute path of the keys that tablets seal entries to. */
  readonly sealingKeysFile: string;
  /** Absolute path of a JSON file with days by rule; null: the usual ones. */
  readonly retentionFile: string | null;
  /** Where identities are checked; null: nowhere. */
  readonly registry: RegistryConfig | null;
  /** Where referrals are sent on to; null: nowhere. */
  readonly department: PartnerConfig | null;
  /** Where messages to very many people are sent; null: nowhere. */
  readonly mass: MassConfig | null;
  /** How long a referral may wait to be acknowledged before it is overdue. */
  readonly acknowledgeMs: number;
  /** Absolute path of a JSON file of agencies; null: the usual ones, none of them with a system. */
  readonly agenciesFile: string | null;
  /** Through which citizens write messages; null: there is none. */
  readonly messages: PartnerConfig | null;
  /** How long an urgent report may wait for the desk before it is overdue. */
  readonly urgentReportMs: number;
  /** Paths of PEM files; null: plain HTTP. */
  readonly tlsFiles: { readonly cert: string; readonly key: string } | null;
};

/** Paths are of files that only this account should be able to read. */
export type RegistryConfig = {
  /** Without a slash at its end. */
  readonly baseUrl: string;
  readonly tokenFile: string | null;
  /** PEM. */
  readonly certFile: string | null;
  readonly keyFile: string | null;
  readonly authorityFile: string | null;
  /** Questions under way at once. */
  readonly atOnce: number;
};

/** A system of others that is sent to, and maybe sends back. */
export type PartnerConfig = {
  readonly url: string;
  /** What both sides sign with. */
  readonly secretFile: string;
  readonly authorityFile: string | null;
};

type MassConfig = PartnerConfig & {
  /** People a second. */
  readonly perSecond: number;
};

const logLevels = ['silent', 'error', 'warn', 'info', 'debug'] as const;

const environmentSchema = z.object({
  NODE_ENV: z.string().optional(),
  PORT: z.coerce.number().int().min(0).max(65_535).default(8080),
  HOST: z.string().default('127.0.0.1'),
  DATA_DIR: z.string().default('./data'),
  TABLET_DIR: z.string().optional(),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  CHOT_DEMO: z.stringbool().optional(),
  CHOT_ENROL_CODE: z.string().min(6).max(40).optional(),
  ADMIN_TOKEN: z
    .string()
    .regex(/^[\w-]{32,100}$/)
    .optional(),
  PUBLIC_ORIGIN: z
    .url({ protocol: /^https?$/ })
    .refine((url) => new URL(url).origin === url)
    .optional(),
  CHOT_LOG_LEVEL: z.enum(logLevels).default('warn'),
  SEALING_KEYS_FILE: z.string().optional(),
  TRUSTED_PROXIES: z
    .string()
    .transform((text) => text.split(',').map((one) => one.trim()))
    .pipe(z.array(z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()])))
    .default([]),
  RETENTION_FILE: z.string().optional(),
  REGISTRY_URL: z.url({ protocol: /^https?$/ }).optional(),
  REGISTRY_TOKEN_FILE: z.string().optional(),
  REGISTRY_CERT_FILE: z.string().optional(),
  REGISTRY_KEY_FILE: z.string().optional(),
  REGISTRY_CA_FILE: z.string().optional(),
  REGISTRY_AT_ONCE: z.coerce.number().int().min(1).max(200).default(16),
  HEALTH_URL: z.url({ protocol: /^https?$/ }).optional(),
  HEALTH_SECRET_FILE: z.string().optional(),
  HEALTH_CA_FILE: z.string().optional(),
  MASS_URL: z.url({ protocol: /^https?$/ }).optional(),
  MASS_SECRET_FILE: z.string().optional(),
  MASS_CA_FILE: z.string().optional(),
  MASS_PER_SECOND: z.coerce.number().int().min(1).max(100_000).default(2000),
  AGENCIES_FILE: z.string().optional(),
  MESSAGES_URL: z.url({ protocol: /^https?$/ }).optional(),
  MESSAGES_SECRET_FILE: z.string().optional(),
  MESSAGES_CA_FILE: z.string().optional(),
  REPORT_OVERDUE_SECONDS: z.coerce.number().int().min(1).max(86_400).default(1800),
  REFERRAL_OVERDUE_SECONDS: z.coerce.number().int().min(1).max(86_400).default(900),
  TLS_CERT_FILE: z.string().optional(),
  TLS_KEY_FILE: z.string().optional(),
});

/** The only reader of the environment. A refusal is one sentence for the operator. */
export const readConfig = (
  environment: Readonly<Record<string, string | undefined>> = process.env,
): Result<Config, string> => {
  // An empty variable is one that was not set.
  const given = Object.entries(environment).filter(([, value]) => value !== '');
  const parsed = environmentSchema.safeParse(Object.fromEntries(given));
  if (!parsed.success) {
    const names = parsed.error.issues.map((issue) => issue.path.join('.')).join(', ');
    return fail(`These environment variables have values that cannot be used: ${names}.`);
  }
  const {
    NODE_ENV,
    PORT,
    HOST,
    DATA_DIR,
    TABLET_DIR,
    DATABASE_URL,
    CHOT_DEMO,
    CHOT_ENROL_CODE,
    ADMIN_TOKEN,
    PUBLIC_ORIGIN,
    CHOT_LOG_LEVEL,
    SEALING_KEYS_FILE,
    TRUSTED_PROXIES,
    RETENTION_FILE,
    AGENCIES_FILE,
    REPORT_OVERDUE_SECONDS,
    REFERRAL_OVERDUE_SECONDS,
    TLS_CERT_FILE: cert,
    TLS_KEY_FILE: key,
  } = parsed.data;
  const isProduction = NODE_ENV === 'production';
  if (isProduction && CHOT_DEMO === true) {
    return fail('CHOT_DEMO=true is refused in production: demonstration PINs are public.');
  }
  if ((cert === undefined) !== (key === undefined)) {
    return fail('TLS_CERT_FILE and TLS_KEY_FILE belong together: one of them is missing.');
  }
  const registry = readRegistry(parsed.data);
  if (!registry.ok) return registry;
  const department = readPartner(parsed.data, 'HEALTH');
  if (!department.ok) return department;
  const mass = readMass(parsed.data);
  if (!mass.ok) return mass;
  const messages = readPartner(parsed.data, 'MESSAGES');
  if (!messages.ok) return messages;
  const demo = CHOT_DEMO ?? !isProduction;
  if (!demo && CHOT_ENROL_CODE !== undefined) {
    return fail(
      'CHOT_ENROL_CODE is refused outside a demonstration: one code for every tablet is no secret. Make one for each with "enrol-code".',
    );
  }
  if (demo && !isLoopback(HOST)) {
    return fail(
      `HOST=${HOST} is refused in a demonstration: its PINs are public, so it listens on 127.0.0.1 only.`,
    );
  }
  return ok({
    host: HOST,
    port: PORT,
    dataDir: resolve(DATA_DIR),
    tabletDir: TABLET_DIR === undefined ? null : resolve(TABLET_DIR),
    databaseUrl: DATABASE_URL ?? null,
    demo,
    enrolCode: demo ? (CHOT_ENROL_CODE ?? 'CHOT-2021') : null,
    adminToken: ADMIN_TOKEN ?? null,
    publicOrigin: PUBLIC_ORIGIN ?? null,
    logLevel: CHOT_LOG_LEVEL,
    trustedProxies: TRUSTED_PROXIES,
    sealingKeysFile: resolve(SEALING_KEYS_FILE ?? join(DATA_DIR, 'sealing-keys.json')),
    retentionFile: RETENTION_FILE === undefined ? null : resolve(RETENTION_FILE),
    registry: registry.value,
    department: department.value,
    mass: mass.value,
    acknowledgeMs: REFERRAL_OVERDUE_SECONDS * 1000,
    agenciesFile: AGENCIES_FILE === undefined ? null : resolve(AGENCIES_FILE),
    messages: messages.value,
    urgentReportMs: REPORT_OVERDUE_SECONDS * 1000,
    tlsFiles: cert === undefined || key === undefined ? null : { cert, key },
  });
};

/** Names of people go there: in the clear only to this machine. */
export const isSafeUrl = (url: string): boolean =>
  url.startsWith('https:') || isLoopback(new URL(url).hostname);

const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);

const readRegistry = (
  environment: z.infer<typeof environmentSchema>,
): Result<RegistryConfig | null, string> => {
  const { REGISTRY_URL: url, REGISTRY_CERT_FILE: cert, REGISTRY_KEY_FILE: key } = environment;
  if (url === undefined) return ok(null);
  if (!isSafeUrl(url)) {
    return fail(`REGISTRY_URL=${url} is refused: it must begin with https.`);
  }
  if ((cert === undefined) !== (key === undefined)) {
    return fail(
      'REGISTRY_CERT_FILE and REGISTRY_KEY_FILE belong together: one of them is missing.',
    );
  }
  const path = (file: string | undefined) => (file === undefined ? null : resolve(file));
  return ok({
    baseUrl: url.replace(/\/+$/, ''),
    tokenFile: path(environment.REGISTRY_TOKEN_FILE),
    certFile: path(cert),
    keyFile: path(key),
    authorityFile: path(environment.REGISTRY_CA_FILE),
    atOnce: environment.REGISTRY_AT_ONCE,
  });
};

const readPartner = (
  environment: z.infer<typeof environmentSchema>,
  name: 'HEALTH' | 'MESSAGES' | 'MASS',
): Result<PartnerConfig | null, string> => {
  const url = environment[`${name}_URL`];
  const secret = environment[`${name}_SECRET_FILE`];
  const authority = environment[`${name}_CA_FILE`];
  if (url === undefined) return ok(null);
  if (!isSafeUrl(url)) return fail(`${name}_URL=${url} is refused: it must begin with https.`);
  if (secret === undefined) {
    return fail(`${name}_URL needs ${name}_SECRET_FILE to sign with.`);
  }
  return ok({
    url,
    secretFile: resolve(secret),
    authorityFile: authority === undefined ? null : resolve(authority),
  });
};

const readMass = (
  environment: z.infer<typeof environmentSchema>,
): Result<MassConfig | null, string> => {
  const service = readPartner(environment, 'MASS');
  if (!service.ok || service.value === null) return service.ok ? ok(null) : service;
  return ok({ ...service.value, perSecond: environment.MASS_PER_SECOND });
};
