// The files that this person has on their way: those of this page, and those that pages before it, or other windows, have begun.

/**
 * @param viewOf where an upload is shown: `draw`, `say`, `show` how far it is, `shown` a reduced copy, `waits` for its message, `done`, `refused`
 * @param formOf where one is shown, or shall be from now on, that is for a message which has not been sent
 */
globalThis.queueOfUploads = function (viewOf, formOf) {
  const REMEMBERED = ['id', 'mark', 'case', 'message', 'form', 'isWritten', 'isWhole', 'url', 'size', 'at', 'isKept', 'isShown', 'isPaused', 'isTakenBack', 'problem', 'about'];
  const MONTH = 30 * 86_400_000;
  const [kept, box] = [globalThis.keptUploads, globalThis.deviceBox];
  const uploads = new Set();
  const takenBack = new Set();
  let restUntil = 0;
  let isRunning = false;
  let chosenAt = 0;

  /** What the device remembers. Where it can't lock, no name and no content: the file has to be chosen again. */
  async function remember(upload) {
    if (box) upload.about ??= await box.lock(new TextEncoder().encode(JSON.stringify({ name: upload.name, type: upload.type })));
    if (upload.isOver && !upload.problem) return;
    await kept.save(Object.fromEntries(REMEMBERED.map((what) => [what, upload[what]]))).catch(() => {});
  }
  const forget = (upload) => {
    upload.isOver = true;
    uploads.delete(upload);
    return kept.forget(upload.id);
  };

  /** Nobody sees the files of a message before it is written. */
  const isHeldBack = ({ message, isWritten }) => message && !isWritten;
  const mayBeShown = (upload) => !upload.isShown && !isHeldBack(upload);

  const parts = globalThis.sendsInParts(document.body.dataset.csrf, {
    rest: () => new Promise((resolve) => setTimeout(resolve, Math.max(0, restUntil - Date.now()))),
    begun: remember,
    mayBeShown,
    async shown(upload, hasPicture) {
      await remember(upload);
      if (hasPicture) viewOf(upload).shown(upload);
    },
    progress: (upload) => viewOf(upload)?.show(upload),
    says: (upload, text) => { if (Date.now() > restUntil) viewOf(upload).say(upload, text); },
    isWanted: async (upload) => !upload.isOver && (!upload.isKept || (await stillWanted(upload))),
    done: finished,
    refused(upload, problem) {
      Object.assign(upload, { problem, isOver: true, isKept: false, content: null });
      void kept.dropPieces(upload.id).then(() => remember(upload));
      viewOf(upload).refused(upload);
    },
  });

  /** For a message, it is remembered until that is written. */
  function finished(upload) {
    if (upload.isOver) return;
    if (isHeldBack(upload)) {
      Object.assign(upload, { isWhole: true, isKept: false, content: null });
      void kept.dropPieces(upload.id).then(() => remember(upload));
      return viewOf(upload).waits(upload);
    }
    gone(upload);
  }
  function gone(upload) {
    void forget(upload);
    viewOf(upload).done(upload);
  }

  /** Another window may have sent it meanwhile, taken it back or been refused. */
  async function stillWanted(upload) {
    const record = await kept.find(upload.id).catch(() => upload);
    if (!record || record.isTakenBack) gone(upload);
    else if (record.problem) viewOf(Object.assign(upload, { problem: record.problem, isOver: true })).refused(upload);
    else for (const what of ['url', 'isShown', 'isPaused', 'isWritten', 'offset']) upload[what] = record[what];
    return !upload.isOver && !upload.isPaused;
  }

  const isReady = ({ content, isOver, isPaused }) => content && !isOver && !isPaused;
  /** First all that somebody can look at, then the originals, one after the other: two at once halve the link. */
  const next = () => [...uploads].find((upload) => isReady(upload) && mayBeShown(upload)) ?? [...uploads].find(isReady);
  /** One window at a time sends. */
  const alone = (work) => (navigator.locks ? navigator.locks.request('telecase uploads', work) : work());
  async function run() {
    if (isRunning) return;
    isRunning = true;
    for (let upload; (upload = next());) await alone(async () => { if (!upload.isKept || (await stillWanted(upload))) await parts.send(upload, mayBeShown(upload)); });
    isRunning = false;
  }

  /** A number by which this device knows a file again. */
  const markOf = (...what) => [...what.join('|')].reduce((sum, letter) => (Math.imul(sum, 31) + letter.codePointAt(0)) >>> 0, 7).toString(36);

  /** @param whither `case`, and of a message also `message` and `form` */
  async function add(file, whither) {
    const { name, size, type } = file;
    const mark = markOf(whither.case, name, size, file.lastModified);
    const before = [...uploads].find((one) => one.mark === mark && !one.problem && (one.message === whither.message || (!whither.message && one.isWritten && !one.content)));
    if (before?.content || before?.isWhole) return;
    const upload = before ?? { ...whither, id: crypto.getRandomValues(new Uint32Array(4)).join('-'), mark, at: (chosenAt = Math.max(Date.now(), chosenAt + 1)) };
    Object.assign(upload, { name, size, type, part: 262_144, content: { size, bytes: (from, to) => file.slice(from, to).arrayBuffer() } });
    uploads.add(upload);
    viewOf(upload).draw(upload);
    await remember(upload);
    void run();
    if (!(await kept.keep(upload.id, file, () => upload.isOver || upload.isWhole))) return;
    await remember(Object.assign(upload, { isKept: true }));
    viewOf(upload).kept?.();
  }

  /** What earlier pages have left, in the order in which it was chosen. What is somebody else's at this device stays as it is; what is a month old goes. */
  async function load() {
    for (const record of (await kept.all()).sort((a, b) => a.at - b.at)) {
      if (Date.now() - record.at > MONTH) await kept.forget(record.id);
      else await take(record).catch(() => {});
    }
    void run();
  }

  async function take({ about, ...record }) {
    const known = about ? JSON.parse(new TextDecoder().decode(await box.unlock(about))) : {};
    const upload = { ...record, ...known, about, part: 262_144, content: record.isKept && !record.problem ? kept.contentOf(record) : null };
    if (upload.isTakenBack) return takeBack(upload);
    if (isHeldBack(upload) && document.getElementById(`m-${upload.message}`)) {
      if (upload.isWhole) return kept.forget(upload.id);
      await remember(Object.assign(upload, { isWritten: true }));
    }
    if (!upload.content && !upload.problem && !(await mayBeChosenAgain(upload))) return;
    if (isHeldBack(upload) && !formOf(upload) && upload.isWhole) return;
    const view = viewOf(upload);
    uploads.add(upload);
    view.draw(upload);
    if (upload.problem) view.refused(Object.assign(upload, { isOver: true }));
  }

  /** The same file, chosen again, goes on where it was; one that is whole waits on, though the server can't be asked. Of what was never begun there is nothing to go on with. */
  async function mayBeChosenAgain(upload) {
    const { status, header } = upload.url ? await parts.stateOf(upload.url) : { status: 404 };
    if (status === 200) {
      Object.assign(upload, { offset: Number(header('Upload-Offset')), name: nameIn(header('Upload-Metadata')) });
      upload.isWhole = isHeldBack(upload) && upload.offset === upload.size;
      if (upload.isWhole || upload.offset < upload.size) return true;
    }
    if (status === 200 || (status === 404 && upload.about)) await kept.forget(upload.id);
    return upload.isWhole && upload.name && status !== 200 && status !== 404;
  }

  /** It is known until the server has heard of it: a message that is sent meanwhile leaves it out. */
  async function takeBack(upload) {
    takenBack.add(upload);
    if (!(await parts.takeAway(upload))) return;
    takenBack.delete(upload);
    await forget(upload);
  }
  const nameIn = (metadata) => new TextDecoder().decode(Uint8Array.from(atob(/filename (\S+?)(?:,|$)/.exec(metadata)[1]), (letter) => letter.charCodeAt(0)));

  // The text goes first: what is on its way makes room for a form that is being sent.
  document.addEventListener('submit', ({ defaultPrevented }) => {
    if (defaultPrevented) return;
    restUntil = Date.now() + 20_000;
    for (const { request } of uploads) request?.abort();
  });
  addEventListener('pageshow', () => { restUntil = 0; });
  addEventListener('beforeunload', (event) => { if ([...uploads].some(({ content, isKept, isOver }) => content && !isKept && !isOver)) event.preventDefault(); });

  return {
    uploads,
    add,
    load,
    pause(upload) {
      upload.isPaused = !upload.isPaused;
      if (upload.isPaused) upload.request?.abort();
      void remember(upload).then(run);
      viewOf(upload).show(upload);
    },
    /** Takes it back, or away what is said of one that was refused. */
    async cancel(upload) {
      uploads.delete(upload);
      if (upload.problem) return forget(upload);
      await remember(Object.assign(upload, { isTakenBack: true, isKept: false, content: null }));
      upload.isOver = true;
      upload.request?.abort();
      await kept.dropPieces(upload.id);
      await takeBack(upload);
    },
    leftOut: () => [...takenBack].map(({ url }) => url?.split('/').at(-1)),
  };
};
