import { z } from 'zod';

/** Who a report is forwarded to. */
export const agencySchema = z.strictObject({
  agencyId: z.string().regex(/^[a-z0-9-]{2,40}$/),
  name: z.string().trim().min(1).max(120),
});
export type Agency = z.infer<typeof agencySchema>;

/** Those of the city, where the operator names no others. */
export const usualAgencies: readonly Agency[] = [
  { agencyId: 'cong-an', name: 'Công an thành phố' },
  { agencyId: 'so-y-te', name: 'Sở Y tế' },
  { agencyId: 'so-gtvt', name: 'Sở Giao thông vận tải' },
  { agencyId: 'so-cong-thuong', name: 'Sở Công Thương' },
  { agencyId: 'so-ldtbxh', name: 'Sở Lao động – Thương binh và Xã hội' },
  { agencyId: 'so-tttt', name: 'Sở Thông tin và Truyền thông' },
  { agencyId: 'ubnd-quan-huyen', name: 'UBND quận, huyện, thị xã' },
];
