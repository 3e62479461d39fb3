import { Eye, Gauge, HeartPulse, Landmark, MapPinned, Scale, type LucideIcon } from 'lucide-react';
import { may, type Deed } from '#domain/officer/permissions.ts';
import type { Role } from '#domain/officer/officer.ts';
import type { WordKey } from '../i18n/words.ts';
import { paths } from './paths.ts';

export type Duty = {
  readonly to: string;
  /** On the tab and the tile: a word or two. */
  readonly label: WordKey;
  /** On the tile: what is done there, in a line. */
  readonly text: WordKey;
  readonly icon: LucideIcon;
  readonly deed: Deed;
};

/** The desks beside the lane, in the order in which they are offered: the one table for tabs and for the home screen. */
const duties: readonly Duty[] = [
  {
    to: paths.command,
    label: 'tab.command',
    text: 'duty.command.text',
    icon: Landmark,
    deed: 'command-view',
  },
  {
    to: paths.health,
    label: 'tab.health',
    text: 'duty.health.text',
    icon: HeartPulse,
    deed: 'handle-referrals',
  },
  {
    to: paths.board,
    label: 'tab.board',
    text: 'duty.board.text',
    icon: Gauge,
    deed: 'see-board',
  },
  { to: paths.rules, label: 'tab.rules', text: 'duty.rules.text', icon: Scale, deed: 'set-rules' },
  {
    to: paths.units,
    label: 'tab.units',
    text: 'duty.units.text',
    icon: MapPinned,
    deed: 'set-units',
  },
  { to: paths.audit, label: 'tab.audit', text: 'duty.audit.text', icon: Eye, deed: 'see-audit' },
];

export const dutiesOf = (role: Role): readonly Duty[] =>
  duties.filter(({ deed }) => may(role, deed));
