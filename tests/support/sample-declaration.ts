import type { Declaration } from '#domain/declaration/declaration.ts';
import type { Issue } from '#domain/qr/signed-declaration.ts';

const home = {
  unitSet: '2025',
  provinceCode: '36',
  wardCode: '13969',
  detail: 'Xóm 5, thôn Đông Thượng',
} as const;

/** 22 November 2026, 08:00 in Vietnam. */
export const issuedAtMs = Date.parse('2026-11-22T08:00:00+07:00');

/** What most people answer who come home by motorbike: a long name, two places, a dose, a test. */
export const typicalDeclaration: Declaration = {
  schemaVersion: 1,
  channel: 'self_qr',
  byProxy: false,
  declaredAt: '2026-11-22T08:00:00+07:00',
  validUntil: '2026-11-25T08:00:00+07:00',
  ack: { noticeVersion: '2026-1', at: '2026-11-22T08:00:00+07:00', how: 'tick' },
  fullName: 'Nguyễn Thị Thanh Hương',
  docType: 'CCCD',
  docNumber: '036190012345',
  dob: '1990-05-17',
  sex: 'F',
  nationality: 'VN',
  phone: '+84912345678',
  'addr.permanent': home,
  'addr.staying': {
    unitSet: '2025',
    provinceCode: '01',
    wardCode: '00070',
    detail: 'Số 10 ngõ 45 phố Hàng Trống',
  },
  'move.direction': 'in',
  'move.vehicleType': 'motorbike',
  'move.plate': '29X112345',
  'move.departAt': '2026-11-22',
  'move.from': home,
  'move.to': {
    unitSet: '2025',
    provinceCode: '01',
    wardCode: '00070',
    detail: 'Số 10 ngõ 45 phố Hàng Trống',
  },
  'move.purpose': 'return_home',
  'epi.travelled14d': true,
  'epi.places': 'Nam Định, Ninh Bình',
  'epi.anySymptom': false,
  'epi.contactCase': false,
  'epi.contactArea': false,
  'epi.contactSymptomatic': false,
  'vax.doses': 2,
  'vax.lastDate': '2026-09-15',
  'test.kind': 'rapid_ag',
  'test.sampledAt': '2026-11-21T16:30:00+07:00',
  'test.result': 'negative',
};

export const issueOf = (change: Partial<Declaration> = {}): Issue => ({
  id: '01935f3a-7c1e-4b2a-9d3e-5f6a7b8c9d0e',
  supersedes: null,
  issuer: 'VN',
  issuedAtMs,
  declaration: { ...typicalDeclaration, ...change },
});
