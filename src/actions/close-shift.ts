import { utf8ToBytes } from '@noble/hashes/utils.js';
import { fail, ok, type Answer, type Result } from '#domain/core/result.ts';
import { currentSchemaOf } from '#domain/log/upcast.ts';
import { closingDigest, type UnsignedClosing } from '#domain/shift/closing-digest.ts';
import { shiftToSubjectId } from '#domain/shift/fold-shift.ts';
import { parseShiftId } from '#domain/shift/shift.ts';
import type { ShiftClosing } from '#domain/shift/shift-closing.ts';
import { whoSigns } from '#domain/shift/who-signs.ts';
import { mintId } from '#domain/core/random.ts';
import { signBytes, toBase64url } from '../platform/device-signature.ts';
import { unlessNewer } from '../store/newer-database.ts';
import type { DeviceRow } from '../store/rows.ts';
import { errorToSaveFailure, type SaveFailure } from '../store/save-failure.ts';
import { readShiftFacts } from '../store/shift-lines.ts';
import { appendEntries } from './append-entries.ts';
import { checkPin, forgetFailures, type PinFailure } from './check-pin.ts';
import { freezeEntry, readEntryTime } from './freeze-entry.ts';
import { readAuthor, type Author, type AuthorFailure } from './read-author.ts';
import type { Tablet } from './tablet.ts';

export type CloseFailure =
  | SaveFailure
  | AuthorFailure
  | PinFailure
  | Answer<'entry/too-large' | 'shift/closed' | 'shift/not-yours'>;

/** How the supervisor signs: by what the server signed after a second factor, or by the PIN, without it. */
export type ClosingProof = { readonly countersignature: string } | { readonly pin: string };

/**
 * Signs the end of a shift: what was seen of it, with every exception. Whether it is complete is judged before. It is
 * signed once, by who answers for it: what comes later is told beside it, and never changes it [CLOSE-5] [SHIFT-10].
 */
export const closeShift = async (
  tablet: Tablet,
  closing: UnsignedClosing,
  proof: ClosingProof,
): Promise<Result<{ position: number }, CloseFailure>> => {
  try {
    return await unlessNewer(tablet.db, () => signClosing(tablet, closing, proof));
  } catch (error) {
    return fail(errorToSaveFailure(error));
  }
};

const signClosing = async (
  tablet: Tablet,
  closing: UnsignedClosing,
  proof: ClosingProof,
): Promise<Result<{ position: number }, CloseFailure>> => {
  const author = await readAuthor(tablet, 'close-shift');
  if (!author.ok) return author;
  const { officerId } = author.value.session;
  const shift = parseShiftId(closing.shiftId);
  const facts = await readShiftFacts(tablet.db, closing.shiftId);
  const only = shift && whoSigns(shift, facts, tablet.clock.wallMs());
  if (only !== null && only !== officerId) return fail({ code: 'shift/not-yours' });
  if ('pin' in proof) {
    const opened = await checkPin(tablet, officerId, proof.pin);
    if (!opened.ok) return opened;
    await forgetFailures(tablet, officerId);
  }
  const data: ShiftClosing = {
    ...closing,
    signature: await signWithDevice(author.value.device, closing),
    countersignature: 'pin' in proof ? null : proof.countersignature,
  };
  return keepClosing(tablet, author.value, data);
};

const signWithDevice = async (
  { signingKey }: DeviceRow,
  closing: UnsignedClosing,
): Promise<string | null> =>
  signingKey ? toBase64url(await signBytes(signingKey, utf8ToBytes(closingDigest(closing)))) : null;

const keepClosing = async (
  tablet: Tablet,
  { device, session }: Author,
  data: ShiftClosing,
): Promise<Result<{ position: number }, CloseFailure>> => {
  const { shiftId } = data;
  const time = await readEntryTime(tablet);
  const frozen = await freezeEntry(
    tablet,
    {
      v: 1,
      kind: 'shift.closed',
      schema: currentSchemaOf('shift.closed'),
      entryId: mintId(tablet.clock, tablet.random),
      subjectId: shiftToSubjectId(shiftId),
      unitId: device.unitId,
      shiftId,
      officer: session.officerId,
      session: session.sessionId,
      time,
      app: tablet.app,
      data,
    },
    null,
  );
  if (!frozen.ok) return fail({ code: 'entry/too-large' });
  const { db } = tablet;
  const isClosed = Symbol('somebody has closed it already');
  const kept = await appendEntries<{ position: number } | typeof isClosed>(tablet, device, {
    entries: [frozen.value.unplaced],
    findEarlier: async () => {
      const earlier = await db.entries.get({ entryId: frozen.value.unplaced.entryId });
      if (earlier !== undefined) return { position: earlier.position };
      return (await db.shiftClosings.get(shiftId)) === undefined ? null : isClosed;
    },
    effects: async (rows) => {
      const body = { ...data, officer: session.officerId, wallMs: time.wall };
      await db.shiftClosings.put({ shiftId, body, scope: '', generation: 0 });
      return { position: rows[0]?.position ?? 0 };
    },
  });
  if (!kept.ok) return kept;
  return kept.value === isClosed ? fail({ code: 'shift/closed' }) : ok(kept.value);
};
