import type { Role } from './officer.ts';

export type Deed =
  | 'keep-record'
  | 'amend-record'
  | 'handle-sheets'
  | 'settle'
  | 'see-records'
  | 'see-health'
  | 'see-board'
  | 'close-shift'
  /** Answers for what another tablet hands over, until the server has it. */
  | 'take-custody'
  /** Looks a person up among all that the server holds, of the own unit or of the city. */
  | 'look-up'
  /** Takes records away as a table: of the own unit, or of any where it serves the city. */
  | 'export-records'
  /** Sees who is referred and says what is done about it. */
  | 'handle-referrals'
  /** Proves a second factor to the server, and looks after its own passkeys. */
  | 'use-second-factor'
  /** Says who is looked for. */
  | 'set-watchlist'
  /** Publishes the rules by which tablets propose verdicts. */
  | 'set-rules'
  /** Says which units there are, and looks after them. */
  | 'set-units'
  /** Looks at the city as a whole. */
  | 'command-view'
  /** Reads who looked at whose data. */
  | 'see-audit';

/** Who may do and see what: the one table. Screens, actions and the server's routes read it. */
const deedsByRole: Readonly<Record<Role, readonly Deed[]>> = {
  'scanning-officer': ['keep-record', 'amend-record', 'handle-sheets', 'see-records', 'see-health'],
  'paper-officer': ['keep-record', 'amend-record', 'handle-sheets', 'see-records', 'see-health'],
  supervisor: [
    'keep-record',
    'amend-record',
    'handle-sheets',
    'settle',
    'see-records',
    'see-health',
    'see-board',
    'close-shift',
    'take-custody',
    'export-records',
    'look-up',
    'use-second-factor',
  ],
  'health-desk': ['see-records', 'see-health', 'look-up', 'handle-referrals', 'use-second-factor'],
  tracer: ['see-records', 'look-up', 'set-watchlist', 'use-second-factor'],
  'report-desk': ['use-second-factor'],
  'command-post': ['see-board', 'command-view', 'export-records', 'set-rules', 'use-second-factor'],
  administrator: [
    'see-board',
    'command-view',
    'set-units',
    'see-audit',
    'set-rules',
    'use-second-factor',
  ],
};

export const may = (role: Role, deed: Deed): boolean => deedsByRole[role].includes(deed);
