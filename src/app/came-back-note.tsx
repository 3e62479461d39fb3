import { useEffect } from 'react';
import { Link, useRoute } from 'wouter';
import { forgetWhatCameBack, useCameBack, writeWhatCameBack } from '../features/paper/came-back.ts';
import { paths, type PaperWish } from '../features/paths.ts';
import { useServices, useSession } from '../features/services.ts';
import { sheetName } from '../features/sheet-name.ts';
import { useWords } from '../i18n/use-words.ts';
import { Note } from '../ui/note.tsx';
import styles from './alarm-line.module.css';

/** Wherever the officer is: a sheet has left the desk and could not be kept or written; this opens it [DRAFT-10]. */
export const CameBackNote = () => {
  const say = useWords();
  const sheet = useCameBack();
  // The sheet in work needs the room there, and this one says why once it is opened.
  const [isAtDesk] = useRoute(paths.paper);
  const { tablet } = useServices();
  const { officerId } = useSession();
  useEffect(
    () => tablet.db.vault.beforeLock(() => writeWhatCameBack(tablet, officerId)),
    [tablet, officerId],
  );
  useEffect(() => forgetWhatCameBack, []);
  if (sheet?.trouble === undefined) return null;
  const wish: PaperWish = { draftId: sheet.draftId };
  return (
    <Note tone="alert">
      <div className={styles.alarm} data-testid="came-back">
        <p className={`${styles.who} ${isAtDesk ? styles.brief : ''}`}>
          {say('paper.came-back')}{' '}
          <strong className={styles.name}>
            {sheetName(sheet.input) || say('lane.draft.unnamed')}
          </strong>
          {!isAtDesk && (
            <>
              <br />
              {say(sheet.trouble)}
            </>
          )}
        </p>
        <Link href={paths.paper} state={wish} className={styles.open ?? ''}>
          {say('paper.came-back.open')}
        </Link>
      </div>
    </Note>
  );
};
