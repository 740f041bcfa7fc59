// Copies on this device of what is written into a form, until it is sent.

/**
 * What could not be sent yet, locked. Where the browser can't lock it (no https), nothing is kept.
 * @param form of a draft, or of a message
 * @param openSections brings the rest of the form that its boxes ask for
 */
globalThis.copiesOnThisDevice = function (form, openSections) {
  const PREFIX = 'telecase draft ';
  const MONTH = 30 * 86_400_000;
  const SENT = 'telecase sent';
  const { _once, message = _once } = form.elements;
  const box = globalThis.deviceBox;
  const base64 = (bytes) => btoa(Array.from(new Uint8Array(bytes), (byte) => String.fromCharCode(byte)).join(''));
  const bytesOf = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  const name = () => PREFIX + message.value;
  const written = () => form.dataset.draft ?? form.dataset.message;
  let timer;

  /** Without its files: they are sent by themselves. */
  function texts() {
    const data = new FormData(form);
    data.delete('files');
    return data;
  }

  async function keep() {
    clearTimeout(timer);
    if (!box) return;
    const kept = new TextEncoder().encode(JSON.stringify([...texts()].filter(([name]) => !/^(_.*|step|message|files-chosen|left-out)$/.test(name))));
    const { iv, data } = await box.lock(kept);
    try {
      localStorage.setItem(name(), JSON.stringify({ at: Date.now(), draft: written(), iv: base64(iv), data: base64(data) }));
    } catch { /* no room on this device: the server is the place where drafts are kept */ }
  }

  function forget(which = name()) {
    clearTimeout(timer);
    localStorage.removeItem(which);
  }

  /** The latest copy of it that this person can read, or null. */
  async function latest() {
    const found = Object.keys(localStorage).filter((name) => name.startsWith(PREFIX)).map((name) => ({ name, ...JSON.parse(localStorage[name]) }));
    // A message that stands on the page has been sent.
    for (const { name, at } of found) if (Date.now() - at > MONTH || document.getElementById(name.replace(PREFIX, 'm-'))) localStorage.removeItem(name);
    for (const copy of found.filter(({ draft, name }) => localStorage[name] && (draft === written() || name === sessionStorage[SENT])).sort((a, b) => b.at - a.at)) {
      try {
        const kept = await box.unlock({ iv: bytesOf(copy.iv), data: bytesOf(copy.data) });
        return { ...copy, texts: JSON.parse(new TextDecoder().decode(kept)) };
      } catch { /* somebody else's */ }
    }
    return null;
  }

  async function offer() {
    const copy = await latest();
    if (!copy) return;
    const shown = new FormData(form);
    const isThere = copy.texts.every(([name, value]) => name === 'version' || shown.getAll(name).includes(value.trim()));
    // A draft has been saved then; a message that was drawn once more is not sent yet.
    if (isThere) return form.dataset.message || forget(copy.name);
    const banner = bannerOf(copy.at);
    (form.querySelector('.top') ?? form.firstElementChild).after(banner);
    form.closest('details')?.setAttribute('open', '');
    banner.addEventListener('click', async ({ target }) => {
      if (!target.value) return;
      banner.remove();
      if (target.value === 'discard') return forget(copy.name);
      await bringBack(copy.texts);
      form.dispatchEvent(new Event('input', { bubbles: true }));
      // That of a draft stays until a later page finds it saved.
      if (form.dataset.message && copy.name !== name()) keep().then(() => forget(copy.name));
    });
  }

  /** Fills the form in as it was written, the version included: what was saved elsewhere since is then told. */
  async function bringBack(texts) {
    const fill = () => {
      for (const element of form.elements) {
        const values = texts.filter(([name]) => name === element.name).map(([, value]) => value);
        if (element.type === 'checkbox' || element.type === 'radio') element.checked = values.includes(element.value);
        else if (values.length > 0) element.value = values[0];
      }
    };
    fill();
    await openSections?.();
    fill();
  }

  return {
    texts,
    keep,
    keepSoon() {
      clearTimeout(timer);
      timer = setTimeout(keep, 400);
    },
    forget,
    /** Which copy is in the form that is being sent: the next page knows whether it arrived. */
    noteSent: () => sessionStorage.setItem(SENT, name()),
    offer,
  };
};

function bannerOf(at) {
  const make = (name, text, ...children) => {
    const element = document.createElement(name);
    element.append(text, ...children);
    return element;
  };
  const button = (value) => Object.assign(make('button', words.draft[value]), { type: 'button', className: 'quiet', value });
  const when = new Date(at).toLocaleString(document.documentElement.lang, { dateStyle: 'medium', timeStyle: 'short', hour12: false });
  const banner = make('div', make('div', make('strong', `${words.draft.unsent} ${when}`), make('p', words.draft['unsent-text'])), button('bring'), button('discard'));
  banner.className = 'banner wrong';
  banner.setAttribute('role', 'alert');
  return banner;
}
