import { useEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { useLocation } from 'wouter';
import { useHistoryState } from 'wouter/use-browser-location';
import type { FormInput } from '#domain/declaration/form.ts';
import { paperForm } from '#domain/declaration/paper-form.ts';
import { sameVehicle } from '#domain/declaration/propose-answers.ts';
import { may } from '#domain/officer/permissions.ts';
import { listAbandonedDrafts, listDrafts, readDraft } from '../../store/drafts.ts';
import { readDevice } from '../../store/read-device.ts';
import type { LaneDirection } from '../../store/rows.ts';
import { blankInput } from '../blank-input.ts';
import { paths, recordPath, type PaperWish } from '../paths.ts';
import { useServices, useSession } from '../services.ts';
import { useLiveQuery } from '../use-live-query.ts';
import { takeBack, useCameBack } from './came-back.ts';
import { HeldDraft } from './held-draft.tsx';
import { draftToOpen, type OpenDraft } from './open-draft.ts';
import { useBesideSheet } from './use-beside-sheet.ts';
import { useHandIn, type LastSheet } from './use-hand-in.ts';

const blankDraft = (
  direction: LaneDirection,
  wallMs: number,
  carried: FormInput = {},
): OpenDraft => ({
  draftId: crypto.randomUUID(),
  channel: 'paper',
  updatedAt: null,
  input: { ...blankInput(direction, wallMs), ...carried },
});

const wishIn = (state: unknown): PaperWish => {
  if (typeof state !== 'object' || state === null) return {};
  return {
    ...('draftId' in state && { draftId: String(state.draftId) }),
    ...('blank' in state && { blank: state.blank === true }),
  };
};

/** The paper desk over one sheet: the one asked for, else the draft last touched, else a blank one. */
export const PaperScreen = () => {
  const { tablet } = useServices();
  const session = useSession();
  const [, navigate] = useLocation();
  const { draftId: wanted, blank = false } = wishIn(useHistoryState());
  const [open, setOpen] = useState<OpenDraft | null>(null);
  const [last, setLast] = useState<LastSheet | null>(null);
  const { addKept, ...beside } = useBesideSheet();
  const device = useLiveQuery(tablet.db, (live) => readDevice(live));
  const drafts = useLiveQuery(
    tablet.db,
    async (live) => [
      ...(await listDrafts(live, session.officerId)),
      // Nobody else would ever look at them again.
      ...(may(session.role, 'settle') ? await listAbandonedDrafts(live) : []),
    ],
    [session],
  );
  const direction = device?.laneDirection;
  const isLeft = useRef(false);
  useEffect(() => {
    isLeft.current = false;
    return () => {
      isLeft.current = true;
    };
  }, []);
  /** The address remembers which sheet it is, so that a reload opens the same one. */
  const show = (draft: OpenDraft) => {
    setOpen(draft);
    const wish: PaperWish = { draftId: draft.draftId };
    navigate(paths.paper, { replace: true, state: wish });
  };
  const newBlank = (carried: FormInput = {}) =>
    blankDraft(direction ?? 'in', tablet.clock.wallMs(), carried);
  const showBlank = (carried?: FormInput) => show(newBlank(carried));
  const showAskedBlank = () => show({ ...newBlank(), asked: true });
  const { handIn, settled } = useHandIn({
    onKept: (draftId, { recordId, declaration }) =>
      setLast((sheet) => (sheet?.draftId === draftId ? { draftId, recordId, declaration } : sheet)),
    onBack: (draftId) => setLast((sheet) => (sheet?.draftId === draftId ? null : sheet)),
  });
  const cameBack = useCameBack();
  const showBack = (sheet: OpenDraft) => {
    takeBack(sheet.draftId);
    show(sheet);
  };
  useEffect(() => {
    if (cameBack !== null && cameBack.draftId === wanted) showBack(cameBack);
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- once for each sheet that is asked for
  }, [cameBack, wanted]);
  useEffect(() => {
    if (open || !direction) return;
    let current = true;
    const choose = async () => {
      const named = wanted === undefined ? null : await readDraft(tablet.db, wanted);
      // The address stays when another officer takes the tablet; the sheet is not theirs.
      const asked = named?.officerId === session.officerId ? named : null;
      const [latest] = asked ? [asked] : await listDrafts(tablet.db, session.officerId, 1);
      if (!current) return;
      if (blank) showAskedBlank();
      else if (latest) show(draftToOpen(latest));
      else showBlank();
    };
    void choose();
    return () => {
      current = false;
    };
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- a sheet is chosen once, by these
  }, [open, wanted, blank, direction, tablet, session.officerId]);

  if (!open) return null;
  return (
    <HeldDraft
      key={open.draftId}
      draft={open}
      settled={settled}
      lastSheet={last}
      beside={beside}
      waiting={(drafts ?? []).filter(
        ({ draftId }) => draftId !== open.draftId && draftId !== last?.draftId,
      )}
      onOpen={(other) => show(draftToOpen(other))}
      onBlank={showAskedBlank}
      onSameVehicle={({ declaration }) => showBlank(sameVehicle(paperForm, declaration))}
      onGone={() => setOpen(null)}
      onCameBack={showBack}
      onHandIn={(sheet) => {
        const { draft, declaration } = sheet;
        handIn(sheet);
        flushSync(() => {
          setLast({ draftId: draft.draftId, recordId: null, declaration });
          addKept(declaration);
          showBlank();
        });
      }}
      onKept={(recordId) => {
        if (isLeft.current) return;
        if (open.amends !== undefined) navigate(recordPath(open.amends));
        else navigate(paths.scan, { state: { keptId: recordId } });
      }}
      onDiscarded={() => {
        setLast(null);
        if (open.amends === undefined) showBlank();
        else navigate(recordPath(open.amends));
      }}
    />
  );
};
