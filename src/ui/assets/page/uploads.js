// Files that are chosen are sent at once, and go on whatever page one is on. Those of the page's own case have a line each, which says how far it is, and what went wrong.
if (document.body.dataset.deviceKey) {
  const place = document.querySelector('[data-uploads]');
  const rows = place && rowsOfUploads(place, () => queue);
  const line = globalThis.lineOfUploads(() => queue.uploads, (upload) => queue.cancel(upload));
  const queue = globalThis.queueOfUploads((upload) => (rows && upload.case === rows.reference() ? rows : line));
  void queue.load();
}

function rowsOfUploads(place, queue) {
  const how = globalThis.howFar;
  const form = place.closest('form');
  const input = form.querySelector('#files');
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
    reference,
    draw(upload) {
      const row = place.querySelector('template').content.cloneNode(true).firstElementChild;
      row.querySelector('b').textContent = upload.name;
      row.querySelector('progress').setAttribute('aria-label', upload.name);
      for (const hidden of row.querySelectorAll('button span')) hidden.textContent = ` ${upload.name}`;
      row.addEventListener('click', ({ target }) => ACTIONS[target.closest('button')?.value]?.(upload));
      if (upload.row) upload.row.replaceWith(row);
      else place.querySelector('ul').append(row);
      upload.row = row;
      form.classList.add('open');
      if (upload.content) return upload.isPaused ? view.show(upload) : say(upload, words.uploads.waiting);
      if (upload.problem) return undefined;
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
    done(upload) {
      upload.row.remove();
      added += 1;
      if (isQuiet()) void refresh();
    },
    refused(upload) {
      failures += 1;
      upload.row.firstElementChild.setAttribute('role', 'alert');
      upload.row.querySelector('b').textContent = how.fill(words.uploads.refused, upload);
      for (const one of upload.row.querySelectorAll('progress, button:not([value=cancel])')) one.remove();
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
    for (const file of files) void queue().add(file, reference());
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
  return view;
}
