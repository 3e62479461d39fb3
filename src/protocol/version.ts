/**
 * The wire's version. Raise it when the fingerprint test says that a message changed shape,
 * and add a line here. The server is deployed first and speaks the version before its own as well.
 *
 * 1  first light: about, units, enrol, push, pull, board
 * 2  push in CBOR with runs of results, skip, alerts and incidents; reconcile and receipts; later on in the
 *    reference feed keys to seal to, and officers who unlock (a page from before keeps both unread)
 * 3  tablets have keys and sign their requests; a tablet can be switched off and told to erase itself
 */
export const protocolVersion = 3;

/**
 * What the server reads, pages from before the last updates among it. All but enrolment and push have had one
 * shape since; who speaks an older version is never told to erase.
 */
export const spokenVersions: readonly number[] = [1, 2, protocolVersion];
