/**
 * The headers of bytes that somebody else has made: they run nowhere, neither as a page nor with our rights, whatever
 * they are and however they are opened. Kept by no cache that others share.
 */
export const ISOLATED = {
  'X-Content-Type-Options': 'nosniff',
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
  'Cache-Control': 'private, no-store, no-transform',
};
