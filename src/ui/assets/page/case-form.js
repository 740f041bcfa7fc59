// The case form: the questions of a ticked specialty come by themselves, and a draft saves itself while it is written.
const form = document.querySelector('form[data-draft]');
const isPosted = new URLSearchParams(location.search).has('posted');
if (isPosted && sessionStorage['telecase sent']) localStorage.removeItem(sessionStorage['telecase sent']);
if (form) {
  const copies = globalThis.copiesOnThisDevice(form, sectionsOf(form));
  saveItself(form, copies);
  void copies.offer();
}

/** Brings the questions of what is ticked. Where that fails, the button that brings them with the page comes back. */
function sectionsOf(form) {
  const button = form.querySelector('[data-open-sections]');
  const places = [...form.querySelectorAll('[data-section]')];
  const bring = async (place) => {
    if (!place.querySelector('input').checked || place.querySelector('section')) return;
    try {
      const answer = await fetch(place.dataset.section);
      if (!answer.ok || answer.redirected) throw new Error(answer.statusText);
      const questions = await answer.text();
      if (!place.querySelector('section')) place.insertAdjacentHTML('beforeend', questions);
    } catch {
      button.hidden = false;
    }
  };
  const bringAll = () => Promise.all(places.map(bring));
  button.hidden = true;
  for (const place of places) place.addEventListener('change', () => bring(place));
  addEventListener('pageshow', bringAll); // a browser that goes back may tick boxes again
  return bringAll;
}

function saveItself(form, copies) {
  const say = (text) => { for (const place of form.querySelectorAll('[data-saved]')) place.textContent = text; };
  const { version, step, project, means } = form.elements;
  let typedAt = 0; // of the first letter that is not saved
  let timer;
  let isSending = false;
  let isOver = false;
  let wait = 5000;

  const later = (ms) => {
    clearTimeout(timer);
    timer = setTimeout(send, ms);
  };

  async function send() {
    if (isSending || isOver || !typedAt || !(project.value || form.dataset.draft)) return;
    isSending = true;
    typedAt = 0;
    step.value = Number(step.value) + 1;
    const data = copies.texts();
    data.set('do', 'autosave');
    try {
      const answer = await fetch(form.action, { method: 'POST', body: data, keepalive: document.visibilityState === 'hidden' });
      if (answer.ok && !answer.redirected) saved(await answer.json());
      else refused(answer.status);
    } catch {
      typedAt ||= Date.now();
      say(words.draft.unreachable);
      wait = Math.min(wait * 2, 60_000);
      later(wait);
    }
    isSending = false;
    if (typedAt) later(wait);
  }

  function saved(draft) {
    wait = 5000;
    const isNew = !form.dataset.draft;
    if (isNew && !means.value) means.value = draft.means; // of the project's profile
    form.action = draft.action;
    form.dataset.draft = draft.reference;
    version.value = draft.version;
    settle(draft.project);
    say(draft.saved);
    draft.index.forEach(stillToFillIn);
    if (location.pathname !== draft.address) history.replaceState(null, '', draft.address);
    if (!typedAt) copies.forget();
  }

  /** One line of the index: how much its part lacks now. */
  function stillToFillIn({ href, isComplete, note, isAsked }) {
    const line = form.querySelector(`.index a[href="${href}"]`);
    line.hidden = !isAsked;
    Object.assign(line.lastElementChild, { textContent: note, className: isComplete ? 'done' : '' });
  }

  /** A draft stays in its project: there is nothing to choose any more. Whoever chose another one meanwhile is told by the next save. */
  function settle(itsProject) {
    if (project.value === itsProject) for (const option of project.querySelectorAll('option:not(:checked)')) option.remove();
  }

  /** What a later try would not change ends it: the buttons say the rest, and lose nothing. */
  function refused(code) {
    if (code >= 500) throw new Error('Try again later');
    const isOtherProject = code === 422 && form.dataset.draft;
    isOver = !isOtherProject; // a project can be chosen back
    say({ 401: words.draft['signed-out'], 409: words.draft.elsewhere }[code] ?? words.draft[isOtherProject ? 'project' : 'failed']);
  }

  form.addEventListener('input', () => {
    typedAt ||= Date.now();
    copies.keepSoon();
    later(Date.now() - typedAt > 15_000 ? 0 : 2500);
  });
  form.addEventListener('submit', () => {
    isOver = true;
    clearTimeout(timer);
    step.value = Number(step.value) + 1;
    copies.keep();
    copies.noteSent();
  });
  form.addEventListener('savenow', () => {
    typedAt ||= Date.now();
    later(0);
  });
  addEventListener('online', send);
  document.addEventListener('visibilitychange', () => { if (document.visibilityState === 'hidden') send(); });
  addEventListener('pageshow', ({ persisted }) => { if (persisted) isOver = false; });
}
