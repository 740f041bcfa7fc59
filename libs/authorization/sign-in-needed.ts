/** Nobody is signed in, or the session has ended. Answered with the sign-in page, which keeps what was typed. */
export class SignInNeeded extends Error {}
