import { fail, ok, type Answer, type Result } from '#domain/core/result.ts';
import { hashOf } from '#domain/log/chain.ts';
import { readChotFile } from '#protocol/chot-file.ts';
import { readParcel, type ParcelFault } from '#protocol/parcel.ts';
import { verifySignature } from '../platform/verify-signature.ts';
import { keepParcels } from '../store/parcels.ts';
import { unlessNewer } from '../store/newer-database.ts';
import type { ParcelRow } from '../store/rows.ts';
import { errorToSaveFailure, type SaveFailure } from '../store/save-failure.ts';
import { readAuthor, type AuthorFailure } from './read-author.ts';
import type { Tablet } from './tablet.ts';

export type CustodyFailure =
  | AuthorFailure
  | SaveFailure
  | Answer<ParcelFault | 'carry/other-file' | 'carry/own' | 'carry/is-receipt'>;

/** What was taken, by whom it was made, and whether any of it is new here. */
export type TakenCustody = {
  readonly originName: string;
  readonly entries: number;
  readonly records: number;
  readonly isNew: boolean;
};

/**
 * Takes what another tablet has handed over, all of it or nothing. From here on this tablet answers for it, also
 * after a kill, and brings it to the server by itself.
 */
export const takeCustody = async (
  tablet: Tablet,
  bytes: Uint8Array,
): Promise<Result<TakenCustody, CustodyFailure>> => {
  try {
    return await unlessNewer(tablet.db, () => take(tablet, bytes));
  } catch (error) {
    return fail(errorToSaveFailure(error));
  }
};

const take = async (
  tablet: Tablet,
  bytes: Uint8Array,
): Promise<Result<TakenCustody, CustodyFailure>> => {
  const author = await readAuthor(tablet, 'take-custody');
  if (!author.ok) return author;
  const file = readChotFile(bytes);
  if (!file.ok) return fail({ code: file.error });
  if (file.value.kind !== 'entries') return fail({ code: 'carry/is-receipt' });
  const { device, session } = author.value;
  const nowMs = tablet.clock.wallMs();
  const rows: ParcelRow[] = [];
  for (const sent of file.value.parcels) {
    const read = await readParcel(sent, verifySignature);
    if (!read.ok) return fail({ code: read.error });
    const { deviceId, deviceName, unitId, logId, from, through, records } = read.value.parcel;
    if (deviceId === device.deviceId) return fail({ code: 'carry/own' });
    rows.push({
      parcelId: hashOf(sent),
      originId: deviceId,
      originName: deviceName,
      unitId,
      logId,
      from,
      through,
      records,
      bytes: new Uint8Array(sent),
      takenAtMs: nowMs,
      takenBy: session.officerId,
      state: 'held',
    });
  }
  const fresh = await keepParcels(tablet.db, rows, nowMs);
  return ok({
    originName: rows[0]?.originName ?? '',
    entries: rows.reduce((sum, { from, through }) => sum + through - from + 1, 0),
    records: rows.reduce((sum, { records }) => sum + records, 0),
    isNew: fresh > 0,
  });
};
