/** Where each screen lives. Vietnamese, because officers read them aloud to each other. */
export const paths = {
  lane: '/',
  scan: '/quet',
  paper: '/phieu',
  list: '/danh-sach',
  record: '/danh-sach/:recordId',
  lookUp: '/tra-cuu',
  health: '/y-te',
  reports: '/truc-phan-anh',
  reportNote: '/phan-anh-moi',
  trace: '/truy-vet',
  audit: '/nhat-ky-xem',
  bulletins: '/ban-tin',
  bulletin: '/ban-tin/:bulletinId',
  bulletinDesk: '/ban-tin/soan',
  rules: '/quy-tac',
  command: '/chi-huy',
  units: '/don-vi',
  unit: '/don-vi/:unitId',
  pads: '/phieu-giay',
  pad: '/phieu-giay/:padId',
  poster: '/to-dan',
  settle: '/giai-quyet',
  repair: '/giai-quyet/chua-doc-duoc',
  shift: '/ca-truc',
  board: '/bang-theo-doi',
  shiftReport: '/ca-truc/bao-cao/:unitId/:day/:number',
  handOver: '/ban-giao',
  takeCustody: '/nhan-ban-giao',
  settings: '/cai-dat',
  enrol: '/nhan-may',
} as const;

/** What the paper desk is asked to open; else the draft last touched. */
export type PaperWish = { readonly draftId?: string; readonly blank?: boolean };

/** The shift that the settling desk is opened from: it reaches back to its beginning. */
export type SettleWish = { readonly shiftId?: string };

export const boardUnitPath = (unitId: string): string =>
  `${paths.board}/${encodeURIComponent(unitId)}`;

export const recordPath = (recordId: string): string => `${paths.list}/${recordId}`;

export const unitPath = (unitId: string): string => `${paths.units}/${unitId}`;
export const bulletinPath = (bulletinId: string): string => `${paths.bulletins}/${bulletinId}`;
export const shiftReportPath = (shiftId: string): string => `/ca-truc/bao-cao/${shiftId}`;

export const padPath = (padId: string): string => `${paths.pads}/${padId}`;
