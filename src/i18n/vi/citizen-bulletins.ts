/** What the city tells its people, on their own telephones. */
export const viCitizenBulletins = {
  'citizen-bulletins.title': 'Bản tin thành phố',
  'citizen-bulletins.heading': 'Thành phố thông báo',
  'citizen-bulletins.asking': 'Đang tải bản tin…',
  'citizen-bulletins.none': 'Hiện không có thông báo nào.',
  'citizen-bulletins.urgent': 'Khẩn',
  'citizen-bulletins.when': 'Phát {from} · hiệu lực đến {until}',
  'citizen-bulletins.old': 'Không có mạng. Đây là bản tin đọc lúc {time}.',
  'citizen-bulletins.no-line': 'Không có mạng. Trang tự tải lại khi có mạng.',
  'citizen-bulletins.ask': 'Cần hỏi thêm: gọi 1022.',
} as const;
