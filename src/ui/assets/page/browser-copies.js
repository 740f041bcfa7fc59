// Copies on this device of what a form holds, until it is sent.

/**
 * What could not be sent yet, locked. Where the browser can't lock it (no https), nothing is kept.
 */
globalThis.copiesOnThisDevice = function (form, textsOf) {
  const PREFIX = 'telecase draft ';
  const MONTH = 30 * 86_400_000;
  const SENT = 'telecase sent';
  const name = PREFIX + form.elements._once.value;
  const box = globalThis.deviceBox;
  const base64 = (bytes) => btoa(Array.from(new Uint8Array(bytes), (byte) => String.fromCharCode(byte)).join(''));
  const bytesOf = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  let timer;

  async function keep() {
    clearTimeout(timer);
    if (!box) return;
    const texts = new TextEncoder().encode(JSON.stringify([...textsOf(form)].filter(([name]) => !name.startsWith('_') && name !== 'step')));
    const { iv, data } = await box.lock(texts);
    try {
      localStorage.setItem(name, JSON.stringify({ at: Date.now(), draft: form.dataset.draft, iv: base64(iv), data: base64(data) }));
    } catch { /* no room on this device: the server is the place where drafts are kept */ }
  }

  return {
    keep,
    keepSoon() {
      clearTimeout(timer);
      timer = setTimeout(keep, 400);
    },
    forget(which = name) {
      clearTimeout(timer);
      localStorage.removeItem(which);
    },
    /** Which copy is in the form that is being sent: the next page knows whether it arrived. */
    noteSent: () => sessionStorage.setItem(SENT, name),
    /** The latest copy of this draft that this person can read, or null. */
    async latest() {
      const found = Object.keys(localStorage).filter((name) => name.startsWith(PREFIX)).map((name) => ({ name, ...JSON.parse(localStorage[name]) }));
      for (const { name, at } of found) if (Date.now() - at > MONTH) localStorage.removeItem(name);
      for (const copy of found.filter(({ draft, name }) => draft === form.dataset.draft || name === sessionStorage[SENT]).sort((a, b) => b.at - a.at)) {
        try {
          const texts = await box.unlock({ iv: bytesOf(copy.iv), data: bytesOf(copy.data) });
          return { ...copy, texts: JSON.parse(new TextDecoder().decode(texts)) };
        } catch { /* somebody else's */ }
      }
      return null;
    },
  };
};
