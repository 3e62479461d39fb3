const mark = '#ma=';

/** What follows `#` is never sent to a server: the code goes from telephone to telephone. */
export const linkOf = (code: string): string =>
  `${location.origin}${location.pathname}${mark}${encodeURIComponent(code)}`;

/** The code that the page was opened with; null: none. */
export const codeInAddress = (hash: string): string | null => {
  if (!hash.startsWith(mark)) return null;
  try {
    return decodeURIComponent(hash.slice(mark.length));
  } catch {
    return '';
  }
};
