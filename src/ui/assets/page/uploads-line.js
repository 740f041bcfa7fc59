// How far files are that are sent while one looks at something else: a line at the foot of the page.
globalThis.lineOfUploads = function (all, dismiss) {
  const how = globalThis.howFar;
  const line = document.createElement('aside');
  line.className = 'sending';
  const make = (name, more, ...children) => {
    const element = Object.assign(document.createElement(name), more);
    element.append(...children);
    line.append(element);
    return element;
  };
  const bar = make('progress', { max: 1, value: 0, ariaLabel: words.uploads.line });
  const text = make('p');
  const problems = make('div');
  problems.setAttribute('role', 'alert');
  let latest;

  const mine = () => [...all()].filter((upload) => upload.isOnLine && !upload.isOver && !upload.isWhole);
  const link = () => {
    const tab = latest.message && !latest.isWritten ? 'discussion' : 'attachments';
    return Object.assign(document.createElement('a'), { href: `/cases/${latest.case}/${tab}`, textContent: words.uploads[tab] });
  };
  function tell(says, isAllThere) {
    bar.hidden = isAllThere;
    text.replaceChildren(`${says} `, link());
    if (!line.isConnected) document.body.append(line);
  }
  function show() {
    const uploads = mine();
    if (uploads.length === 0) return tell(words.uploads.arrived, true);
    const sum = (of) => uploads.reduce((total, upload) => total + of(upload), 0);
    const far = { size: sum(({ size }) => size), sent: sum(how.sent), speed: Math.max(...uploads.map(({ speed }) => speed ?? 0)) };
    bar.value = far.sent / far.size;
    tell(`${words.uploads.line} ${uploads.every(({ isPaused }) => isPaused) ? words.uploads.paused : how.inWords(far)}`, false);
  }

  return {
    draw(upload) {
      upload.isOnLine = true;
      latest = upload;
      if (!upload.problem && upload.content) show();
    },
    show,
    say: (upload, says) => tell(`${words.uploads.line} ${says}`, false),
    shown: show,
    waits: show,
    done: show,
    refused(upload) {
      const item = document.createElement('p');
      const away = Object.assign(document.createElement('button'), { type: 'button', className: 'quiet', textContent: words.uploads.dismiss });
      away.addEventListener('click', () => {
        item.remove();
        void dismiss(upload);
        if (problems.children.length + mine().length === 0) line.remove();
      });
      item.append(`${how.fill(words.uploads.refused, upload)} ${upload.problem} `, away);
      problems.append(item);
      if (mine().length > 0) show();
      else bar.hidden = true;
      if (!line.isConnected) document.body.append(line);
    },
  };
};
