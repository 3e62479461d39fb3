import {
  ClipboardPen,
  Eye,
  HeartPulse,
  House,
  ListChecks,
  Lock,
  Scale,
  ScanLine,
  Settings,
  UsersRound,
} from 'lucide-react';
import type { ReactNode } from 'react';
import { Link, useRoute } from 'wouter';
import { may, type Deed } from '#domain/officer/permissions.ts';
import { useServices, useSession } from '../features/services.ts';
import { useWords } from '../i18n/use-words.ts';
import { paths } from '../features/paths.ts';
import { IdentityAlarm } from './identity-alarm.tsx';
import { LossNote } from './loss-note.tsx';
import { NewerVersionNote } from './newer-version-note.tsx';
import styles from './shell.module.css';
import { StatusBar } from './status-bar.tsx';
import { useIdleLock } from './use-idle-lock.ts';
import { useKeepWatchlist } from './use-keep-watchlist.ts';
import { UpdatePrompt } from './update-prompt.tsx';

const tabs = [
  { to: paths.lane, label: 'tab.lane', icon: House, deed: null },
  { to: paths.scan, label: 'tab.scan', icon: ScanLine, deed: 'keep-record' },
  { to: paths.paper, label: 'tab.paper', icon: ClipboardPen, deed: 'keep-record' },
  { to: paths.list, label: 'tab.list', icon: ListChecks, deed: 'see-records' },
  { to: paths.health, label: 'tab.health', icon: HeartPulse, deed: 'handle-referrals' },
  { to: paths.audit, label: 'tab.audit', icon: Eye, deed: 'see-audit' },
  { to: paths.rules, label: 'tab.rules', icon: Scale, deed: 'set-rules' },
  { to: paths.shift, label: 'tab.shift', icon: UsersRound, deed: null },
  { to: paths.settings, label: 'tab.settings', icon: Settings, deed: null },
] as const satisfies readonly { deed: Deed | null; [key: string]: unknown }[];

type Tab = (typeof tabs)[number];

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
        {may(session.role, 'see-records') && <IdentityAlarm />}
      </div>
      <main className={styles.work}>{children}</main>
      <nav className={styles.tabs} aria-label={say('app.name')}>
        {tabs
          .filter((tab) => tab.deed === null || may(session.role, tab.deed))
          .map((tab) => (
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
