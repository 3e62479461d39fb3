import { createContext, useContext, useSyncExternalStore } from 'react';
import { useWords } from '../i18n/use-words.ts';
import type { AppUpdate } from '../platform/app-update.ts';
import { Button } from '../ui/button.tsx';
import styles from './update-prompt.module.css';

export const AppUpdateContext = createContext<AppUpdate | null>(null);

const stayQuiet = () => () => undefined;

/** One line when a new version waits. It waits until somebody presses. */
export const UpdatePrompt = () => {
  const say = useWords();
  const update = useContext(AppUpdateContext);
  const state = useSyncExternalStore(
    update?.subscribe ?? stayQuiet,
    () => update?.state() ?? 'none',
  );
  if (!update || state === 'none') return <div />;
  return (
    <div className={styles.prompt} role="status">
      <p>{say(state === 'ready' ? 'app.update.ready' : 'app.update.other-tab')}</p>
      <Button onClick={state === 'ready' ? update.apply : update.reload}>
        {say(state === 'ready' ? 'app.update.now' : 'app.update.reload')}
      </Button>
    </div>
  );
};
