import type { Role } from '#domain/officer/officer.ts';
import type { Config } from './config.ts';
import { demoFactor, pinByRole } from './demo/officers.ts';

const signIns: readonly [role: Role, title: string][] = [
  ['scanning-officer', 'Cán bộ Quét mã · scanning officer'],
  ['paper-officer', 'Cán bộ Phiếu giấy · paper officer'],
  ['supervisor', 'Chốt trưởng · supervisor'],
  ['administrator', 'Quản trị, Chỉ huy, Y tế, Truy vết, Báo cáo · city desks'],
];

/** What the person who started the server needs to know, and nothing else. */
export const greeting = (
  { demo, enrolCode, tlsFiles }: Config,
  port: number,
  hasTablet: boolean,
): string => {
  const lines = [
    `Chốt đang chạy tại · Chốt is running at  ${tlsFiles ? 'https' : 'http'}://localhost:${port}`,
    ...(hasTablet
      ? []
      : [
          'Chưa có dist/: chỉ phục vụ API, chưa có giao diện máy tính bảng.',
          'dist/ is missing: the tablet is not built, only the API is served.',
        ]),
    ...(demo ? demoLines(enrolCode) : []),
  ];
  return `\n${lines.map((line) => `  ${line}`).join('\n')}\n\n`;
};

const demoLines = (enrolCode: string | null): string[] => [
  'Bản trình diễn: chỉ mở trên máy này, dữ liệu mẫu.',
  'Demonstration: this machine only (loopback), invented data.',
  `Mã đăng ký máy · enrolment code  ${enrolCode ?? ''}`,
  'Đăng nhập · sign in (PIN):',
  ...signIns.map(([role, title]) => `  ${pinByRole[role]}  ${title}`),
  `Mã hai lớp (khóa cho ứng dụng xác thực) · second factor (authenticator key)  ${demoFactor.base32}`,
];
