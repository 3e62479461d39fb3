import type { ReportCategory } from './report.ts';

/** What the desk says most often, as citizens read it: always in Vietnamese. */
type AnswerTemplate = {
  readonly title: string;
  readonly text: string;
  /** What it usually answers; none: anything. */
  readonly categories: readonly ReportCategory[];
};

const templates: readonly AnswerTemplate[] = [
  {
    title: 'Điều kiện qua chốt',
    text: 'Người qua chốt cần giấy tờ tùy thân, giấy đi đường còn hạn và đã khai báo y tế trong 72 giờ. Xin khai trước khi đi để không phải chờ.',
    categories: ['checkpoint', 'permit'],
  },
  {
    title: 'Giấy đi đường',
    text: 'Giấy đi đường do cơ quan, đơn vị nơi làm việc hoặc công an phường, xã nơi cư trú cấp. Xin liên hệ nơi đó, mang theo căn cước.',
    categories: ['permit'],
  },
  {
    title: 'Đã nhắc chốt',
    text: 'Chúng tôi đã nhắc chốt kiểm tra và khắc phục ngay. Cảm ơn ông, bà đã phản ánh.',
    categories: ['checkpoint', 'breach'],
  },
  {
    title: 'Đã báo lực lượng kiểm tra',
    text: 'Chúng tôi đã báo lực lượng tại chỗ đến kiểm tra. Cảm ơn ông, bà đã phản ánh.',
    categories: ['breach', 'false-news'],
  },
  {
    title: 'Có dấu hiệu bệnh',
    text: 'Xin ở tại chỗ, đeo khẩu trang và gọi trạm y tế phường, xã hoặc 115. Không tự đến bệnh viện khi chưa được hướng dẫn.',
    categories: ['medical', 'contact'],
  },
  {
    title: 'Tiếp xúc ca bệnh',
    text: 'Xin ở nhà, báo ngay trạm y tế phường, xã nơi ở và ghi lại những nơi đã đến, những người đã gặp.',
    categories: ['contact'],
  },
  {
    title: 'Hỗ trợ lương thực',
    text: 'Xin liên hệ tổ dân phố hoặc UBND phường, xã nơi đang ở để được hỗ trợ lương thực, thực phẩm.',
    categories: ['supplies'],
  },
  {
    title: 'Xem tin chính thức',
    text: 'Tin này chưa đúng. Xin xem bản tin chính thức của thành phố và không chia sẻ tin chưa kiểm chứng.',
    categories: ['false-news'],
  },
  {
    title: 'Đã ghi nhận',
    text: 'Chúng tôi đã ghi nhận ý kiến của ông, bà. Xin cảm ơn.',
    categories: [],
  },
];

/** Those for this category first. */
export const templatesFor = (category: ReportCategory): readonly AnswerTemplate[] =>
  templates.toSorted(
    (one, other) =>
      Number(other.categories.includes(category)) - Number(one.categories.includes(category)),
  );
