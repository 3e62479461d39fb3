import { fail, ok, type Answer, type Result } from '#domain/core/result.ts';
import { may, type Deed } from '#domain/officer/permissions.ts';
import { readDevice } from '../store/read-device.ts';
import type { DeviceRow } from '../store/rows.ts';
import type { Session } from '../store/setting.ts';
import { readSession } from '../store/settings.ts';
import type { Tablet } from './tablet.ts';

export type AuthorFailure = Answer<
  'device/not-enrolled' | 'officer/signed-out' | 'officer/not-allowed' | 'vault/locked'
>;

export type Author = { readonly device: DeviceRow; readonly session: Session };

/** Who is about to do a deed on this tablet, if they may. */
export const readAuthor = async (
  { db }: Tablet,
  deed: Deed,
): Promise<Result<Author, AuthorFailure>> => {
  const device = await readDevice(db);
  if (device === null) return fail({ code: 'device/not-enrolled' });
  const session = await readSession(db);
  if (session === null) return fail({ code: 'officer/signed-out' });
  if (db.vault.holder() === null) return fail({ code: 'vault/locked' });
  if (!may(session.role, deed)) return fail({ code: 'officer/not-allowed' });
  return ok({ device, session });
};
