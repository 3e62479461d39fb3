const form = /^(3[4-9]|4[0-2])([.,]\d)?$|^43([.,]0)?$/;

/** Degrees as they are typed off a thermometer; nothing typed is no fault. */
export const readTemperature = (
  typed: string,
): { readonly value: number | null; readonly isWrong: boolean } => {
  const text = typed.trim();
  if (text === '') return { value: null, isWrong: false };
  return form.test(text)
    ? { value: Number(text.replace(',', '.')), isWrong: false }
    : { value: null, isWrong: true };
};
