/** The poster at the checkpoint, and who comes from it; `poster.*` of both languages is printed on it. */
export const viPoster = {
  'poster.open': 'Tờ dán: khai tại đây',
  'poster.title': 'Tờ dán tại chốt',
  'poster.text':
    'Dán ở đầu hàng chờ và dọc hàng. Ai khai qua mã này hiện ngay ở màn hình Quét của chốt, không cần quét.',
  'poster.print': 'In tờ dán',
  'poster.print.text': 'Một tờ A4, in đen trắng, cỡ 100 %. In không cần mạng.',
  'poster.local':
    'Máy chủ đang ở địa chỉ chỉ riêng máy này mở được ({host}). Điện thoại của người dân sẽ không mở được trang khai.',
  'poster.head': 'KHAI BÁO Y TẾ TẠI ĐÂY',
  'poster.lead': 'Mở máy ảnh điện thoại, đưa vào mã này',
  'poster.step.answer': 'Trả lời, khoảng 2 phút. Không cài gì, không mất tiền.',
  'poster.step.wait': 'Đi theo hàng. Khai chung cho người cùng xe được.',
  'poster.step.say': 'Đến lượt: nói tên, đưa giấy tờ. Giữ mã trên điện thoại.',
  'poster.address': 'Hoặc gõ địa chỉ',
  'poster.beware': 'Địa chỉ khác là giả: báo cán bộ.',
  'poster.none': 'Không có điện thoại hay mạng: khai với cán bộ.',

  'declared.list': 'Đã khai tại chốt',
  'declared.title': 'Đã khai tại chốt ({count})',
  'declared.text': 'Hỏi tên, xem giấy tờ, rồi bấm.',
  'declared.others': 'và {count} người cùng xe',
  'declared.now': 'vừa khai',
  'declared.minutes': '{count} phút trước',
  'declared.old': 'Khai trên 1 giờ trước ({count})',
  'declared.stale': 'Mất mạng. Danh sách lúc {time}; ai không có ở đây thì quét mã.',
  'audit.deed.declared-here': 'Nhận tờ khai tại chốt',
} as const;
