import { useImperativeHandle, useRef, useState, type KeyboardEvent } from 'react';
import { flushSync } from 'react-dom';
import { mayAnswerTogether } from '#domain/declaration/answer-together.ts';
import { judgeForm } from '#domain/declaration/form-engine.ts';
import { isAnswered } from '#domain/declaration/read-answer.ts';
import { isOfDigits, isRare, isShown, isStop } from '#domain/declaration/shown-fields.ts';
import type { Judgement } from '#domain/declaration/judgement.ts';
import type { FieldDefinition, FieldInput, FieldKey, FormInput } from '#domain/declaration/form.ts';
import { takeFromCode } from '#domain/declaration/take-from-code.ts';
import type { Recognised } from '#domain/qr/recognise.ts';
import { discardDraft } from '../../actions/discard-draft.ts';
import { useWords } from '../../i18n/use-words.ts';
import { useServices } from '../services.ts';
import { AmendReason } from './amend-reason.tsx';
import { FieldRow, type RowDeeds } from './field-row.tsx';
import { fieldOf, focusAfterRow, focusNextControl, isBox } from './focus-order.ts';
import type { PaperDeskProps } from './paper-desk-props.ts';
import { PaperRail } from './paper-rail.tsx';
import { SectionTabs } from './section-tabs.tsx';
import styles from './paper-desk.module.css';
import { useCodeInSheet } from './use-code-in-sheet.ts';
import { useHandedCode } from './use-handed-code.ts';
import { useGivePlace } from './use-give-place.ts';
import { useHealthTogether } from './use-health-together.ts';
import { useKeepKeys } from './use-keep-keys.ts';
import { useKeepSheet } from './use-keep-sheet.ts';
import { useAfterPicture } from './use-after-picture.ts';
import { useSection } from './use-section.ts';
import { useSheet } from './use-sheet.ts';
import { useSteady } from './use-steady.ts';
import { useSheetProposal } from './use-sheet-proposal.ts';

const likenessKeys: ReadonlySet<FieldKey> = new Set([
  'addr.staying',
  'addr.temporary',
  'move.from',
  'move.to',
]);

/** One sheet of paper on the screen: a section at a time, in the order of the sheet. */
export const PaperDesk = (props: PaperDeskProps) => {
  const { draft, giveWay, writing, lastSheet, beside, waiting } = props;
  const { onHandIn, onKept, onDiscarded, onOpen, onBlank, onSameVehicle, onCameBack } = props;
  const say = useWords();
  const { tablet } = useServices();
  const picture = useAfterPicture();
  const sheet = useSheet(draft, beside, picture, writing);
  const proposed = useSheetProposal(sheet.input, beside);
  const keeping = useKeepSheet(draft, sheet, proposed.proposal?.rules, { onHandIn, onKept });
  const form = useRef<HTMLFormElement>(null);
  // A sheet that was begun is gone on with where it lacks something; the scanned part is read on the way.
  const [firstMissing] = draft.updatedAt === null ? [] : sheet.missing;
  const [givenKeys] = useState(
    () => new Set<string>(draft.updatedAt === null ? Object.keys(draft.input) : []),
  );
  const [left, setLeft] = useState<ReadonlySet<FieldKey>>(new Set());
  const [tried, setTried] = useState(false);
  const [takenOf, setTakenOf] = useState<ReadonlyMap<FieldKey, number>>(new Map());
  const [codesTaken, setCodesTaken] = useState(0);
  const reason = useRef<HTMLDialogElement>(null);
  /** What the desk or a code has filled in and nobody doubts, and what few write. */
  const isPassed = (field: FieldDefinition): boolean => {
    const { key } = field;
    if (!isAnswered(sheet.input[key]))
      return isRare(field, sheet.input) && sheet.proposalOf(key) === undefined;
    if (isStop(field, sheet.input)) return false;
    const isGiven = givenKeys.has(key) || sheet.sourceOf(key) !== undefined;
    return isGiven && sheet.judgementsOf(key).length === 0;
  };
  const { section, place, isWhole, drawn, open, goTo, turnPage } = useSection(
    form,
    {
      sections: sheet.form,
      firstKey: firstMissing,
      isPassed: (field) => !isShown(field, sheet.input) || isPassed(field),
    },
    picture,
  );
  const shown = section?.fields.filter((field) => isShown(field, sheet.input)) ?? [];
  const allWereSeen = useHealthTogether(form, isWhole ? section?.key : undefined);

  // Steady, because it is asked of what has just been answered, in the same breath.
  const { isRowPassed } = useSteady({
    isRowPassed: (key: string | undefined): boolean =>
      section?.fields.some((field) => field.key === key && isPassed(field)) ?? false,
  });

  useImperativeHandle(giveWay, () => async () => {
    await sheet.flush();
    sheet.close();
  });

  useGivePlace(draft, sheet.isBegun, onCameBack);

  const judgedTo = (wanted: Judgement['severity']): FieldKey[] =>
    sheet.form
      .flatMap(({ fields }) => fields)
      .filter(({ key }) => sheet.judgementsOf(key).some(({ severity }) => severity === wanted))
      .map(({ key }) => key);
  const blocked = judgedTo('block');

  /** The second tap of two: the sheet it was meant for has just left the desk. */
  const isSecondTap = () => lastSheet?.recordId === null && !sheet.isBegun();
  const keep = async () => {
    if (isSecondTap()) return;
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
    picture.later(() => setLeft((keys) => new Set(keys).add(key)));
    void sheet.flush();
  };
  const advance = (from: Element, step: 1 | -1 = 1) => {
    const isOver = step === 1 ? isRowPassed : () => false;
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
    if (!focusAfterRow(form.current, key, isRowPassed)) turnPage(1);
    return true;
  };
  const answerTogether = () => {
    if (!form.current || !mayAnswerTogether(sheet.input) || !allWereSeen()) return;
    flushSync(() => sheet.answerTogether());
    void sheet.flush();
    if (!focusAfterRow(form.current, 'check.noneAtOnce', isRowPassed)) turnPage(1);
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
  useHandedCode(draft.draftId, picture, ({ kind, filled }) => {
    const { input } = sheet;
    const { taken, doubts } = takeFromCode(input, filled);
    if (taken.size + doubts.size > 0) takeCode(kind, filled, input);
  });
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
    if (lastSheet && !sheet.isBegun()) onSameVehicle(lastSheet);
  };
  const answer = (key: FieldKey, value: FieldInput) => {
    if (key === 'check.noneAtOnce' && value === 'yes') answerTogether();
    else sheet.answer(key, value);
  };
  const deeds: RowDeeds = useSteady({ take, answer, type: sheet.type, advance, leave });
  useKeepKeys(() => void keep(), goOnWithVehicle);
  const railDeeds = useSteady({
    open: onOpen,
    blank: onBlank,
    sameVehicle: onSameVehicle,
    goTo,
    keep: () => void keep(),
    discard: () => void discard(),
    turn: (step: 1 | -1) => turnPage(step),
    openSection: open,
  });

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
          current={place}
          faults={[...blocked, ...(tried ? sheet.missing : [])]}
          missing={sheet.missing}
          onOpen={railDeeds.openSection}
        />
        <div className={styles.fields} key={section?.key} data-testid="fields">
          {drawn(shown).map((field) => (
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
              rare={isRare(field, sheet.input)}
              digits={isOfDigits(field, sheet.input)}
              taken={`${codesTaken} ${takenOf.get(field.key) ?? 0}`}
              source={sheet.sourceOf(field.key)}
              uses={beside.recent.uses}
              deeds={deeds}
            />
          ))}
        </div>
      </form>
      <PaperRail
        begun={sheet.isBegun() || sheet.channel !== 'paper'}
        savedAtMs={sheet.savedAtMs}
        codeRead={sheet.codeRead}
        missing={sheet.missing}
        blocked={blocked}
        warned={judgedTo('warn')}
        watched={proposed.watched}
        proposal={proposed.proposal}
        rules={proposed.rules}
        keeping={keeping.keeping}
        isAmendment={draft.amends !== undefined}
        trouble={keeping.trouble ?? (sheet.saveTrouble && say(sheet.saveTrouble))}
        lastSheet={lastSheet}
        waiting={waiting}
        isFirst={place === 0}
        isLast={place === sheet.form.length - 1}
        deeds={railDeeds}
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
