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
import { HeldDraft } from './held-draft.tsx';
import { draftToOpen, type OpenDraft } from './open-draft.ts';
import type { KeptRecord } from './paper-desk.tsx';
import { useBesideSheet } from './use-beside-sheet.ts';

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
  const [kept, setKept] = useState<KeptRecord | null>(null);
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
    // A sheet may be kept after the officer has gone on to another screen, who then stays there.
    if (isLeft.current) return;
    setOpen(draft);
    const wish: PaperWish = { draftId: draft.draftId };
    navigate(paths.paper, { replace: true, state: wish });
  };
  const showBlank = (carried: FormInput = {}) =>
    show(blankDraft(direction ?? 'in', tablet.clock.wallMs(), carried));
  useEffect(() => {
    if (open || !direction) return;
    let current = true;
    const choose = async () => {
      const named = wanted === undefined ? null : await readDraft(tablet.db, wanted);
      // The address stays when another officer takes the tablet; the sheet is not theirs.
      const asked = named?.officerId === session.officerId ? named : null;
      const [latest] = asked ? [asked] : await listDrafts(tablet.db, session.officerId, 1);
      if (!current) return;
      if (latest && !blank) show(draftToOpen(latest));
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
      lastKept={kept}
      beside={beside}
      waiting={(drafts ?? []).filter(({ draftId }) => draftId !== open.draftId)}
      onOpen={(other) => show(draftToOpen(other))}
      onBlank={() => showBlank()}
      onSameVehicle={({ declaration }) =>
        showBlank(declaration ? sameVehicle(paperForm, declaration) : {})
      }
      onGone={() => setOpen(null)}
      onKept={(record) => {
        if (open.amends !== undefined) {
          if (!isLeft.current) navigate(recordPath(open.amends));
        } else if (open.channel === 'paper') {
          // At once: what the kept sheet has set in motion is drawn after the next one lies there.
          flushSync(() => {
            setKept(record);
            if (record.declaration) addKept(record.declaration);
            showBlank();
          });
        } else if (!isLeft.current) navigate(paths.scan, { state: { keptId: record.recordId } });
      }}
      onDiscarded={() => {
        setKept(null);
        if (open.amends === undefined) showBlank();
        else navigate(recordPath(open.amends));
      }}
    />
  );
};
