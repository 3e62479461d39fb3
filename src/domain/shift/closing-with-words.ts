import { hiddenWords, type ClosedShift } from './shift-closing.ts';

/** Whether the words of its exceptions did not come with it. */
export const isHidden = ({ exceptions }: Pick<ClosedShift, 'exceptions'>): boolean =>
  exceptions.some(({ words }) => words === hiddenWords);

/**
 * What was signed, with every word where this tablet or the server's last statement has them: the unit's feed keeps
 * them back [CLOSE-9].
 * @param here as this tablet knows it
 * @param stated as the server stated them, the one that stands first
 */
export const closingWithWords = (
  here: ClosedShift | null,
  stated: readonly ClosedShift[],
): ClosedShift | null => {
  const [first] = stated;
  return first === undefined || (here !== null && here.wallMs === first.wallMs && !isHidden(here))
    ? here
    : first;
};
