import { foldText } from '#domain/core/folded-text.ts';

export const fold = (text: string): string => foldText(text.trim());

/** @param folded every word of it is sought, in whatever order */
export const matchesName = (name: string, folded: string): boolean => {
  const inName = foldText(name);
  return folded.split(' ').every((word) => inName.includes(word));
};
