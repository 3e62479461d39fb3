import { useLiveQuery } from 'dexie-react-hooks';
import { useEffect, useState } from 'react';
import { useLocation } from 'wouter';
import { useHistoryState } from 'wouter/use-browser-location';
import { listDrafts, readDraft } from '../../store/drafts.ts';
import { readDevice } from '../../store/read-device.ts';
import type { DraftRow, LaneDirection } from '../../store/rows.ts';
import { blankInput } from '../blank-input.ts';
import { paths } from '../paths.ts';
import { useServices, useSession } from '../services.ts';
import { PaperDesk, type KeptRecord, type OpenDraft } from './paper-desk.tsx';

const blankDraft = (direction: LaneDirection, wallMs: number): OpenDraft => ({
  draftId: crypto.randomUUID(),
  channel: 'paper',
  updatedAt: null,
  input: blankInput(direction, wallMs),
});

const draftToOpen = ({ draftId, channel, updatedAt, input }: DraftRow): OpenDraft => ({
  draftId,
  channel,
  updatedAt,
  input,
});

const wantedIn = (state: unknown): string | null =>
  typeof state === 'object' && state !== null && 'draftId' in state ? String(state.draftId) : null;

/** The paper desk over one sheet: the one asked for, else the draft last touched, else a blank one. */
export const PaperScreen = () => {
  const { tablet } = useServices();
  const session = useSession();
  const [, navigate] = useLocation();
  const wanted = wantedIn(useHistoryState());
  const [open, setOpen] = useState<OpenDraft | null>(null);
  const [kept, setKept] = useState<KeptRecord | null>(null);
  const device = useLiveQuery(() => readDevice(tablet.db), [tablet]);
  const drafts = useLiveQuery(
    () => listDrafts(tablet.db, session.officerId),
    [tablet, session.officerId],
  );
  const direction = device?.laneDirection;
  const openBlank = () => setOpen(blankDraft(direction ?? 'in', tablet.clock.wallMs()));

  useEffect(() => {
    if (open || !direction) return;
    let current = true;
    const choose = async () => {
      const asked = wanted === null ? null : await readDraft(tablet.db, wanted);
      const [latest] = asked ? [asked] : await listDrafts(tablet.db, session.officerId, 1);
      if (!current) return;
      setOpen(latest ? draftToOpen(latest) : blankDraft(direction, tablet.clock.wallMs()));
    };
    void choose();
    return () => {
      current = false;
    };
  }, [open, wanted, direction, tablet, session.officerId]);

  if (!open) return null;
  return (
    <PaperDesk
      key={open.draftId}
      draft={open}
      lastKept={kept}
      waiting={(drafts ?? []).filter(({ draftId }) => draftId !== open.draftId)}
      onOpen={(draft) => setOpen(draftToOpen(draft))}
      onKept={(record) => {
        if (open.channel === 'paper') {
          setKept(record);
          openBlank();
        } else navigate(paths.scan, { state: { keptName: record.name } });
      }}
      onDiscarded={() => {
        setKept(null);
        openBlank();
      }}
    />
  );
};
