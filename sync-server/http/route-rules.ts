import type { OpenCollection } from '#domain/open/open-role.ts';
import type { Deed } from '#domain/officer/permissions.ts';

/** Who may call a route. */
export type RouteRule =
  /** Whoever comes: it tells nothing of anybody. */
  | { readonly by: 'anyone' }
  /** A tablet that proves which one it is, also one that works no more: it still delivers what it holds. */
  | { readonly by: 'any-tablet' }
  /** A tablet at work. */
  | { readonly by: 'tablet' }
  /** An officer who proved the PIN on a tablet at work, and, where said, a second factor. */
  | { readonly by: 'officer'; readonly may: Deed; readonly secondFactor: boolean }
  /** Who holds a key of the open data whose role reads this. */
  | { readonly by: 'open-key'; readonly reads: OpenCollection }
  /** Who holds the operator's token. */
  | { readonly by: 'operator' };

const anyone = { by: 'anyone' } as const;
const anyTablet = { by: 'any-tablet' } as const;
const tablet = { by: 'tablet' } as const;
const operator = { by: 'operator' } as const;

/**
 * Every route of this server and who may call it: a route that stands not here cannot be registered.
 * What a role may do stands in `domain/officer/permissions.ts`.
 */
export const routeRules: Readonly<Record<string, RouteRule>> = {
  'GET /api/v1/about': anyone,
  'GET /api/v1/units': anyone,
  'GET /api/v1/units/:unitId': anyone,
  // Both prove a key that the server does not know yet, and do so themselves.
  'POST /api/v1/enrol': anyone,
  'POST /api/v1/device-key': anyone,
  'POST /api/v1/push': anyTablet,
  // Whoever brings it: what is believed is the signature of the tablet that made it.
  'POST /api/v1/carried': anyTablet,
  'POST /api/v1/reconcile': anyTablet,
  'GET /api/v1/pull': tablet,
  'POST /api/v1/merged': tablet,
  'POST /api/v1/identity': tablet,
  // What is changed is proven under the unit's key.
  'POST /api/v1/officer-pin': tablet,
  'POST /api/v1/session/challenge': tablet,
  'POST /api/v1/session': tablet,
  'POST /api/v1/session/end': tablet,
  'POST /api/v1/session/passkey/ask': {
    by: 'officer',
    may: 'use-second-factor',
    secondFactor: false,
  },
  'POST /api/v1/session/passkey': { by: 'officer', may: 'use-second-factor', secondFactor: false },
  'POST /api/v1/passkeys/ask': { by: 'officer', may: 'use-second-factor', secondFactor: true },
  'POST /api/v1/passkeys': { by: 'officer', may: 'use-second-factor', secondFactor: true },
  // Counts of tablets, of nobody in particular; a shift must close on a tablet of any version.
  'GET /api/v1/board': tablet,
  'POST /api/v1/board/live': { by: 'officer', may: 'see-board', secondFactor: false },
  'POST /api/v1/board/unit': { by: 'officer', may: 'see-board', secondFactor: false },
  'POST /api/v1/export': { by: 'officer', may: 'export-records', secondFactor: true },
  'POST /api/v1/persons/search': { by: 'officer', may: 'look-up', secondFactor: true },
  'POST /api/v1/settle/desk': { by: 'officer', may: 'settle', secondFactor: true },
  'POST /api/v1/settle/quarantine': { by: 'officer', may: 'settle', secondFactor: true },
  // Counts, and ids of officers and records.
  'POST /api/v1/shift/statement': { by: 'officer', may: 'close-shift', secondFactor: false },
  'POST /api/v1/shift/countersign': { by: 'officer', may: 'close-shift', secondFactor: true },
  'POST /api/v1/referrals': { by: 'officer', may: 'handle-referrals', secondFactor: true },
  'POST /api/v1/referrals/live': { by: 'officer', may: 'handle-referrals', secondFactor: true },
  'POST /api/v1/referrals/step': { by: 'officer', may: 'handle-referrals', secondFactor: true },
  'POST /api/v1/reports': { by: 'officer', may: 'handle-reports', secondFactor: true },
  'POST /api/v1/reports/live': { by: 'officer', may: 'handle-reports', secondFactor: true },
  'POST /api/v1/reports/receive': { by: 'officer', may: 'handle-reports', secondFactor: true },
  'POST /api/v1/reports/step': { by: 'officer', may: 'handle-reports', secondFactor: true },
  'POST /api/v1/reports/search': { by: 'officer', may: 'handle-reports', secondFactor: true },
  'POST /api/v1/reports/statistics': { by: 'officer', may: 'handle-reports', secondFactor: true },
  'POST /api/v1/reports/send-again': { by: 'officer', may: 'handle-reports', secondFactor: true },
  // Prove a secret of their own over what they send.
  'POST /api/v1/reports/message': anyone,
  'POST /api/v1/reports/reply/:agencyId': anyone,
  // As declarations; the answer is told to who was given its secret.
  'POST /api/v1/mailbox/challenge': anyone,
  'POST /api/v1/mailbox': anyone,
  'POST /api/v1/mailbox/answer': anyone,
  'POST /api/v1/trace/cases': { by: 'officer', may: 'trace', secondFactor: true },
  'POST /api/v1/trace/cases/enter': { by: 'officer', may: 'trace', secondFactor: true },
  'POST /api/v1/trace/cases/end': { by: 'officer', may: 'trace', secondFactor: true },
  'POST /api/v1/trace': { by: 'officer', may: 'trace', secondFactor: true },
  'POST /api/v1/trace/act': { by: 'officer', may: 'trace', secondFactor: true },
  'POST /api/v1/trace/flow': { by: 'officer', may: 'trace', secondFactor: true },
  'POST /api/v1/audit': { by: 'officer', may: 'see-audit', secondFactor: true },
  'POST /api/v1/audit/newest': { by: 'officer', may: 'see-audit', secondFactor: true },
  'POST /api/v1/audit/verify': { by: 'officer', may: 'see-audit', secondFactor: true },
  // Counts and lines that name nobody.
  'POST /api/v1/command/day': { by: 'officer', may: 'command-view', secondFactor: false },
  'POST /api/v1/command/list': { by: 'officer', may: 'command-view', secondFactor: false },
  'POST /api/v1/units/set': { by: 'officer', may: 'set-units', secondFactor: true },
  'POST /api/v1/units/about': { by: 'officer', may: 'set-units', secondFactor: true },
  'POST /api/v1/watchlist': tablet,
  'POST /api/v1/watchlist/change': { by: 'officer', may: 'set-watchlist', secondFactor: true },
  'POST /api/v1/rules/read': { by: 'officer', may: 'set-rules', secondFactor: false },
  'POST /api/v1/rules/preview': { by: 'officer', may: 'set-rules', secondFactor: true },
  'POST /api/v1/rules': { by: 'officer', may: 'set-rules', secondFactor: true },
  'POST /api/v1/feed/live': tablet,
  'POST /api/v1/bulletins/desk': { by: 'officer', may: 'write-bulletins', secondFactor: true },
  'POST /api/v1/bulletins/step': { by: 'officer', may: 'write-bulletins', secondFactor: true },
  'POST /api/v1/bulletins/reach': { by: 'officer', may: 'write-bulletins', secondFactor: true },
  'POST /api/v1/bulletins/send': { by: 'officer', may: 'publish-bulletins', secondFactor: true },
  // What everybody is told.
  'GET /api/v1/bulletins/public': anyone,
  // Work is proven for it, and each address has its share.
  'POST /api/v1/declarations/challenge': anyone,
  'POST /api/v1/declarations': anyone,
  // Proves the secret that the declaration was made with.
  'POST /api/v1/declarations/withdraw': anyone,
  // Who declared at the own unit's poster: for whoever records them, and noted.
  'POST /api/v1/declarations/waiting': { by: 'officer', may: 'keep-record', secondFactor: false },
  'POST /api/v1/admin/enrol-codes': operator,
  'POST /api/v1/admin/device-endings': operator,
  'POST /api/v1/admin/device-returns': operator,
  'GET /api/v1/admin/devices/:deviceId': operator,
  'GET /api/v1/admin/retention': operator,
  'GET /api/v1/admin/holds': operator,
  'POST /api/v1/admin/holds': operator,
  'POST /api/v1/admin/hold-releases': operator,
  'POST /api/v1/admin/statistics': operator,
  'POST /api/v1/admin/subjects/search': operator,
  'GET /api/v1/admin/subject-requests': operator,
  'POST /api/v1/admin/subject-requests': operator,
  'POST /api/v1/admin/subject-requests/carry-out': operator,
  // How the open data is read; it tells nothing of it.
  'GET /api/v1/open': anyone,
  'GET /api/v1/open/units': { by: 'open-key', reads: 'units' },
  'GET /api/v1/open/statistics': { by: 'open-key', reads: 'statistics' },
  'GET /api/v1/open/crossings': { by: 'open-key', reads: 'crossings' },
  'GET /api/v1/open/records': { by: 'open-key', reads: 'records' },
  // The built tablet.
  'GET /*': anyone,
};

/** The rule of a route; HEAD is as GET. Null: nobody wrote one. */
export const ruleOf = (method: string, url: string): RouteRule | null => {
  const name = `${method === 'HEAD' ? 'GET' : method} ${url}`;
  return Object.hasOwn(routeRules, name) ? (routeRules[name] ?? null) : null;
};
