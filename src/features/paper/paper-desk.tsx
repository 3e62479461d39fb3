import {
  useEffect,
  useImperativeHandle,
  useRef,
  useState,
  type KeyboardEvent,
  type Ref,
} from 'react';
import { flushSync } from 'react-dom';
import { mayAnswerTogether } from '#domain/declaration/answer-together.ts';
import { judgeForm } from '#domain/declaration/form-engine.ts';
import { isAnswered } from '#domain/declaration/read-answer.ts';
import { isShown } from '#domain/declaration/shown-fields.ts';
import type { Declaration } from '#domain/declaration/declaration.ts';
import type { FieldInput, FieldKey, FormInput } from '#domain/declaration/form.ts';
import { takeFromCode } from '#domain/declaration/take-from-code.ts';
import type { Recognised } from '#domain/qr/recognise.ts';
import { discardDraft } from '../../actions/discard-draft.ts';
import { useWords } from '../../i18n/use-words.ts';
import type { DraftRow } from '../../store/rows.ts';
import { useServices } from '../services.ts';
import { AmendReason } from './amend-reason.tsx';
import { FieldRow, type RowDeeds } from './field-row.tsx';
import {
  fieldOf,
  focusAfterRow,
  focusField,
  focusFirstControl,
  focusLastControl,
  focusNextControl,
  isBox,
} from './focus-order.ts';
import type { OpenDraft } from './open-draft.ts';
import { PaperRail } from './paper-rail.tsx';
import { SectionTabs } from './section-tabs.tsx';
import styles from './paper-desk.module.css';
import type { BesideSheet } from './use-beside-sheet.ts';
import { useCodeInSheet } from './use-code-in-sheet.ts';
import { useHealthTogether } from './use-health-together.ts';
import { useKeepKeys } from './use-keep-keys.ts';
import { useKeepSheet } from './use-keep-sheet.ts';
import { useSheet } from './use-sheet.ts';
import { useSteady } from './use-steady.ts';
import { useSheetProposal } from './use-sheet-proposal.ts';

export type KeptRecord = { recordId: string; name: string; declaration: Declaration | null };

export type PaperDeskProps = {
  draft: OpenDraft;
  /** Finishes what is in the air and writes no more, before another window opens the draft. */
  giveWay: Ref<() => Promise<void>>;
  lastKept: KeptRecord | null;
  beside: BesideSheet;
  /** Sheets begun and put aside, last touched first. */
  waiting: readonly DraftRow[];
  onOpen: (draft: DraftRow) => void;
  onBlank: () => void;
  /** A new sheet for the next person in the vehicle of a kept record; it is there before the next key. */
  onSameVehicle: (before: KeptRecord) => void;
  onKept: (record: KeptRecord) => void;
  onDiscarded: () => void;
};

const likenessKeys: ReadonlySet<FieldKey> = new Set([
  'addr.staying',
  'addr.temporary',
  'move.from',
  'move.to',
]);

/** One sheet of paper on the screen: a section at a time, in the order of the sheet. */
export const PaperDesk = (props: PaperDeskProps) => {
  const { draft, giveWay, lastKept, beside, waiting, onKept, onDiscarded } = props;
  const { onOpen, onBlank, onSameVehicle } = props;
  const say = useWords();
  const { tablet } = useServices();
  const sheet = useSheet(draft, beside);
  const proposed = useSheetProposal(sheet.input, beside);
  const keeping = useKeepSheet(draft, sheet, proposed.proposal?.rules, onKept);
  const form = useRef<HTMLFormElement>(null);
  const sectionOf = (key: FieldKey): number =>
    sheet.form.findIndex(({ fields }) => fields.some((field) => field.key === key));
  // A sheet that was begun is gone on with where it lacks something; the scanned part is read on the way.
  const [firstMissing] = draft.updatedAt === null ? [] : sheet.missing;
  const [sectionIndex, setSectionIndex] = useState(firstMissing ? sectionOf(firstMissing) : 0);
  const [focusKey, setFocusKey] = useState<FieldKey | 'first' | 'last'>(firstMissing ?? 'first');
  const [givenKeys] = useState(
    () => new Set<string>(draft.updatedAt === null ? Object.keys(draft.input) : []),
  );
  const [left, setLeft] = useState<ReadonlySet<FieldKey>>(new Set());
  const [tried, setTried] = useState(false);
  const [takenOf, setTakenOf] = useState<ReadonlyMap<FieldKey, number>>(new Map());
  const [codesTaken, setCodesTaken] = useState(0);
  const reason = useRef<HTMLDialogElement>(null);
  const section = sheet.form[sectionIndex];
  const allWereSeen = useHealthTogether(form, section?.key);

  useEffect(() => {
    if (!form.current) return;
    if (focusKey === 'first') focusFirstControl(form.current);
    else if (focusKey === 'last') focusLastControl(form.current);
    else focusField(form.current, focusKey);
  }, [sectionIndex, focusKey]);

  useImperativeHandle(giveWay, () => async () => {
    await sheet.flush();
    sheet.close();
  });

  const goTo = (key: FieldKey) => {
    setSectionIndex(sectionOf(key));
    setFocusKey(key);
    if (form.current) focusField(form.current, key);
  };
  /** What the desk or a code has filled in, and nobody doubts. */
  const isPassed = (key: string | undefined): boolean =>
    (givenKeys.has(key ?? '') || sheet.sourceOf(key as FieldKey) !== undefined) &&
    isAnswered(sheet.input[key as FieldKey]) &&
    sheet.judgementsOf(key as FieldKey).length === 0;
  const turnPage = (step: 1 | -1, focus: 'first' | 'last' = 'first') => {
    const next = sheet.form[sectionIndex + step];
    if (next === undefined) return;
    const open = next.fields.find((field) => isShown(field, sheet.input) && !isPassed(field.key));
    setSectionIndex(sectionIndex + step);
    setFocusKey(focus === 'last' ? 'last' : (open?.key ?? 'first'));
  };
  const blocked = sheet.form
    .flatMap(({ fields }) => fields)
    .filter(({ key }) => sheet.judgementsOf(key).some(({ severity }) => severity === 'block'))
    .map(({ key }) => key);

  const keep = async () => {
    const [firstFault] = [...blocked, ...sheet.missing];
    if (firstFault) {
      setTried(true);
      goTo(firstFault);
      return;
    }
    if (draft.amends === undefined) await keeping.keep();
    else reason.current?.showModal();
  };
  const discard = async () => {
    sheet.close();
    await discardDraft(tablet, draft.draftId);
    onDiscarded();
  };
  const isSaid = (key: FieldKey): boolean => left.has(key) || tried || sheet.keptBefore.has(key);
  const leave = (key: FieldKey) => {
    setLeft((keys) => new Set(keys).add(key));
    void sheet.flush();
  };
  const advance = (from: Element, step: 1 | -1 = 1) => {
    const isOver = step === 1 ? isPassed : () => false;
    if (!focusNextControl(from, step, isOver)) turnPage(step, step === 1 ? 'first' : 'last');
  };
  /** Answers with what is proposed, as if it had been typed, and goes on. */
  const take = (key: FieldKey): boolean => {
    const proposal = sheet.proposalOf(key);
    if (!proposal || !form.current) return false;
    // The line is drawn anew with its answer before the focus leaves it.
    flushSync(() => {
      sheet.answer(key, proposal.value);
      setTakenOf((taken) => new Map(taken).set(key, (taken.get(key) ?? 0) + 1));
    });
    // Its line is drawn anew and is never left: nothing else would write it at once.
    void sheet.flush();
    if (!focusAfterRow(form.current, key, isPassed)) turnPage(1);
    return true;
  };
  const answerTogether = () => {
    if (!form.current || !mayAnswerTogether(sheet.input) || !allWereSeen()) return;
    flushSync(() => sheet.answerTogether());
    void sheet.flush();
    if (!focusAfterRow(form.current, 'check.noneAtOnce', isPassed)) turnPage(1);
  };
  const takeCode = (kind: Recognised['kind'], filled: FormInput, before: FormInput) => {
    const taken = takeFromCode(before, filled);
    // Lines are drawn anew: they hold what the scanner typed into them.
    flushSync(() => {
      sheet.takeCode(kind, taken);
      setCodesTaken((count) => count + 1);
      setLeft((keys) => new Set([...keys, ...taken.doubts.keys()]));
    });
    void sheet.flush();
    const [next] = judgeForm(sheet.form, taken.input, { nowMs: tablet.clock.wallMs() }).missing;
    if (next) goTo(next);
  };
  useCodeInSheet(
    () => sheet.input,
    ({ kind }, filled, before) => takeCode(kind, filled, before),
  );
  const steer = (event: KeyboardEvent<HTMLFormElement>) => {
    if (event.key === 'PageDown' || event.key === 'PageUp') {
      event.preventDefault();
      turnPage(event.key === 'PageDown' ? 1 : -1);
      return;
    }
    if (event.key === '0' && section?.key === 'health' && isBox(event.target)) {
      event.preventDefault();
      answerTogether();
      return;
    }
    if (event.key !== 'Enter' || event.ctrlKey || event.nativeEvent.isComposing) return;
    const { target } = event;
    if (!(target instanceof HTMLElement) || !target.matches('input, select, textarea')) return;
    event.preventDefault();
    const key = fieldOf(target) as FieldKey | undefined;
    if (!event.shiftKey && key !== undefined && take(key)) return;
    advance(target, event.shiftKey ? -1 : 1);
  };
  // Only over a blank sheet: what is begun is not put aside by one key.
  const goOnWithVehicle = () => {
    if (lastKept && sheet.savedAtMs === null) onSameVehicle(lastKept);
  };
  const answer = (key: FieldKey, value: FieldInput) => {
    if (key === 'check.noneAtOnce' && value === 'yes') answerTogether();
    else sheet.answer(key, value);
  };
  const deeds: RowDeeds = useSteady({ take, answer, advance, leave });
  useKeepKeys(() => void keep(), goOnWithVehicle);

  return (
    <div className={styles.desk}>
      <form
        ref={form}
        className={styles.sheet}
        aria-label={say('paper.title')}
        noValidate
        inert={keeping.keeping}
        onKeyDown={steer}
        onSubmit={(event) => event.preventDefault()}
      >
        <SectionTabs
          form={sheet.form}
          current={sectionIndex}
          faults={[...blocked, ...(tried ? sheet.missing : [])]}
          missing={sheet.missing}
          onOpen={(index) => {
            setSectionIndex(index);
            setFocusKey('first');
          }}
        />
        <div className={styles.fields} key={section?.key} data-testid="fields">
          {section?.fields
            .filter((field) => isShown(field, sheet.input))
            .map((field) => (
              <FieldRow
                key={field.key}
                field={field}
                value={sheet.input[field.key]}
                required={sheet.isRequired(field.key)}
                judgements={isSaid(field.key) ? sheet.judgementsOf(field.key) : []}
                earlierId={sheet.keptBefore.get(field.key)?.recordId}
                missing={tried && sheet.missing.includes(field.key)}
                likeness={likenessKeys.has(field.key) ? sheet.input['addr.permanent'] : undefined}
                proposal={sheet.proposalOf(field.key)}
                taken={`${codesTaken} ${takenOf.get(field.key) ?? 0}`}
                source={sheet.sourceOf(field.key)}
                uses={beside.recent.uses}
                deeds={deeds}
              />
            ))}
        </div>
      </form>
      <PaperRail
        sheet={sheet}
        proposed={proposed}
        blocked={blocked}
        keeping={keeping.keeping}
        isAmendment={draft.amends !== undefined}
        trouble={keeping.trouble ?? (sheet.saveTrouble && say(sheet.saveTrouble))}
        lastKept={lastKept}
        waiting={waiting}
        onOpen={onOpen}
        onBlank={onBlank}
        onSameVehicle={onSameVehicle}
        onGoTo={goTo}
        onTurn={turnPage}
        isFirst={sectionIndex === 0}
        isLast={sectionIndex === sheet.form.length - 1}
        onKeep={() => void keep()}
        onDiscard={() => void discard()}
      />
      {draft.amends !== undefined && (
        <AmendReason
          ref={reason}
          typed={draft.reason ?? ''}
          onType={sheet.sayWhy}
          onKeep={(why) => {
            reason.current?.close();
            void keeping.keep(why);
          }}
          onBack={() => reason.current?.close()}
        />
      )}
    </div>
  );
};
