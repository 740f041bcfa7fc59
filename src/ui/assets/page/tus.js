// Sends files in parts (tus 1.0): what has arrived stays there, whatever happens to the link.

/** @param on what is done at each turn: `rest` before a request, `begun`, `mayBeShown`, `shown`, `progress`, `says`, `isWanted`, `done`, `refused` */
globalThis.sendsInParts = function (csrf, on) {
  let token = csrf;
  const later = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

  /** One request; its answer comes as a status, a header reader, and what was said. @throws Error when the link is silent for long */
  async function ask(method, url, headers = {}, body = null, upload = {}) {
    await on.rest();
    return new Promise((resolve, reject) => {
      const request = new XMLHttpRequest();
      let silence;
      const heard = () => { clearTimeout(silence); silence = setTimeout(() => request.abort(), 45_000); };
      request.open(method, url);
      for (const [name, value] of Object.entries({ 'Tus-Resumable': '1.0.0', 'X-CSRF-Token': token, Accept: 'application/json', ...headers })) request.setRequestHeader(name, value);
      request.upload.addEventListener('progress', ({ loaded }) => { heard(); upload.sent = loaded; if (upload.id) on.progress(upload); });
      request.addEventListener('load', () => {
        let said = {};
        try { said = JSON.parse(request.responseText); } catch { /* an answer of the protocol */ }
        if (said.csrf) token = said.csrf;
        resolve({ status: request.status, header: (name) => request.getResponseHeader(name), said });
      });
      request.addEventListener('loadend', () => clearTimeout(silence));
      for (const end of ['error', 'abort']) request.addEventListener(end, () => reject(new Error('No link')));
      heard();
      upload.request = request;
      request.send(body);
    });
  }

  const failure = (text, isFinal, more) => Object.assign(new Error(text), { isFinal, ...more });
  /** What an answer that is no success means: to try again, to begin anew, or that nothing helps. */
  function understood({ status, said }, wasThere) {
    if (said.csrf) return failure('', false, { isQuiet: true, wait: 500 }); // with the token of the new session
    if (status === 423 || status === 460 || (status === 409 && !said.text)) return failure('', false, { isQuiet: true });
    if (status === 401) return failure(words.uploads['signed-out'], false, { wait: 10_000 });
    if ((status === 404 || status === 410) && wasThere) return failure('', false, { isGone: true, isQuiet: true });
    return failure(said.text || words.uploads.failed, status < 500 && status !== 429);
  }

  async function begin(upload) {
    const base64 = (text) => btoa(String.fromCharCode(...new TextEncoder().encode(text)));
    const answer = await ask('POST', '/uploads', { 'Upload-Length': upload.size, 'Upload-Metadata': `filename ${base64(upload.name)},case ${base64(upload.case)}${upload.message ? `,message ${base64(upload.message)}` : ''}` });
    if (answer.status !== 201) throw understood(answer);
    upload.url = answer.header('Location');
    upload.offset = 0;
    await on.begun(upload);
  }

  /** What somebody can look at soon. That it could not be made, or is not taken, is no reason to keep the original back. */
  async function show(upload) {
    const picture = await globalThis.reducedPicture(upload.content, upload.type).catch(() => null);
    const answer = picture && (await ask('PUT', `${upload.url}/reduced`, { 'Content-Type': 'image/jpeg' }, picture));
    if (answer && answer.status !== 204 && answer.status !== 422) throw understood(answer, true);
    upload.isShown = true;
    await on.shown(upload, Boolean(picture));
  }

  async function findOut(upload) {
    const answer = await ask('HEAD', upload.url);
    if (answer.status !== 200) throw understood(answer, true);
    upload.offset = Number(answer.header('Upload-Offset'));
  }

  /** Sends a part that takes about five seconds: so little is sent again after a break, and so rarely is waited for an answer. */
  async function sendPart(upload) {
    const bytes = await upload.content.bytes(upload.offset, Math.min(upload.size, upload.offset + upload.part)).catch(() => { throw failure(words.uploads.unreadable, true); });
    const sum = crypto.subtle && btoa(String.fromCharCode(...new Uint8Array(await crypto.subtle.digest('SHA-1', bytes))));
    const began = performance.now();
    const answer = await ask('PATCH', upload.url, { 'Upload-Offset': upload.offset, 'Content-Type': 'application/offset+octet-stream', ...(sum && { 'Upload-Checksum': `sha1 ${sum}` }) }, bytes, upload);
    if (answer.status !== 204) throw understood(answer, true);
    upload.sent = 0;
    upload.offset = Number(answer.header('Upload-Offset'));
    upload.speed = bytes.byteLength / (performance.now() - began);
    upload.part = Math.min(16_777_216, Math.max(65_536, Math.round(upload.speed * 5000)));
  }

  /** Until it is there (or begun, and its reduced copy is), taken away or refused. What a later try may change is tried again by itself, more and more rarely. */
  async function send(upload, isOnlyToBeShown) {
    for (let wait = 250; !upload.isOver;) {
      if (upload.isPaused) return; // the next one's turn
      try {
        if (!upload.url) await begin(upload);
        if (on.mayBeShown(upload)) await show(upload);
        if (isOnlyToBeShown) return;
        if (upload.offset === undefined) await findOut(upload);
        for (; upload.offset < upload.size && !upload.isPaused && !upload.isOver; wait = 250) { on.progress(upload); await sendPart(upload); }
        if (upload.offset === upload.size) return on.done(upload);
      } catch (error) {
        upload.sent = 0;
        upload.offset = undefined;
        if (upload.isOver || upload.isPaused) continue;
        if (error.isFinal) return on.refused(upload, error.message);
        if (error.isGone) {
          if (!(await on.isWanted(upload))) return;
          upload.url = undefined;
          upload.isShown = false;
        }
        wait = Math.min(wait * 2, 60_000);
        if (!error.isQuiet) on.says(upload, error.message === 'No link' ? words.uploads.unreachable : error.message);
        await Promise.race([later(error.wait ?? wait), new Promise((goOn) => addEventListener('online', goOn, { once: true }))]);
      }
    }
  }

  /** Takes back what has come of it. A part that is just being written may keep it for a moment. @returns whether there is nothing more to take back */
  async function takeAway({ url }) {
    for (let tries = 0; url && tries < 5; tries += 1) {
      const { status } = await ask('DELETE', url).catch(() => ({}));
      if (status < 500 && status !== 401 && status !== 423 && status !== 429) return true;
      await later(2000);
    }
    return !url;
  }

  return { send, takeAway, stateOf: (url) => ask('HEAD', url).catch(() => ({})) };
};
