import { paperForm } from '#domain/declaration/paper-form.ts';
import type { MergedRecord } from '#domain/merge/fold-records.ts';
import type { Role } from '#domain/officer/officer.ts';
import { may } from '#domain/officer/permissions.ts';
import { isVisibleTo } from '#domain/officer/visible-fields.ts';
import { fieldWords, toVietnamTime, valueToText } from '../sheet-words.ts';

export type ExportedRecord = Pick<MergedRecord, 'recordId' | 'officer' | 'seenAgainOf'> & {
  /** Unix milliseconds by the server's clock where the tablet knew it. */
  readonly atMs: number;
  readonly isVoid: boolean;
  readonly data: Readonly<Record<string, unknown>>;
};

export type ExportColumn = {
  readonly key: string;
  readonly label: string;
  /** What it means and who may see it, for the dictionary. */
  readonly meaning: string;
  readonly textOf: (record: ExportedRecord) => string;
};

const classes = {
  none: 'Dữ liệu nghiệp vụ',
  basic: 'Dữ liệu cá nhân cơ bản',
  health: 'Dữ liệu sức khỏe (nhạy cảm)',
} as const;

const ofRecord: readonly ExportColumn[] = [
  {
    key: 'recordId',
    label: 'Mã lượt',
    meaning: 'Mã của lượt qua chốt, không đổi',
    textOf: ({ recordId }) => recordId,
  },
  {
    key: 'at',
    label: 'Lúc ghi',
    meaning: 'Giờ Việt Nam, theo đồng hồ máy chủ khi máy đã từng liên lạc',
    textOf: ({ atMs }) => toVietnamTime(atMs),
  },
  {
    key: 'state',
    label: 'Tình trạng',
    meaning:
      'Trống: lượt được tính. “Đã hủy”: lượt đã bị hủy; “Trùng”: cùng một lần qua chốt với lượt khác; cả hai không tính vào số đếm',
    textOf: ({ isVoid, seenAgainOf }) => {
      if (isVoid) return 'Đã hủy';
      return seenAgainOf === null ? '' : 'Trùng';
    },
  },
  {
    key: 'seenAgainOf',
    label: 'Trùng với lượt',
    meaning: 'Mã của lượt ghi trước, được tính thay cho lượt “Trùng”; có thể ở ca khác',
    textOf: ({ seenAgainOf }) => seenAgainOf ?? '',
  },
];

const officerColumn: ExportColumn = {
  key: 'officer',
  label: 'Cán bộ ghi',
  meaning: 'Mã cán bộ đã ghi lượt; chỉ người chốt ca được xem',
  textOf: ({ officer }) => officer,
};

/** What a role is given of each record, in the order of the sheet. */
export const columnsFor = (role: Role): ExportColumn[] => [
  ...ofRecord,
  ...(may(role, 'close-shift') ? [officerColumn] : []),
  ...paperForm
    .flatMap(({ fields }) => fields)
    .filter(({ key }) => isVisibleTo(role, key))
    .map(({ key, sensitivity }): ExportColumn => ({
      key,
      label: fieldWords(key),
      meaning: classes[sensitivity],
      textOf: ({ data }) => (data[key] === undefined ? '' : valueToText(key, data[key])),
    })),
];
