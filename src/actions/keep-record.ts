import { fail, type Answer, type Result } from '#domain/core/result.ts';
import type { Declaration } from '#domain/declaration/declaration.ts';
import type { FormInput } from '#domain/declaration/form.ts';
import { inputToRecord } from '#domain/declaration/form-engine.ts';
import { noticeVersion } from '#domain/declaration/notice.ts';
import { formFor } from '#domain/declaration/paper-form.ts';
import { may } from '#domain/officer/permissions.ts';
import { unlessNewer } from '../store/newer-database.ts';
import { readDevice } from '../store/read-device.ts';
import { readSession } from '../store/settings.ts';
import { keepTypedAgain } from './keep-typed-again.ts';
import { saveRecord, type KeptRecord, type SaveRecordFailure } from './save-record.ts';
import { errorToSaveFailure } from '../store/save-failure.ts';
import type { Tablet } from './tablet.ts';

export type KeepFailure =
  | SaveRecordFailure
  | Answer<
      | 'device/not-enrolled'
      | 'officer/signed-out'
      | 'officer/not-allowed'
      | 'form/incomplete'
      | 'record/not-found'
      | 'twice/same-officer'
    >;

type KeptForm = {
  readonly draftId?: string;
  readonly input: FormInput;
  readonly channel: Declaration['channel'];
  /** The rules that proposed a verdict beside it. */
  readonly ruleSet?: string;
};

/**
 * Keeps what an officer entered, if the form is complete. The screen shows what is missing.
 * Never throws: a storage that fails is an answer that the officer can act upon.
 */
export const keepRecord = async (
  tablet: Tablet,
  kept: KeptForm,
): Promise<Result<KeptRecord, KeepFailure>> => {
  try {
    return await unlessNewer(tablet.db, () => judgeAndSave(tablet, kept));
  } catch (error) {
    return fail(errorToSaveFailure(error));
  }
};

/** What is declared and crossed on a sheet, as of now; an error: what it lacks. */
export const judgeSheet = (
  { clock }: Tablet,
  { channel, input }: Pick<KeptForm, 'channel' | 'input'>,
) => inputToRecord(formFor(channel), input, { nowMs: clock.wallMs(), channel, noticeVersion });

const judgeAndSave = async (
  tablet: Tablet,
  kept: KeptForm,
): Promise<Result<KeptRecord, KeepFailure>> => {
  const [device, session, begunWith] = await Promise.all([
    readDevice(tablet.db),
    readSession(tablet.db),
    readBegun(tablet, kept.draftId),
  ]);
  if (device === null) return fail({ code: 'device/not-enrolled' });
  if (session === null) return fail({ code: 'officer/signed-out' });
  if (tablet.db.vault.holder() === null) return fail({ code: 'vault/locked' });
  if (!may(session.role, 'keep-record')) return fail({ code: 'officer/not-allowed' });

  const judged = judgeSheet(tablet, kept);
  if (!judged.ok) return fail({ code: 'form/incomplete' });
  const { declaration, crossing } = judged.value;
  const { again, ...begun } = begunWith;
  if (again !== undefined && kept.draftId !== undefined) {
    return keepTypedAgain(tablet, { device, session }, kept.draftId, again, declaration);
  }
  return saveRecord(tablet, {
    device,
    session,
    declaration,
    crossing: {
      ...crossing,
      ...begun,
      ...(kept.ruleSet !== undefined && { ruleSet: kept.ruleSet }),
    },
    ...(kept.draftId === undefined ? {} : { draftId: kept.draftId }),
  });
};

/** Which code the sheet was begun from, if it was, and which declaration is typed a second time. */
const readBegun = async ({ db }: Tablet, draftId: string | undefined) => {
  const draft = draftId === undefined ? undefined : await db.drafts.get(draftId);
  return {
    ...(draft?.codeHash === undefined ? {} : { codeHash: draft.codeHash }),
    ...(draft?.again === undefined ? {} : { again: draft.again }),
  };
};
