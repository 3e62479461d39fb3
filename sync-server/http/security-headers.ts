/** Nothing from another origin, no style or script in the page itself, and camera and position for this page alone. */
export const securityHeaders: Readonly<Record<string, string>> = {
  'content-security-policy': [
    "default-src 'none'",
    // The barcode reader is WebAssembly.
    "script-src 'self' 'wasm-unsafe-eval'",
    "style-src 'self'",
    "font-src 'self'",
    "img-src 'self' data: blob:",
    "media-src 'self' blob:",
    "connect-src 'self'",
    "manifest-src 'self'",
    "worker-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; '),
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(self), microphone=(), geolocation=(self)',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};

/** The same for a page whose own styles have these digests (SHA-256, Base64). */
export const pageHeaders = (digests: readonly string[]): Readonly<Record<string, string>> => ({
  'content-security-policy': (securityHeaders['content-security-policy'] ?? '').replace(
    "style-src 'self'",
    ["style-src 'self'", ...digests.map((digest) => `'sha256-${digest}'`)].join(' '),
  ),
});

/** Two years, as a tablet that met the server over TLS once must never meet it without (RFC 6797). */
export const transportSecurity: Readonly<Record<string, string>> = {
  'strict-transport-security': 'max-age=63072000; includeSubDomains',
};
