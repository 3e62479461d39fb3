import type { RefusalReason } from '#protocol/subjects.ts';

/** Why something that a person asked for was not done, as it is written to them. */
export const viRefusals = {
  'legal-hold': 'Dữ liệu đang được giữ để xác minh theo yêu cầu của cơ quan có thẩm quyền.',
  tracing: 'Dữ liệu còn trong 21 ngày truy vết tiếp xúc theo luật; sau đó có thể xóa.',
  'possible-case': 'Lượt qua chốt này có thể liên quan đến ca bệnh nên được giữ lâu hơn.',
  gone: 'Máy chủ không còn giữ dữ liệu này.',
  'not-amended': 'Đơn vị chưa nhập bản sửa. Chuyển yêu cầu cho đơn vị đã lập bản ghi.',
} as const satisfies Record<RefusalReason, string>;
