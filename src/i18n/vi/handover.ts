/** Hand-over without a network. */
export const viHandover = {
  'carry/nothing': 'Máy chủ đã nhận hết của máy này. Không có gì phải bàn giao.',
  'carry/no-key': 'Máy này chưa có khóa riêng để ký. Cho máy nối mạng một lần rồi thử lại.',
  'carry/unsealed': 'Có dòng cũ chưa niêm phong, không giao qua tay người khác được. Cần nối mạng.',
  'carry/too-much': 'Quá nhiều dữ liệu cho một lần bàn giao. Cần nối mạng.',
  'carry/damaged': 'Dữ liệu bị hỏng hoặc bị sửa trên đường. Lấy lại từ máy giao.',
  'carry/other-file': 'Đây không phải tệp bàn giao (.chot) mà máy này đọc được.',
  'carry/own': 'Đây là dữ liệu của chính máy này. Mở trên máy của chốt trưởng.',
  'carry/is-receipt': 'Đây là biên nhận. Mở ở mục “Nhận biên nhận”.',
  'carry/no-server-key': 'Máy chưa biết chữ ký của máy chủ. Biên nhận sẽ có khi nối mạng.',
  'carry/other-receipt': 'Biên nhận này của máy khác.',
  'carry/other-history':
    'Nhật ký ở máy chủ đi theo hướng khác. Cho máy giao nối mạng để tự giải quyết.',
} as const;
