import type { HelmetOptions } from 'helmet';

/** The headers of every answer: nothing inline, nothing from anybody else, never in a frame. */
export function securityHeaders(isSecure: boolean): HelmetOptions {
  const none = ["'none'"];
  const self = ["'self'"];
  return {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: none,
        scriptSrc: self,
        styleSrc: self,
        // Placeholders of 16 pixels are written into the page. A picture runs nothing, wherever it comes from.
        imgSrc: [...self, 'data:'],
        mediaSrc: self,
        connectSrc: self,
        formAction: self,
        baseUri: none,
        frameAncestors: none,
      },
    },
    // 'no-referrer' would make form posts say "Origin: null", which the origin check refuses.
    referrerPolicy: { policy: 'same-origin' },
    strictTransportSecurity: isSecure ? { maxAge: 31_536_000, includeSubDomains: false } : false,
    crossOriginOpenerPolicy: { policy: 'same-origin' },
    crossOriginResourcePolicy: { policy: 'same-origin' },
  };
}
