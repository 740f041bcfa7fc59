// What is kept on this device is locked with a key that only the same person's pages have: nobody else at a shared computer reads it.
const letters = document.body.dataset.deviceKey;
const key = letters && crypto.subtle?.importKey('raw', Uint8Array.from(atob(letters.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0)), 'AES-GCM', false, ['encrypt', 'decrypt']);

/** Null where nobody is signed in, and where the browser can't encrypt (no https): then nothing is kept. */
globalThis.deviceBox = key ? {
  async lock(bytes) {
    const iv = crypto.getRandomValues(new Uint8Array(12));
    return { iv, data: await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, await key, bytes) };
  },
  /** @throws when it is somebody else's */
  unlock: async ({ iv, data }) => crypto.subtle.decrypt({ name: 'AES-GCM', iv }, await key, data),
} : null;
