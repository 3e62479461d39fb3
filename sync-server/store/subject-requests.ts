import type { KeptRequest } from '#protocol/subjects.ts';

export type SubjectRequestReader = {
  /** The open ones first, what is due soonest first. */
  listSubjectRequests: () => Promise<KeptRequest[]>;
};

export type SubjectRequestTransactor = {
  /** Replaces an earlier version of the same request. */
  putSubjectRequest: (request: KeptRequest) => Promise<void>;
};
