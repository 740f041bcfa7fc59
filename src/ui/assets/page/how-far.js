// How far an upload is, in words.
globalThis.howFar = (() => {
  const fill = (text, values) => text.replace(/\{\{(\w+)\}\}/g, (_, name) => values[name]);
  const inUnits = (amount, unit) => new Intl.NumberFormat(document.documentElement.lang, { style: 'unit', unit, maximumFractionDigits: unit === 'megabyte' ? 1 : 0 }).format(amount);
  const inBytes = (amount, of) => (of < 1e6 ? inUnits(amount / 1e3, 'kilobyte') : inUnits(amount / 1e6, 'megabyte'));
  const inTime = (seconds) => (seconds < 90 ? inUnits(Math.ceil(seconds), 'second') : seconds < 5400 ? inUnits(seconds / 60, 'minute') : inUnits(seconds / 3600, 'hour'));
  return {
    fill,
    /** In bytes. A part counts as far as the browser has given it away. */
    sent: ({ size, offset, sent }) => Math.min(size, (offset ?? 0) + (sent ?? 0)),
    /** @param speed in bytes a millisecond, when it is known */
    inWords: ({ size, sent, speed }) => fill(speed ? words.uploads.sending : words.uploads.starting, { sent: inBytes(sent, size), all: inBytes(size, size), time: speed ? inTime((size - sent) / speed / 1000) : '' }),
  };
})();
