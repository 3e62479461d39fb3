import {
  ClipboardPen,
  House,
  ListChecks,
  Lock,
  ScanLine,
  Settings,
  UsersRound,
  type LucideIcon,
} from 'lucide-react';
import type { ReactNode } from 'react';
import { Link, useRoute } from 'wouter';
import type { Role } from '#domain/officer/officer.ts';
import { may, type Deed } from '#domain/officer/permissions.ts';
import { dutiesOf } from '../features/duties.ts';
import { useServices, useSession } from '../features/services.ts';
import { useWords } from '../i18n/use-words.ts';
import type { WordKey } from '../i18n/words.ts';
import { paths } from '../features/paths.ts';
import { BulletinAlarm } from './bulletin-alarm.tsx';
import { CameBackNote } from './came-back-note.tsx';
import { IdentityAlarm } from './identity-alarm.tsx';
import { LossNote } from './loss-note.tsx';
import { NewerVersionNote } from './newer-version-note.tsx';
import styles from './shell.module.css';
import { StatusBar } from './status-bar.tsx';
import { useIdleLock } from './use-idle-lock.ts';
import { useKeepWatchlist } from './use-keep-watchlist.ts';
import { UpdatePrompt } from './update-prompt.tsx';

type Tab = { to: string; label: WordKey; icon: LucideIcon; deed: Deed | null };

const tabsBefore: readonly Tab[] = [
  { to: paths.lane, label: 'tab.lane', icon: House, deed: null },
  { to: paths.scan, label: 'tab.scan', icon: ScanLine, deed: 'keep-record' },
  { to: paths.paper, label: 'tab.paper', icon: ClipboardPen, deed: 'keep-record' },
  { to: paths.list, label: 'tab.list', icon: ListChecks, deed: 'see-records' },
];
const tabsAfter: readonly Tab[] = [
  { to: paths.shift, label: 'tab.shift', icon: UsersRound, deed: null },
  { to: paths.settings, label: 'tab.settings', icon: Settings, deed: null },
];
/** More would be too narrow for a thumb on a phone; all of an officer's desks are on the home screen. */
const mostDeskTabs = 3;

const tabsOf = (role: Role): readonly Tab[] => {
  const desks = may(role, 'keep-record') ? [] : dutiesOf(role).slice(0, mostDeskTabs);
  return [...tabsBefore, ...desks, ...tabsAfter].filter(
    ({ deed }) => deed === null || may(role, deed),
  );
};

const TabLink = ({ tab }: { tab: Tab }) => {
  const say = useWords();
  const [current] = useRoute(tab.to);
  const Icon = tab.icon;
  return (
    <Link href={tab.to} className={styles.tab ?? ''} aria-current={current ? 'page' : undefined}>
      <Icon size={24} aria-hidden="true" />
      <span>{say(tab.label)}</span>
    </Link>
  );
};

/** Status above, tabs below, the work between: the same frame on a tablet and on a phone. */
export const Shell = ({ children }: { children: ReactNode }) => {
  const say = useWords();
  const { tablet } = useServices();
  const session = useSession();
  useIdleLock();
  useKeepWatchlist();
  return (
    <div className={styles.shell}>
      <StatusBar />
      <div>
        <UpdatePrompt />
        <NewerVersionNote />
        <LossNote />
        <CameBackNote />
        <BulletinAlarm session={session} />
        {may(session.role, 'see-records') && <IdentityAlarm />}
      </div>
      <main className={styles.work}>{children}</main>
      <nav className={styles.tabs} aria-label={say('app.name')}>
        {tabsOf(session.role).map((tab) => (
          <TabLink key={tab.to} tab={tab} />
        ))}
        <button type="button" className={styles.tab} onClick={() => void tablet.db.vault.lock()}>
          <Lock size={24} aria-hidden="true" />
          <span>{say('tab.lock')}</span>
        </button>
      </nav>
    </div>
  );
};
