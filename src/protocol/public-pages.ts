/**
 * Pages that anybody may open, without an account and apart from the tablet: each is the entry
 * `src/citizen<path>.html` of the build, with its own script, styles and service worker's scope.
 */
export const publicPaths = ['/to-khai', '/ban-tin-thanh-pho', '/phan-anh'] as const;
export type PublicPath = (typeof publicPaths)[number];

/** Which of them an address belongs to; null: none, so it is the tablet's. */
export const publicPathOf = (url: string): PublicPath | null =>
  publicPaths.find((path) => url.split(/[?#]/, 1)[0]?.replace(/\/$/, '') === path) ?? null;

/** Where the build leaves the page, below its directory. */
export const publicPageFile = (path: PublicPath): string => `src/citizen${path}.html`;
