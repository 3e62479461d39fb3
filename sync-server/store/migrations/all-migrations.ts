import type { Migration } from 'kysely/migration';
import type { ColumnTypes } from '../sql-engine.ts';
import { firstLight } from './0001-first-light.ts';
import { proofAndAlerts } from './0002-proof-and-alerts.ts';
import { idsByUnit } from './0003-ids-by-unit.ts';
import { deviceIdentity } from './0005-device-identity.ts';
import { officersAndAudit } from './0006-officers-and-audit.ts';
import { retention } from './0007-retention.ts';
import { deviceReturns } from './0008-device-returns.ts';
import { passkeys } from './0009-passkeys.ts';
import { onlineDeclarations } from './0010-online-declarations.ts';
import { identityChecks } from './0011-identity-checks.ts';
import { rulesAndWatchlist } from './0013-rules-and-watchlist.ts';
import { referrals } from './0014-referrals.ts';
import { tracing } from './0016-tracing.ts';
import { declaredUnits } from './0017-declared-units.ts';
import { boardCounts } from './0018-board-counts.ts';
import { reports } from './0019-reports.ts';
import { bulletins } from './0020-bulletins.ts';
import { city } from './0021-city.ts';

/** In order of their names. A migration that has run anywhere is never edited, only followed. */
export const allMigrations = (types: ColumnTypes): Record<string, Migration> => ({
  '0001-first-light': firstLight(types),
  '0002-proof-and-alerts': proofAndAlerts(types),
  '0003-ids-by-unit': idsByUnit,
  '0005-device-identity': deviceIdentity(types),
  '0006-officers-and-audit': officersAndAudit(types),
  '0007-retention': retention(types),
  '0008-device-returns': deviceReturns(types),
  '0009-passkeys': passkeys(types),
  '0010-online-declarations': onlineDeclarations(types),
  '0011-identity-checks': identityChecks(types),
  '0013-rules-and-watchlist': rulesAndWatchlist(types),
  '0014-referrals': referrals(types),
  '0016-tracing': tracing(types),
  '0017-declared-units': declaredUnits(types),
  '0018-board-counts': boardCounts(types),
  '0019-reports': reports(types),
  '0020-bulletins': bulletins(types),
  '0021-city': city(types),
});
