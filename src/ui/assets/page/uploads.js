// Files that are chosen are sent at once, one after the other; each has a line that says how far it is, and what went wrong.
const place = document.querySelector('[data-uploads]');
if (place) uploads(place);

function uploads(place) {
  const SAVED = 'telecase uploads';
  const MONTH = 30 * 86_400_000;
  const fill = (text, values) => text.replace(/\{\{(\w+)\}\}/g, (_, name) => values[name]);
  const form = place.closest('form');
  const input = form.querySelector('#files');
  const add = form.querySelector('button[value=add]');
  let last = Promise.resolve(); // of the queue: one file after the other, as two at once halve the link
  let open = 0;
  let added = 0;
  let failures = 0;

  const waiting = new Map(); // for their file to be chosen again, by their mark
  const parts = globalThis.sendsInParts(form.elements._csrf.value, {
    reference: () => reference(),
    begun: (upload) => remember(upload, { url: upload.url, case: reference(), at: Date.now() }),
    progress: (upload) => show(upload),
    says: (upload, text) => say(upload, text),
    done: (upload) => close(upload, true),
    refused: (upload, text) => refuse(upload, text),
  });

  const reference = () => place.dataset.case || form.dataset.draft;
  const saved = () => JSON.parse(localStorage.getItem(SAVED) ?? '{}');
  /** What this device remembers of an upload: its address, and a number by which the file is known again. No name, no content. */
  function remember(upload, what) {
    const all = Object.fromEntries(Object.entries(saved()).filter(([mark, { at }]) => mark !== upload.mark && Date.now() - at < MONTH));
    try {
      localStorage.setItem(SAVED, JSON.stringify(what ? { ...all, [upload.mark]: what } : all));
    } catch { /* no room: it goes on as long as the page is open */ }
  }

  function leave(upload) {
    upload.isOver = true;
    waiting.delete(upload.mark);
    upload.row.remove();
    open -= 1;
  }

  function close(upload, isThere) {
    if (upload.isOver) return;
    leave(upload);
    remember(upload);
    added += Number(isThere);
    if (open === 0 && added > 0) refresh();
  }

  function refuse(upload, text) {
    failures += 1;
    upload.isOver = true;
    remember(upload);
    upload.row.firstElementChild.setAttribute('role', 'alert');
    upload.row.querySelector('b').textContent = fill(words.uploads.refused, upload);
    for (const one of upload.row.querySelectorAll('progress, button:not([value=cancel])')) one.remove();
    upload.row.querySelector('button').firstChild.data = words.uploads.dismiss;
    say(upload, text);
    open -= 1;
    if (open === 0 && added > 0) refresh();
  }

  /** The list of the page as it is now. A form keeps what was typed; elsewhere the whole page is fetched, unless it has something to say. */
  async function refresh() {
    if (!form.dataset.draft && failures === 0) return location.assign(`${location.pathname}?added=${Math.min(added, 50)}`);
    added = 0;
    const answer = await fetch(form.dataset.draft ? `${form.action}/edit` : location.pathname).catch(() => null);
    if (!answer?.ok || answer.redirected) return;
    const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html').querySelector('[data-refresh]');
    if (fresh) document.querySelector('[data-refresh]').replaceWith(fresh);
  }

  const say = (upload, text) => { upload.row.querySelector('[data-state]').textContent = text; };
  const language = document.documentElement.lang;
  const inUnits = (amount, unit) => new Intl.NumberFormat(language, { style: 'unit', unit, maximumFractionDigits: unit === 'megabyte' ? 1 : 0 }).format(amount);
  const inTime = (seconds) => (seconds < 90 ? inUnits(Math.ceil(seconds), 'second') : seconds < 5400 ? inUnits(seconds / 60, 'minute') : inUnits(seconds / 3600, 'hour'));
  function show(upload) {
    if (!upload.row || upload.isOver) return;
    const sent = Math.min(upload.size, (upload.offset ?? 0) + (upload.sent ?? 0));
    const amounts = { sent: inUnits(sent / 1e6, 'megabyte'), all: inUnits(upload.size / 1e6, 'megabyte'), time: upload.speed ? inTime((upload.size - sent) / upload.speed / 1000) : '' };
    upload.row.querySelector('progress').value = sent / upload.size;
    if (upload.isPaused) return say(upload, words.uploads.paused);
    say(upload, fill(upload.speed ? words.uploads.sending : words.uploads.starting, amounts));
  }

  function draw(upload) {
    const row = (upload.row = place.querySelector('template').content.cloneNode(true).firstElementChild);
    row.querySelector('b').textContent = upload.name;
    row.querySelector('progress').setAttribute('aria-label', upload.name);
    for (const hidden of row.querySelectorAll('button span')) hidden.textContent = ` ${upload.name}`;
    row.addEventListener('click', ({ target }) => ACTIONS[target.closest('button')?.value]?.(upload));
    place.querySelector('ul').append(row);
  }

  const queue = (upload) => { last = last.then(() => parts.send(upload)); };
  const ACTIONS = {
    pause(upload) {
      upload.isPaused = !upload.isPaused;
      upload.row.querySelector('button').firstChild.data = upload.isPaused ? words.uploads.resume : words.uploads.pause;
      if (upload.isPaused) upload.request?.abort();
      else queue(upload);
      show(upload);
    },
    async cancel(upload) {
      if (upload.isOver) return upload.row.remove();
      close(upload, false);
      upload.request?.abort();
      await parts.takeAway(upload);
    },
  };

  /** A number by which this device knows a file again. */
  const markOf = (name, size, modified) => [...`${reference()}|${name}|${size}|${modified}`].reduce((sum, letter) => (Math.imul(sum, 31) + letter.codePointAt(0)) >>> 0, 7).toString(36) + size.toString(36);

  function start(file) {
    const upload = { file, name: file.name, size: file.size, mark: markOf(file.name, file.size, file.lastModified), part: 262_144 };
    upload.url = saved()[upload.mark]?.url;
    const begun = waiting.get(upload.mark);
    if (begun) leave(begun);
    draw(upload);
    say(upload, words.uploads.waiting);
    open += 1;
    queue(upload);
  }

  /** Uploads that another page, or this one before it was closed, has begun: the same file, chosen again, goes on where it was. */
  async function offerToGoOn() {
    for (const [mark, { url, case: itsCase }] of Object.entries(saved())) {
      if (itsCase !== reference()) continue;
      const { status, header } = await parts.stateOf(url);
      if (status !== 200 || waiting.has(mark)) continue;
      const upload = { mark, url, size: Number(header('Upload-Length')), offset: Number(header('Upload-Offset')) };
      if (upload.offset === upload.size) remember(upload);
      else offer(upload, nameIn(header('Upload-Metadata')));
    }
  }

  function offer(upload, name) {
    draw(Object.assign(upload, { name }));
    upload.row.querySelector('button').remove();
    show(upload);
    say(upload, fill(words.uploads.again, { name }));
    open += 1;
    waiting.set(upload.mark, upload);
    form.classList.add('open');
  }
  const nameIn = (metadata) => new TextDecoder().decode(Uint8Array.from(atob(/filename (\S+?)(?:,|$)/.exec(metadata)[1]), (letter) => letter.charCodeAt(0)));

  /** A case that is not there yet becomes a draft first; where it can't, the form is sent with its files as without scripts. */
  async function take(files) {
    if (!reference() && form.elements.project.value) {
      form.dispatchEvent(new Event('savenow'));
      for (let tries = 0; !reference() && tries < 60; tries += 1) await new Promise((resolve) => setTimeout(resolve, 250));
    }
    if (!reference()) return form.requestSubmit(add);
    input.value = '';
    for (const file of files) start(file);
  }

  (add ?? form.querySelector('button:not([type])')).hidden = true;
  const camera = place.querySelector('input');
  input.addEventListener('change', () => { if (input.files.length > 0) void take([...input.files]); });
  camera.addEventListener('change', () => {
    input.files = camera.files;
    camera.value = '';
    input.dispatchEvent(new Event('change', { bubbles: true }));
  });
  place.querySelector('label').hidden = !matchMedia('(pointer: coarse)').matches;
  place.hidden = false;
  addEventListener('beforeunload', (event) => { if (open > waiting.size) event.preventDefault(); });
  void offerToGoOn();
}
