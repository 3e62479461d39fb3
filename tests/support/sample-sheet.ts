import type { FormInput } from '#domain/declaration/form.ts';

const families = ['Nguyễn', 'Trần', 'Lê', 'Phạm', 'Hoàng', 'Phan', 'Vũ', 'Đặng', 'Bùi', 'Đỗ'];
const middles = ['Thị', 'Văn', 'Đức', 'Minh', 'Thanh', 'Ngọc', 'Hữu', 'Quốc', 'Mỹ', 'Gia'];
const givens = [
  'An',
  'Bình',
  'Châu',
  'Dũng',
  'Hạnh',
  'Hương',
  'Khánh',
  'Lệ',
  'Phúc',
  'Tuấn',
  'Yến',
];

const pick = (list: readonly string[], index: number): string => list[index % list.length] ?? '';

/** A whole sheet of an invented person, another one for each number. */
export const sampleSheet = (index: number): FormInput => {
  const year = 1950 + (index % 55);
  const isFemale = index % 2 === 1;
  const century = (year >= 2000 ? 2 : 0) + (isFemale ? 1 : 0);
  const serial = String(index % 1_000_000).padStart(6, '0');
  const address = {
    provinceCode: '01',
    wardCode: '00004',
    detail: `Số ${1 + (index % 300)} ngõ ${index % 90}`,
  };
  return {
    paperSerial: `CG-${serial}`,
    declaredAt: '22/11/2026 08:00',
    byProxy: 'no',
    'ack.how': 'signature',
    fullName: `${pick(families, index)} ${pick(middles, Math.floor(index / 10))} ${pick(givens, Math.floor(index / 7))}`,
    docType: 'CCCD',
    docNumber: `001${century}${String(year % 100).padStart(2, '0')}${serial}`,
    dob: `12/05/${year}`,
    sex: isFemale ? 'F' : 'M',
    nationality: 'VN',
    phone: `0912${serial}`,
    'addr.permanent': address,
    'addr.staying': address,
    'move.direction': 'in',
    'move.vehicleType': 'motorbike',
    'move.plate': `29X1${String(10_000 + (index % 90_000))}`,
    'move.departAt': '22/11/2026',
    'move.from': address,
    'move.to': address,
    'move.purpose': 'return_home',
    'epi.travelled14d': 'no',
    'epi.anySymptom': 'no',
    'epi.contactCase': 'no',
    'epi.contactArea': 'no',
    'epi.contactSymptomatic': 'no',
    'check.idMethod': 'document_seen',
    'check.idResult': 'match',
    'check.verdict': 'pass',
  };
};
