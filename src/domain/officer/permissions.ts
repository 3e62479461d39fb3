import type { Role } from './officer.ts';

export type Deed =
  | 'keep-record'
  | 'amend-record'
  | 'handle-sheets'
  | 'settle'
  | 'see-records'
  | 'see-health'
  | 'see-board'
  | 'close-shift';

/** Who may do and see what: the one table. Screens and actions read it; the server trusts the tablet so far. */
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
  ],
  'health-desk': ['see-records', 'see-health'],
  tracer: ['see-records'],
  'report-desk': [],
  administrator: ['see-board'],
};

export const may = (role: Role, deed: Deed): boolean => deedsByRole[role].includes(deed);
