import type { Errand } from '#libs/sign-on/openid-provider';
import type { KeptForm } from '../../ui/kept-form.js';

declare module 'express-session' {
  interface SessionData {
    /** Of somebody who is signing in elsewhere: what they must bring back, and where they want to go on. `proves`: the account that is signed in here, of somebody who only shows who they are. */
    errand?: Errand & { readonly next: string; readonly kept: KeptForm | null; readonly proves?: string };
    /** Who somebody without an account has shown to be: their request for one begins with it. */
    newcomer?: { readonly name: string; readonly email: string };
  }
}
