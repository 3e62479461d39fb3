import type { RuleSetFault } from '#domain/verdict/check-rule-set.ts';
import type { Condition, ReasonCode } from '#domain/verdict/rule-set.ts';

/** Why a verdict is proposed, and the rules behind it. */
export const viRules = {
  'reason/symptom': 'Khai có sốt, ho hoặc khó thở',
  'reason/fever': 'Sốt {temperature} °C đo tại chốt',
  'reason/contact-case': 'Có tiếp xúc người bệnh',
  'reason/contact-other': 'Có tiếp xúc người hoặc vùng nghi nhiễm',
  'reason/watched-case': 'Có trong danh sách truy vết: ca bệnh',
  'reason/watched-contact': 'Có trong danh sách truy vết: tiếp xúc ca bệnh',
  'reason/test-positive': 'Xét nghiệm dương tính',
  'reason/test-old': 'Xét nghiệm quá {hours} giờ',
  'reason/no-test': 'Không có xét nghiệm',
  'reason/identity-differs': 'Danh tính sai lệch',
  'reason/no-permit': 'Không có giấy đi đường',
  'reason/trip': 'Chuyến đi không thuộc diện được đi',
  'reason/vaccine': 'Chưa đủ {doses} mũi vắc xin',
  'reason/nothing-found': 'Không có dấu hiệu, không tiếp xúc',

  'when.symptom': 'khai có {list}',
  'when.contact': 'có tiếp xúc với {list}',
  'when.contact.case': 'người bệnh',
  'when.contact.area': 'người từ vùng dịch',
  'when.contact.symptomatic': 'người có dấu hiệu',
  'when.temperature': 'đo tại chốt từ {value} °C',
  'when.identity': 'đối chiếu danh tính: {list}',
  'when.permit': 'giấy đi đường: {list}',
  'when.purpose': 'mục đích: {list}',
  'when.vehicle': 'đi bằng {list}',
  'when.direction': 'chiều {list}',
  'when.test-result': 'xét nghiệm {list}',
  'when.test-age': 'mẫu xét nghiệm quá {value} giờ',
  'when.no-test': 'không có xét nghiệm',
  'when.vaccine': 'dưới {value} mũi vắc xin',
  'when.watchlist': 'danh sách truy vết: {list}',
  'when.watchlist.case': 'ca bệnh',
  'when.watchlist.contact': 'tiếp xúc ca bệnh',
  'when.unit': 'tại {list}',

  'rules/malformed': 'Bộ quy tắc viết chưa đúng. Xem lại các số.',
  'rules/milder':
    'Có quy tắc làm người có dấu hiệu bệnh được xử nhẹ hơn. Đổi thứ tự hoặc kết luận.',
  'rules/lets-illness-pass':
    'Người ho, sốt, khó thở hoặc tiếp xúc ca bệnh sẽ được cho qua. Bật lại quy tắc đó.',

  'settings.rules': 'Quy tắc kết luận',
  'rules.in-force': 'Bộ quy tắc số {number}',
  'rules.first': 'Bộ quy tắc có sẵn',
  'rules.stale': 'Bộ quy tắc số {number}: đã {hours} giờ chưa hỏi được máy chủ có bộ mới không.',
  'rules.unread': 'Có bộ quy tắc mới hơn mà máy này chưa dùng được. Đang dùng bộ số {number}.',
} as const satisfies Record<
  ReasonCode | RuleSetFault['code'] | `when.${Condition['about']}`,
  string
> &
  Record<string, string>;
