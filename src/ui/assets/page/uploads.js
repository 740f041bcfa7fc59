// Files that are chosen are sent at once, and go on whatever page one is on. Those of the page's own case, or of a message that is written on it, have a line each, which says how far it is, and what went wrong.
if (document.body.dataset.deviceKey) {
  const places = [...document.querySelectorAll('[data-uploads]')].map((place) => rowsOfUploads(place, () => queue));
  const line = globalThis.lineOfUploads(() => queue.uploads, (upload) => queue.cancel(upload));
  const placeOf = (upload) => places.find((rows) => rows.takes(upload));
  const queue = globalThis.queueOfUploads((upload) => placeOf(upload) ?? line, (upload) => placeOf(upload) ?? places.find((rows) => rows.takesOver(upload)));
  void queue.load();
}

function rowsOfUploads(place, queue) {
  const how = globalThis.howFar;
  const form = place.closest('form');
  const input = form.querySelector('[name=files]');
  const { message, 'files-chosen': chosen, 'left-out': leftOut } = form.elements;
  let sendWith;
  const add = form.querySelector('button[value=add]');
  let added = 0;
  let failures = 0;
  const reference = () => place.dataset.case || form.dataset.draft;
  const isQuiet = () => ![...queue().uploads].some(({ row, content, isOver }) => row && content && !isOver);

  /** The list of the page as it is now. A form keeps what was typed; elsewhere the whole page is fetched when all are there, unless it has something to say. */
  async function refresh() {
    if (isQuiet() && added > 0 && failures === 0 && !form.dataset.draft) return location.assign(`${location.pathname}?added=${Math.min(added, 50)}`);
    const answer = await fetch(form.dataset.draft ? `${form.action}/edit` : location.pathname).catch(() => null);
    if (!answer?.ok || answer.redirected) return;
    const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html').querySelector('[data-refresh]');
    if (fresh) document.querySelector('[data-refresh]').replaceWith(fresh);
  }

  const say = (upload, text) => { upload.row.querySelector('[data-state]').textContent = text; };
  const pauseWord = ({ isPaused }) => (isPaused ? words.uploads.resume : words.uploads.pause);
  const view = {
    takes: (upload) => upload.case === reference() && (message ? !upload.isWritten && upload.message === message.value : upload.isWritten || !upload.message),
    /** What a page before this one has left of a message that was not sent: it goes with this one, which is known by its name from now on; in the same form, if there is one. */
    takesOver(upload) {
      const isFree = message && upload.case === reference() && (upload.form === input.id || !document.getElementById(upload.form)) && ![...queue().uploads].some(view.takes);
      if (isFree) message.value = upload.message;
      return isFree;
    },
    draw(upload) {
      const row = document.createElement('li');
      row.dataset.upload = '';
      row.innerHTML = `<div><b dir="auto"></b><p class="facts" data-state></p><progress max="1" value="0"></progress></div><div class="actions">${['pause', 'cancel'].map((what) => `<button type="button" class="quiet" value="${what}">${words.uploads[what]}<span class="hidden"></span></button>`).join('')}</div>`;
      row.querySelector('b').textContent = upload.name;
      row.querySelector('progress').ariaLabel = upload.name;
      for (const hidden of row.querySelectorAll('button span')) hidden.textContent = ` ${upload.name}`;
      row.addEventListener('click', ({ target }) => ACTIONS[target.closest('button')?.value]?.(upload));
      if (upload.row) upload.row.replaceWith(row);
      else place.querySelector('ul').append(row);
      upload.row = row;
      form.classList.add('open');
      form.closest('details')?.setAttribute('open', '');
      if (upload.content) return upload.isPaused ? view.show(upload) : say(upload, words.uploads.waiting);
      if (upload.problem) return undefined;
      if (upload.isWhole) return view.waits(upload);
      row.querySelector('button').remove();
      row.querySelector('progress').value = how.sent(upload) / upload.size;
      say(upload, how.fill(words.uploads.again, upload));
    },
    say,
    show(upload) {
      if (!upload.row || upload.isOver) return;
      upload.row.querySelector('progress').value = how.sent(upload) / upload.size;
      upload.row.querySelector('button').firstChild.data = pauseWord(upload);
      say(upload, upload.isPaused ? words.uploads.paused : how.inWords({ ...upload, sent: how.sent(upload) }));
    },
    shown: refresh,
    kept: () => { if (sendWith) form.requestSubmit(sendWith); },
    waits(upload) {
      for (const one of upload.row.querySelectorAll('progress,button:not([value=cancel])')) one.remove();
      say(upload, words.uploads.waits);
      view.kept();
    },
    done(upload) {
      upload.row.remove();
      if (message) return;
      added += 1;
      if (isQuiet()) void refresh();
    },
    refused(upload) {
      failures += 1;
      upload.row.firstElementChild.setAttribute('role', 'alert');
      upload.row.querySelector('b').textContent = how.fill(words.uploads.refused, upload);
      for (const one of upload.row.querySelectorAll('progress,button:not([value=cancel])')) one.remove();
      upload.row.querySelector('button').firstChild.data = words.uploads.dismiss;
      say(upload, upload.problem);
      if (isQuiet() && added > 0) void refresh();
    },
  };
  const ACTIONS = {
    pause: (upload) => queue().pause(upload),
    async cancel(upload) {
      upload.row.remove();
      await queue().cancel(upload);
      if (!upload.problem && isQuiet() && (added > 0 || upload.isShown)) void refresh();
    },
  };

  /** A case that is not there yet becomes a draft first; where it can't, the form is sent with its files as without scripts. */
  async function take(files) {
    if (!reference() && form.elements.project.value) {
      form.dispatchEvent(new Event('savenow'));
      for (let tries = 0; !reference() && tries < 60; tries += 1) await new Promise((resolve) => setTimeout(resolve, 250));
    }
    if (!reference()) return form.requestSubmit(add);
    input.value = '';
    for (const file of files) void queue().add(file, { case: reference(), message: message?.value, form: message && input.id });
  }

  /** It goes first, once nothing is lost with this page: what the device can't keep has to arrive before. */
  if (message) form.addEventListener('submit', (event) => {
    const mine = [...queue().uploads].filter((upload) => view.takes(upload) && (upload.content || upload.isWhole));
    sendWith = null;
    if (mine.some(({ content, isKept }) => content && !isKept)) {
      event.preventDefault();
      sendWith = event.submitter;
    }
    chosen.value = mine.length;
    leftOut.value = queue().leftOut().join(' ');
  });
  else (add ?? form.querySelector('button:not([type])')).hidden = true;
  const camera = place.querySelector('input');
  input.addEventListener('change', () => { if (input.files.length > 0) void take([...input.files]); });
  camera.addEventListener('change', () => {
    input.files = camera.files;
    camera.value = '';
    input.dispatchEvent(new Event('change', { bubbles: true }));
  });
  place.querySelector('label').hidden = !matchMedia('(pointer:coarse)').matches;
  place.hidden = false;
  return view;
}
