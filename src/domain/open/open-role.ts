/** Whom a key of the open data is given to. */
export const openRoles = ['public', 'command-post', 'health-desk', 'tracer'] as const;
export type OpenRole = (typeof openRoles)[number];

/** What can be read: counts, one crossing at a time without whose it was, or with. */
export const openCollections = ['units', 'statistics', 'crossings', 'records'] as const;
export type OpenCollection = (typeof openCollections)[number];

const collectionsByRole: Readonly<Record<OpenRole, readonly OpenCollection[]>> = {
  public: ['units', 'statistics'],
  'command-post': ['units', 'statistics', 'crossings'],
  'health-desk': ['units', 'statistics', 'crossings', 'records'],
  tracer: ['units', 'statistics', 'crossings', 'records'],
};

export const mayRead = (role: OpenRole, collection: OpenCollection): boolean =>
  collectionsByRole[role].includes(collection);
