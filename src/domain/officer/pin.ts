export const shortestPin = 6;
export const longestPin = 12;

const digitsOf = (pin: string): number[] => Array.from(pin, Number);

/** What somebody tries first: one digit, two digits by turns, a run up or down, a short group again and again. */
const isGuessedFirst = (pin: string): boolean => {
  const digits = digitsOf(pin);
  const steps = digits.slice(1).map((digit, index) => (digit - (digits[index] ?? 0) + 10) % 10);
  const isRun = new Set(steps).size === 1;
  const repeats = [2, 3].some((length) =>
    digits.every((digit, index) => digit === digits[index % length]),
  );
  return isRun || repeats || new Set(digits).size <= 2;
};

/** Why a new PIN cannot be taken; null: it can. */
export const judgePin = (pin: string): 'pin/short' | 'pin/weak' | null => {
  if (!/^\d+$/.test(pin) || pin.length < shortestPin || pin.length > longestPin) return 'pin/short';
  return isGuessedFirst(pin) ? 'pin/weak' : null;
};
