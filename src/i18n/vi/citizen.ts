/** The page on which people declare on their own telephones: plain words, nothing of the trade. */
export const viCitizen = {
  'citizen.title': 'Khai báo y tế qua chốt',
  'citizen.start': 'Khai trước, qua chốt nhanh',
  'citizen.start.lead':
    'Khoảng 2 phút. Bạn nhận một mã QR dùng trong 72 giờ, đưa cán bộ xem được cả khi không có mạng.',
  'citizen.notice': 'Dữ liệu của bạn',
  'citizen.notice.text':
    'Thông báo xử lý dữ liệu, bản {version}. Thông tin bạn khai chỉ dùng để phòng, chống dịch, theo nhiệm vụ của cơ quan nhà nước (Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15, Điều 19), không dựa trên sự đồng ý. Chỉ người có nhiệm vụ phòng, chống dịch được xem; không còn cần cho việc đó thì xóa. Bạn được xem, xin sửa và khiếu nại tại chốt.',
  'citizen.warning': 'Khai sai sự thật có thể bị xử lý theo pháp luật.',
} as const;
