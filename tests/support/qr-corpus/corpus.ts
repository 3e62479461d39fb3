import { correction, generate, mode } from 'lean-qr';
import { createDice, type Dice } from '../../simulator/dice.ts';
import { photograph, type Photograph } from './photograph.ts';
import { categories, drawScene, shake, type Category, type Scene } from './scene.ts';

export type CorpusPicture = Photograph & Pick<Scene, 'category' | 'text' | 'jpegQuality'>;

const families = ['NGUYỄN', 'TRẦN', 'LÊ', 'PHẠM', 'HOÀNG', 'VŨ', 'ĐẶNG', 'BÙI', 'ĐỖ', "H'"];
const middles = ['THỊ THANH', 'VĂN', 'ĐỨC', 'HỮU PHƯỚC', 'THỊ MỸ', 'QUỐC', ''];
const givens = ['HƯƠNG', 'TUẤN', 'ÁNH', 'NGỌC BÍCH', 'ĐỨC', 'YẾN', 'KHÔI', 'BUÔN YA'];
const wards = [
  'Xóm 5, Nam Cường, Nam Trực, Nam Định',
  'Số 12 ngõ 45 Láng Hạ, Đống Đa, Hà Nội',
  'Ấp Mỹ Phước, Mỹ Hiệp, Chợ Mới, An Giang',
  'Tổ dân phố 3, Phú Xuyên, Hà Nội',
];
const base45 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:';

const digits = (dice: Dice, count: number): string =>
  Array.from({ length: count }, () => dice.below(10)).join('');
const twoDigits = (value: number): string => String(value).padStart(2, '0');

const cardText = (dice: Dice): string => {
  const name = `${dice.pick(families)} ${dice.pick(middles)} ${dice.pick(givens)}`;
  const born = `${twoDigits(1 + dice.below(28))}${twoDigits(1 + dice.below(12))}${1930 + dice.below(90)}`;
  const fields = [
    `0${digits(dice, 11)}`,
    dice.happens(0.5) ? digits(dice, 9) : '',
    name.replace(/\s+/g, ' '),
    born,
    dice.pick(['Nam', 'Nữ']),
    dice.pick(wards),
    '10082021',
  ];
  return fields.join('|');
};
const denseText = (dice: Dice): string =>
  `HN1:${Array.from({ length: 440 + dice.below(80) }, () => base45[dice.below(45)]).join('')}`;
const shortText = (dice: Dice): string => `CHOT-P:PX${digits(dice, 7)}`;

const textFor = (dice: Dice, index: number): string =>
  [cardText, denseText, shortText, cardText][index % 4]?.(dice) ?? '';

/** Every picture of every kind in turn; the same seed makes the same pictures. */
export const scenesOf = (seed: number, perCategory: number): Scene[] => {
  const dice = createDice(seed);
  return categories.flatMap((category) =>
    Array.from({ length: perCategory }, (_, index) => {
      const text = textFor(dice, index);
      return drawScene(category, text, codeOf(text).size + 8, dice);
    }),
  );
};

/** One text as it is met in a kind of trouble. */
export const sceneOf = (category: Category, text: string, seed: number): Scene =>
  drawScene(category, text, codeOf(text).size + 8, createDice(seed));

const codeOf = (text: string) =>
  generate(/^[\d A-Z$%*+./:-]*$/.test(text) ? mode.alphaNumeric(text) : mode.utf8(text), {
    minCorrectionLevel: correction.M,
    maxCorrectionLevel: correction.M,
  });

/** A scene as so many frames of a hand that shakes show it. */
export const filmScene = (scene: Scene, seed: number, frames: number): CorpusPicture[] => {
  const dice = createDice(seed);
  const code = codeOf(scene.text);
  return Array.from({ length: frames }, (_, index) => {
    const shown = index === 0 ? scene : shake(scene, dice);
    const { category, text, jpegQuality } = scene;
    return { ...photograph(shown, code, dice), category, text, jpegQuality };
  });
};
