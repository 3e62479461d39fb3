import type { SignedStanding } from '#domain/lane/judge-signed.ts';
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

  'code.superseded': 'Người này đã khai lại: mã này đã được thay. Xin xem mã mới nhất.',
  'code.withdrawn':
    'Người khai đã rút tờ khai này. Không dùng mã: mời khai lại, hoặc hỏi và nhập tờ khai.',
  'code.used-here':
    'Tờ khai này đã qua chốt này lúc {hereTime}. Hỏi có phải đi thêm lượt nữa; so người với giấy tờ.',
  'code.used-elsewhere':
    'Tờ khai này đã dùng ở {unit} lúc {thereTime}. Hỏi có đi qua đó; so người với giấy tờ.',
  'code.valid-until': 'Có giá trị đến',

  'pass.verified': 'Chứng nhận y tế: chữ ký đúng, còn hạn. So tên với giấy tờ.',
  'pass.expired': 'Chứng nhận y tế đã hết hạn: coi như không có.',
  'pass.not-yet-valid':
    'Chứng nhận y tế ghi ngày chưa đến. Xem lại giờ của máy này; nếu đúng giờ, coi như không có.',
  'pass.withdrawn-key': 'Khóa ký chứng nhận y tế đã bị thu hồi: coi như không có.',
  'pass.unknown-key':
    'Máy chưa biết nơi cấp chứng nhận y tế này. Xem bản giấy, hoặc coi như không có.',
  'pass.bad-signature': 'Chứng nhận y tế sai chữ ký: đã bị sửa hoặc làm giả. Hỏi giấy tờ.',
  'pass.malformed': 'Chứng nhận y tế hỏng. Mời mở lại mã, hoặc xem bản giấy.',
  'pass.dose': 'mũi {dose}/{ofDoses}, ngày {day} · {product}',
  'pass.sampled': 'lấy mẫu ngày {day}',
  'pass.recovery': 'từ {from} đến {until}',
  'pass.issuer': 'Nơi cấp',
  'pass.until': 'chứng nhận có giá trị đến {day}',

  'pass/doses-complete': 'Đã tiêm đủ liều',
  'pass/doses-incomplete': 'Chưa tiêm đủ liều',
  'pass/test-negative': 'Xét nghiệm âm tính',
  'pass/test-positive': 'Xét nghiệm dương tính',
  'pass/test-unclear': 'Kết quả xét nghiệm không rõ',
  'pass/recovered': 'Đã khỏi bệnh, còn hiệu lực',
  'pass/recovery-over': 'Đã khỏi bệnh, ngoài thời hạn hiệu lực',

  'declaration-code/too-long': 'Tờ khai quá dài cho một mã. Rút ngắn địa chỉ và ghi chú.',
  'declaration-code/invalid': 'Tờ khai này không làm thành mã được. Xem lại các câu trả lời.',
} satisfies Record<
  `code.${SignedStanding}` | `pass.${Verification['outcome']}` | PassMeaning | CodeFault['code'],
  string
> &
  Record<string, string>;
