/** Where each screen lives. Vietnamese, because officers read them aloud to each other. */
export const paths = {
  lane: '/',
  scan: '/quet',
  paper: '/phieu',
  list: '/danh-sach',
  record: '/danh-sach/:recordId',
  shift: '/ca-truc',
  settings: '/cai-dat',
  enrol: '/nhan-may',
} as const;

export const recordPath = (recordId: string): string => `${paths.list}/${recordId}`;
