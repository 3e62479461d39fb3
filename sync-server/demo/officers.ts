import type { Officer, Role } from '#domain/officer/officer.ts';

/** Printed at the start of every demonstration; worthless anywhere else. */
export const pinByRole: Readonly<Record<Role, string>> = {
  'scanning-officer': '111111',
  'paper-officer': '222222',
  supervisor: '333333',
  'health-desk': '444444',
  tracer: '444444',
  'report-desk': '444444',
  'command-post': '444444',
  administrator: '444444',
};

/** Of every invented officer's authenticator, as it is typed in; as worthless anywhere else as the PINs. */
export const demoFactor = {
  secret: new TextEncoder().encode('12345678901234567890'),
  base32: 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ',
} as const;

type DemoOfficer = Omit<Officer, 'unlock'>;

/** Nobody's names: a task, a number and the word "mẫu" (sample). */
export const unitOfficers = (unitId: string): DemoOfficer[] => [
  { officerId: `${unitId}-qm1`, name: 'Cán bộ Quét mã 1 (mẫu)', role: 'scanning-officer', unitId },
  { officerId: `${unitId}-pg1`, name: 'Cán bộ Phiếu giấy 1 (mẫu)', role: 'paper-officer', unitId },
  { officerId: `${unitId}-ct1`, name: 'Chốt trưởng 1 (mẫu)', role: 'supervisor', unitId },
  // To whom the first one hands a shift over.
  { officerId: `${unitId}-ct2`, name: 'Chốt trưởng 2 (mẫu)', role: 'supervisor', unitId },
];

export const cityOfficers: readonly DemoOfficer[] = [
  { officerId: 'tp-qt1', name: 'Quản trị 1 (mẫu)', role: 'administrator', unitId: null },
  { officerId: 'tp-yt1', name: 'Cán bộ Y tế 1 (mẫu)', role: 'health-desk', unitId: null },
  { officerId: 'tp-tv1', name: 'Cán bộ Truy vết 1 (mẫu)', role: 'tracer', unitId: null },
  { officerId: 'tp-bc1', name: 'Cán bộ Báo cáo 1 (mẫu)', role: 'report-desk', unitId: null },
  { officerId: 'tp-ch1', name: 'Cán bộ Chỉ huy 1 (mẫu)', role: 'command-post', unitId: null },
  // A second pair of eyes, for what one of the command post writes.
  { officerId: 'tp-tb1', name: 'Cán bộ Trực ban 1 (mẫu)', role: 'command-post', unitId: null },
];
