import type { CodeFault } from '#domain/qr/signed-declaration.ts';
import type { PassMeaning } from '#domain/qr/vaccine-pass.ts';
import type { Verification } from '#domain/qr/verify-code.ts';

/** What came of checking a signed code, and what to do then. */
export const viCodes = {
  'code.verified': 'Chữ ký đúng, còn hạn. So người với giấy tờ.',
  'code.expired': 'Chữ ký đúng nhưng mã đã hết hạn. Mời khai lại.',
  'code.not-yet-valid':
    'Mã ghi giờ chưa đến. Xem lại giờ của máy này; nếu máy đúng giờ, mời khai lại.',
  'code.withdrawn-key':
    'Khóa ký mã này đã bị thu hồi. Không dùng mã: hỏi và nhập tờ khai, mời khai lại.',
  'code.unknown-key':
    'Máy chưa biết khóa ký mã này. Cho máy nối mạng để nhận khóa mới; chưa được thì hỏi và nhập tờ khai.',
  'code.bad-signature': 'Chữ ký sai: mã đã bị sửa hoặc làm giả. Không dùng mã, hỏi giấy tờ.',
  'code.malformed': 'Mã hỏng hoặc không đúng mẫu. Mời mở lại mã, hoặc hỏi và nhập tờ khai.',

  'pass/doses-complete': 'Đã tiêm đủ liều',
  'pass/doses-incomplete': 'Chưa tiêm đủ liều',
  'pass/test-negative': 'Xét nghiệm âm tính',
  'pass/test-positive': 'Xét nghiệm dương tính',
  'pass/test-unclear': 'Kết quả xét nghiệm không rõ',
  'pass/recovered': 'Đã khỏi bệnh, còn hiệu lực',
  'pass/recovery-over': 'Đã khỏi bệnh, ngoài thời hạn hiệu lực',

  'declaration-code/too-long': 'Tờ khai quá dài cho một mã. Rút ngắn địa chỉ và ghi chú.',
  'declaration-code/invalid': 'Tờ khai này không làm thành mã được. Xem lại các câu trả lời.',
} satisfies Record<`code.${Verification['outcome']}` | PassMeaning | CodeFault['code'], string>;
