/** The headers that say who sends a request and prove it. */
export const signatureHeaders = {
  /** The id of the tablet: a UUID. */
  device: 'chot-device',
  /** 8 to 64 letters, digits, `-` and `_`, new for every request. */
  nonce: 'chot-nonce',
  /** SHA-256 of the body as it is sent, lower-case hex; without a body that of nothing. */
  body: 'chot-body',
  /** ECDSA P-256 with SHA-256 (RFC 7518 §3.4: r ‖ s, 64 bytes) over `textToSign`, base64url. */
  signature: 'chot-signature',
} as const;

/** What a request is, as far as it is signed. It has no time in it: clocks at a checkpoint are wrong. */
export type SignedFacts = {
  readonly deviceId: string;
  readonly method: string;
  /** Path and query as they are sent. */
  readonly target: string;
  readonly bodyHash: string;
  readonly nonce: string;
};

/** One fact a line. No fact can hold a line break, so no two requests have one text. */
export const textToSign = ({ deviceId, method, target, bodyHash, nonce }: SignedFacts): string =>
  ['chot-request-1', deviceId, method, target, bodyHash, nonce].join('\n');
