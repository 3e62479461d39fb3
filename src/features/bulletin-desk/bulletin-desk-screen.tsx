import { useRef, useState } from 'react';
import type { BulletinDeskResponse } from '#protocol/bulletins.ts';
import { keepBulletinDraft } from '../../actions/keep-bulletin-draft.ts';
import { useWords } from '../../i18n/use-words.ts';
import { readUnits } from '../../store/read-units.ts';
import type { BulletinDraft } from '../../store/setting.ts';
import { readSetting } from '../../store/settings.ts';
import { Button } from '../../ui/button.tsx';
import { Note } from '../../ui/note.tsx';
import { useNow } from '../../ui/use-now.ts';
import { needsSecondFactor, SecondFactor } from '../second-factor.tsx';
import { useServices, useSession } from '../services.ts';
import { useLiveQuery } from '../use-live-query.ts';
import styles from './bulletin-desk.module.css';
import { BulletinForm } from './bulletin-form.tsx';
import { DeskBulletin } from './desk-bulletin.tsx';
import { blankDraft, bulletinToDraft, draftToBulletin } from './draft-to-bulletin.ts';
import { useBulletinDesk, type Step } from './use-bulletin-desk.ts';

type Wish = 'save' | 'submit' | Step | { readonly send: string };

/** The command post writes, another of it approves, and both see whom it has reached. */
export const BulletinDeskScreen = () => {
  const say = useWords();
  const { db } = useServices().tablet;
  const { officerId } = useSession();
  const nowMs = useNow(15_000);
  const units = useLiveQuery(db, (live) => readUnits(live), [], []);
  const kept = useLiveQuery(
    db,
    async (live) => ({ draft: await readSetting(live, `bulletinDraft:${officerId}`) }),
    [officerId],
  );
  const [typed, setTyped] = useState<BulletinDraft | null>(null);
  const [blank, setBlank] = useState(blankDraft);
  const lastWish = useRef<Wish>(null);
  const { desk, silence, trouble, busy, again, take, send } = useBulletinDesk();
  if (kept === undefined) return null;
  const draft = typed ?? kept.draft ?? blank;
  const change = (next: BulletinDraft) => {
    setTyped(next);
    void keepBulletinDraft(db, officerId, next);
  };
  const clear = () => {
    const next = blankDraft();
    setBlank(next);
    change(next);
  };
  const save = async (): Promise<number | null> => {
    const bulletin = draftToBulletin(draft, nowMs);
    if (bulletin === null) return null;
    const { bulletinId, seen } = draft;
    const version = await take({ bulletinId, seen, step: { step: 'written', bulletin } });
    if (version !== null) change({ ...draft, seen: version });
    return version;
  };
  const submit = async (): Promise<void> => {
    const seen = await save();
    if (seen === null) return;
    const { bulletinId } = draft;
    const version = await take({ bulletinId, seen, step: { step: 'submitted' } });
    if (version !== null) clear();
  };
  const fulfil = (wish: Wish): void => {
    lastWish.current = wish;
    if (wish === 'save') void save();
    else if (wish === 'submit') void submit();
    else if ('send' in wish) void send(wish.send);
    else void take(wish);
  };
  /** Nobody presses twice for what the second factor alone stood in the way of. */
  const goOn = (): void => {
    const stoodInTheWay = trouble !== null && needsSecondFactor(trouble);
    again();
    if (stoodInTheWay && lastWish.current !== null) fulfil(lastWish.current);
  };
  const barred = [silence, trouble].some((code) => code !== null && needsSecondFactor(code));
  const listOf = (bulletins: BulletinDeskResponse['bulletins'] = []) =>
    bulletins.length > 0 && (
      <ul className={styles.list} aria-label={say('bulletin.title')}>
        {bulletins.map((written) => (
          <DeskBulletin
            key={written.bulletinId}
            written={written}
            names={desk?.names ?? {}}
            units={units}
            officerId={officerId}
            nowMs={nowMs}
            busy={busy}
            subscribers={desk?.subscribers ?? null}
            onSend={() => fulfil({ send: written.bulletinId })}
            onStep={(step) =>
              fulfil({ bulletinId: written.bulletinId, seen: written.version, step })
            }
            onTakeUp={() => {
              change(bulletinToDraft(written));
              document.querySelector('main')?.scrollTo({ top: 0 });
            }}
          />
        ))}
      </ul>
    );
  return (
    <section className={styles.desk}>
      <h1>{say('bulletin-desk.title')}</h1>
      <div aria-live="polite" className={styles.notes}>
        {barred && <SecondFactor onProven={goOn} />}
        {!barred && trouble !== null && <Note tone="alert">{say(trouble)}</Note>}
        {!barred && silence !== null && (
          <>
            <Note tone="warn">{say(desk === null ? silence : 'bulletin-desk.stale')}</Note>
            {desk === null && <Button onClick={again}>{say('bulletin-desk.again')}</Button>}
          </>
        )}
      </div>
      {listOf(desk?.bulletins.filter(({ state }) => state === 'review'))}
      <BulletinForm
        draft={draft}
        units={units}
        nowMs={nowMs}
        busy={busy}
        onChange={change}
        onSave={() => fulfil('save')}
        onSubmit={() => fulfil('submit')}
        onClear={clear}
      />
      {desk === null && silence === null && <p>{say('bulletin-desk.asking')}</p>}
      {desk?.bulletins.length === 0 && <p>{say('bulletin-desk.none')}</p>}
      {listOf(desk?.bulletins.filter(({ state }) => state !== 'review'))}
    </section>
  );
};
