/**
 * The wire's version. Raise it when the fingerprint test says that a message changed shape,
 * and add a line here. The server is deployed first and speaks the version before its own as well.
 *
 * 1  first light: about, units, enrol, push, pull, board
 * 2  push in CBOR with runs of results, skip, alerts and incidents; reconcile and receipts; later on in the
 *    reference feed keys to seal to, and officers who unlock (a page from before keeps both unread)
 */
export const protocolVersion = 2;

/** Enrolment and pull have had one shape in both. */
export const spokenVersions: readonly number[] = [protocolVersion - 1, protocolVersion];
