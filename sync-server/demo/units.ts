import type { Unit } from '#domain/unit/unit.ts';

type Checkpoint = readonly [name: string, district: string, facing: string];

/** Where they stood, by number, read roughly off a map: for the demonstration only. 22 is not known. */
const places: readonly (readonly [lat: number, lon: number] | null)[] = [
  [20.69, 105.915],
  [20.905, 105.868],
  [20.635, 105.78],
  [21.003, 105.955],
  [21.055, 105.947],
  [20.977, 105.912],
  [20.998, 105.9],
  [21.017, 105.918],
  [21.085, 105.945],
  [21.213, 105.79],
  [21.198, 105.765],
  [20.9, 105.577],
  [20.91, 105.62],
  [20.99, 105.49],
  [21.135, 105.305],
  [21.295, 105.43],
  [21.235, 105.35],
  [21.165, 105.5],
  [21.25, 105.715],
  [21.222, 105.735],
  [21.335, 105.855],
  null,
  [21.205, 105.855],
];

/**
 * The city checkpoints of July 2021, by number. 1–19: saostar.vn, 13 July 2021; 20, 21: completed from
 * the list of 2020, order inferred; 22: not found in any source, so only its number; 23: laodongthudo.vn.
 */
const checkpoints: readonly Checkpoint[] = [
  ['Ngã ba Cầu Giẽ (Km213 QL1A)', 'Phú Xuyên', 'Hà Nam'],
  ['Trạm thu phí cao tốc Pháp Vân - Cầu Giẽ (Km188)', 'Thanh Trì', 'Hà Nam'],
  ['QL21B - ngã ba chợ Dầu', 'Ứng Hòa', 'Hà Nam'],
  ['QL5 - Trâu Quỳ', 'Gia Lâm', 'Hưng Yên'],
  ['Cầu Phù Đổng - cao tốc Hà Nội - Lạng Sơn', 'Gia Lâm', 'Bắc Ninh'],
  ['Đê Bát Tràng - gầm cầu vượt Thanh Trì', 'Gia Lâm', 'Hưng Yên'],
  ['Gầm cầu Thanh Trì - lối đi Ecopark', 'Long Biên', 'Hưng Yên'],
  ['Nút giao QL5B - Cổ Linh', 'Long Biên', 'Hưng Yên'],
  ['Đường Đặng Phúc Thông', 'Gia Lâm', 'Bắc Ninh'],
  ['Km8+100 QL18 - lối xuống đường Võ Nguyên Giáp', 'Sóc Sơn', 'Bắc Ninh'],
  ['QL18 - lối xuống đường Võ Văn Kiệt', 'Sóc Sơn', 'Bắc Ninh'],
  ['Đường Hồ Chí Minh, Xuân Mai', 'Chương Mỹ', 'Hòa Bình'],
  ['Chốt kiểm dịch huyện Chương Mỹ', 'Chương Mỹ', 'Hòa Bình'],
  ['Đường Làng Văn hóa các dân tộc - cao tốc Hòa Lạc', 'Thạch Thất', 'Hòa Bình'],
  ['Đầu cầu Đồng Quang - đường 87A', 'Ba Vì', 'Phú Thọ'],
  ['Đầu cầu Văn Lang - QL32', 'Ba Vì', 'Phú Thọ'],
  ['Đầu cầu Trung Hà - QL32', 'Ba Vì', 'Phú Thọ'],
  ['Đầu cầu Vĩnh Thịnh - QL32', 'Sơn Tây', 'Vĩnh Phúc'],
  ['Trạm soát vé BOT QL2', 'Sóc Sơn', 'Vĩnh Phúc'],
  ['QL2 - đầu vào cao tốc Nội Bài - Lào Cai', 'Sóc Sơn', 'Vĩnh Phúc'],
  ['QL3 - ngã ba Nỉ', 'Sóc Sơn', 'Thái Nguyên'],
  ['Chốt 22', '', ''],
  ['QL18 - lối xuống QL3', 'Sóc Sơn', 'Bắc Ninh'],
];

const patrolTeam = (number: number): Unit => ({
  unitId: `tt-0${number}`,
  kind: 'patrol-team',
  name: `Tổ tuần tra ${number}`,
  district: '',
  facing: '',
});

export const demoUnits: readonly Unit[] = [
  ...checkpoints.map(([name, district, facing], index): Unit => {
    const [lat, lon] = places[index] ?? [];
    return {
      unitId: `hn-${String(index + 1).padStart(2, '0')}`,
      kind: 'city-checkpoint',
      name,
      district,
      facing,
      ...(lat !== undefined && lon !== undefined && { position: { lat, lon } }),
    };
  }),
  patrolTeam(1),
  patrolTeam(2),
];
