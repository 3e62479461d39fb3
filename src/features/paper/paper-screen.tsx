import { useLiveQuery } from 'dexie-react-hooks';
import { useEffect, useState } from 'react';
import { useLocation } from 'wouter';
import { listDrafts } from '../../store/drafts.ts';
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

/** The paper desk over the sheet in work: the draft last touched, or a blank one. */
export const PaperScreen = () => {
  const { tablet } = useServices();
  const session = useSession();
  const [, navigate] = useLocation();
  const [open, setOpen] = useState<OpenDraft | null>(null);
  const [kept, setKept] = useState<KeptRecord | null>(null);
  const device = useLiveQuery(() => readDevice(tablet.db), [tablet]);
  const direction = device?.laneDirection;

  useEffect(() => {
    if (open || !direction) return;
    let current = true;
    void listDrafts(tablet.db, session.officerId, 1).then(([latest]) => {
      if (!current) return;
      setOpen(latest ? draftToOpen(latest) : blankDraft(direction, tablet.clock.wallMs()));
    });
    return () => {
      current = false;
    };
  }, [open, direction, tablet, session.officerId]);

  if (!open) return null;
  return (
    <PaperDesk
      key={open.draftId}
      draft={open}
      lastKept={kept}
      onKept={(record) => {
        if (open.channel === 'paper') {
          setKept(record);
          setOpen(null);
        } else navigate(paths.scan, { state: { keptName: record.name } });
      }}
      onDiscarded={() => {
        setKept(null);
        setOpen(null);
      }}
    />
  );
};
