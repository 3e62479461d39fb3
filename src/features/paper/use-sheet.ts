import { useEffect, useMemo, useRef, useState, type RefObject } from 'react';
import { answerOne, answerTogether } from '#domain/declaration/answer-together.ts';
import type { Declaration } from '#domain/declaration/declaration.ts';
import { mayOffer, type Proposal } from '#domain/declaration/propose-answers.ts';
import { judgeForm } from '#domain/declaration/form-engine.ts';
import { isRequired, shownFields } from '#domain/declaration/shown-fields.ts';
import type {
  AddressInput,
  FieldDefinition,
  FieldInput,
  FieldKey,
  FormInput,
  FormSection,
} from '#domain/declaration/form.ts';
import { warn, type Judgement } from '#domain/declaration/judgement.ts';
import { formFor } from '#domain/declaration/paper-form.ts';
import type { TakenFromCode } from '#domain/declaration/take-from-code.ts';
import type { Recognised } from '#domain/qr/recognise.ts';
import { saveDraft } from '../../actions/save-draft.ts';
import { formatMoment } from '../../i18n/format.ts';
import type { KeptBefore } from '../../store/find-kept.ts';
import type { SaveFailure } from '../../store/save-failure.ts';
import { useServices, useSession } from '../services.ts';
import { giveBack } from './came-back.ts';
import type { OpenDraft } from './open-draft.ts';
import type { AfterPicture } from './use-after-picture.ts';
import type { BesideSheet } from './use-beside-sheet.ts';
import { useKeptBefore } from './use-kept-before.ts';
import { useProposals } from './use-proposals.ts';
import { useSerialDoubt } from './use-serial-doubt.ts';

/** Counted from the first unsaved stroke: who types without a pause is saved all the same. */
const saveAfterMs = 300;
const tryAgainAfterMs = 5_000;
const noFields: readonly FieldDefinition[] = [];
const minuteMs = 60_000;
const toTheMinute = (wallMs: number): number => wallMs - (wallMs % minuteMs);

/** A line of typing as it stands; of a place, the line of it that was typed into. */
export type Typed = string | Partial<AddressInput>;

export type Sheet = {
  channel: Declaration['channel'];
  form: readonly FormSection[];
  input: FormInput;
  /** Whether something stands on it, drawn or not. */
  isBegun: () => boolean;
  /** To the minute; null: never. */
  savedAtMs: number | null;
  /** Why the draft is not on the disk; null in health. */
  saveTrouble: SaveFailure['code'] | null;
  missing: readonly FieldKey[];
  judgementsOf: (key: FieldKey) => readonly Judgement[];
  /** Fields that name what was kept before. */
  keptBefore: ReadonlyMap<FieldKey, KeptBefore>;
  isRequired: (key: FieldKey) => boolean;
  /** What could be answered here, while nothing is. */
  proposalOf: (key: FieldKey) => Proposal | undefined;
  answer: (key: FieldKey, value: FieldInput) => void;
  /** Kept at once, judged once the letter is on the screen. */
  type: (key: FieldKey, typed: Typed) => void;
  /** Why a record is corrected: kept with the draft, letter by letter [DRAFT-8]. */
  sayWhy: (reason: string) => void;
  /** All health questions "no" at once. */
  answerTogether: () => void;
  /** The sheet as it was before, and what a code fills in. */
  takeCode: (kind: Recognised['kind'], taken: TakenFromCode) => void;
  /** The last code that was read into the sheet, and how many answers are still its. */
  codeRead: { kind: Recognised['kind']; count: number } | null;
  /** The code an answer is from; undefined: none, or it was changed since. */
  sourceOf: (key: FieldKey) => Recognised['kind'] | undefined;
  /** Writes what is still in the air, waits until it is on the disk, and says what that is. */
  flush: () => Promise<FormInput>;
  /** What was typed, up to the last stroke, drawn or not: no longer written as a draft, unless it is flushed. */
  handIn: () => FormInput;
  /** Stops saving: the sheet was kept or thrown away. */
  close: () => void;
};

/** The last code that was read into the sheet, and which answers still are its. */
type ReadCode = Pick<TakenFromCode, 'taken' | 'doubts'> & { readonly kind: Recognised['kind'] };

const withoutField = ({ kind, taken, doubts }: ReadCode, key: FieldKey): ReadCode => ({
  kind,
  taken: new Set([...taken].filter((one) => one !== key)),
  doubts: new Map([...doubts].filter(([one]) => one !== key)),
});

/**
 * What has been typed on one sheet, judged as it grows, saved as a draft a moment after each stroke. What cannot be
 * saved when it leaves the desk is given back.
 * @param writing ends when what was written last is on the disk or given back
 */
export const useSheet = (
  draft: OpenDraft,
  beside: BesideSheet,
  { later }: AfterPicture,
  writing: RefObject<Promise<void>>,
): Sheet => {
  const { unitId } = beside;
  const { tablet } = useServices();
  const { vault } = tablet.db;
  const { officerId } = useSession();
  const [input, setInput] = useState(draft.input);
  const [savedAtMs, setSavedAtMs] = useState(draft.updatedAt);
  const [saveTrouble, setSaveTrouble] = useState<SaveFailure['code'] | null>(null);
  const [code, setCode] = useState<ReadCode | null>(null);
  const latest = useRef({
    input,
    reason: draft.reason,
    dirty: draft.trouble !== undefined,
    closed: false,
    savedAtMs: draft.updatedAt,
    trouble: draft.trouble,
  });
  const hasLeft = useRef(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  const write = async () => {
    latest.current.dirty = false;
    const saved = await saveDraft(tablet, {
      draftId: draft.draftId,
      officerId,
      channel: draft.channel,
      input: latest.current.input,
      ...(latest.current.reason !== undefined && { reason: latest.current.reason }),
    });
    setSaveTrouble(saved.ok ? null : saved.error.code);
    if (saved.ok) {
      latest.current.savedAtMs = toTheMinute(tablet.clock.wallMs());
      setSavedAtMs(latest.current.savedAtMs);
      return;
    }
    latest.current.dirty = true;
    latest.current.trouble = saved.error.code;
    if (!hasLeft.current) timer.current = setTimeout(() => void flush.current(), tryAgainAfterMs);
  };
  const flush = useRef(async () => {
    clearTimeout(timer.current);
    timer.current = undefined;
    if (latest.current.dirty && !latest.current.closed) writing.current = write();
    await writing.current;
  });
  const leave = useRef(async () => {
    await flush.current();
    const { input: typed, reason, dirty, closed, savedAtMs: updatedAt, trouble } = latest.current;
    const isTheirs = vault.holder() === officerId;
    if (!hasLeft.current || !dirty || closed || !isTheirs || trouble === undefined) return;
    const said = reason === undefined ? {} : { reason };
    giveBack({ ...draft, ...said, input: typed, updatedAt, trouble });
  });

  useEffect(() => {
    const writeNow = flush.current;
    const writeLast = leave.current;
    const writeWhenHidden = () => void writeNow();
    document.addEventListener('visibilitychange', writeWhenHidden);
    globalThis.addEventListener('pagehide', writeWhenHidden);
    const stopBeforeLock = vault.beforeLock(writeNow);
    hasLeft.current = false;
    return () => {
      hasLeft.current = true;
      document.removeEventListener('visibilitychange', writeWhenHidden);
      globalThis.removeEventListener('pagehide', writeWhenHidden);
      writing.current = writeLast();
      void writing.current.then(stopBeforeLock);
    };
  }, [vault, writing]);

  const writeSoon = () => {
    timer.current ??= setTimeout(() => void flush.current(), saveAfterMs);
  };
  const draw = () => setInput(latest.current.input);
  const note = (next: FormInput) => {
    latest.current = { ...latest.current, input: next, dirty: true, closed: false };
    writeSoon();
  };
  const change = (next: FormInput) => {
    note(next);
    draw();
  };
  const noLongerOfCode = (key: FieldKey) =>
    setCode((read) =>
      read?.taken.has(key) || read?.doubts.has(key) ? withoutField(read, key) : read,
    );

  const form = formFor(draft.channel);
  const fields = shownFields(form, input);
  const nowMs = tablet.clock.wallMs();
  const minute = toTheMinute(nowMs);
  const { judgementsByField, missing } = useMemo(
    () => judgeForm(form, input, { nowMs }),
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- judged anew with each answer and each minute
    [form, input, minute],
  );
  const isReadAnew = draft.again === true || draft.amends !== undefined;
  const doubted = isReadAnew ? noFields : fields;
  const keptBefore = useKeptBefore(doubted, input, unitId);
  const serialDoubt = useSerialDoubt(doubted, input, unitId);
  const proposals = useProposals(form, input, beside);
  const doubtRepetition = (key: FieldKey): Judgement[] => {
    const before = keptBefore.get(key);
    if (!before) return key === 'paperSerial' && serialDoubt ? [warn(serialDoubt)] : [];
    const params = { name: before.fullName, time: formatMoment(before.wallMs, nowMs) };
    return [warn(key === 'paperSerial' ? 'serial/kept-before' : 'document/kept-before', params)];
  };

  return {
    channel: draft.channel,
    form,
    input,
    isBegun: () =>
      draft.trouble !== undefined ||
      latest.current.savedAtMs !== null ||
      latest.current.input !== draft.input,
    savedAtMs,
    saveTrouble,
    missing,
    keptBefore,
    judgementsOf: (key) => [
      ...(code?.doubts.get(key) ? [code.doubts.get(key) as Judgement] : []),
      ...doubtRepetition(key),
      ...(judgementsByField.get(key) ?? []),
    ],
    isRequired: (key) => {
      const field = fields.find((shown) => shown.key === key);
      return field !== undefined && isRequired(field, input);
    },
    // A second reading that proposes the first one's answers would prove nothing.
    proposalOf: (key) => {
      const proposal = isReadAnew ? undefined : proposals.get(key);
      return proposal && mayOffer(input[key], proposal) ? proposal : undefined;
    },
    answer: (key, value) => {
      change(answerOne(latest.current.input, key, value));
      noLongerOfCode(key);
    },
    type: (key, typed) => {
      const before = latest.current.input[key];
      const place = typeof before === 'object' && 'detail' in before ? before : { detail: '' };
      const value = typeof typed === 'string' ? typed : { ...place, ...typed };
      note(answerOne(latest.current.input, key, value));
      later(() => {
        draw();
        noLongerOfCode(key);
      });
    },
    sayWhy: (reason) => {
      latest.current = { ...latest.current, reason, dirty: true };
      writeSoon();
    },
    answerTogether: () => change(answerTogether(latest.current.input)),
    takeCode: (kind, taken) => {
      change(taken.input);
      setCode({ kind, ...taken });
    },
    codeRead: code && { kind: code.kind, count: code.taken.size },
    sourceOf: (key) => (code?.taken.has(key) ? code.kind : undefined),
    flush: async () => {
      await flush.current();
      return latest.current.input;
    },
    handIn: () => {
      clearTimeout(timer.current);
      timer.current = undefined;
      return latest.current.input;
    },
    close: () => {
      clearTimeout(timer.current);
      latest.current.closed = true;
    },
  };
};
