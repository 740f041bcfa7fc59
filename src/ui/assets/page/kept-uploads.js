// Files on their way are kept on this device until they have arrived, locked, so that any page can go on with them.
globalThis.keptUploads = (() => {
  const PIECE = 1_048_576;
  const box = globalThis.deviceBox;
  let opened;
  const open = () => (opened ??= new Promise((resolve, reject) => {
    const request = indexedDB.open('telecase uploads', 1);
    request.addEventListener('upgradeneeded', () => {
      request.result.createObjectStore('uploads', { keyPath: 'id' });
      request.result.createObjectStore('pieces');
    });
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () => reject(request.error));
  }));

  /** One transaction, done when it is on the disk. @throws when the device has no room, or keeps nothing (a private window) */
  async function run(mode, work) {
    const transaction = (await open()).transaction(['uploads', 'pieces'], mode);
    const request = work(transaction.objectStore('uploads'), transaction.objectStore('pieces'));
    return new Promise((resolve, reject) => {
      transaction.addEventListener('complete', () => resolve(request.result));
      transaction.addEventListener('abort', () => reject(transaction.error));
    });
  }
  const piecesOf = (id) => IDBKeyRange.bound([id, 0], [id, Infinity]);
  const dropPieces = (id) => run('readwrite', (_, pieces) => pieces.delete(piecesOf(id))).catch(() => {});

  return {
    all: () => run('readonly', (uploads) => uploads.getAll()).catch(() => []),
    find: (id) => run('readonly', (uploads) => uploads.get(id)),
    save: (record) => run('readwrite', (uploads) => uploads.put(record)),
    dropPieces,
    forget: (id) => run('readwrite', (uploads, pieces) => (pieces.delete(piecesOf(id)), uploads.delete(id))).catch(() => {}),

    /** Keeps what is in a file. @returns whether it could: not without encryption, and not what fills half of what is left on the device */
    async keep(id, file, isOver) {
      try {
        const { quota, usage } = await navigator.storage.estimate();
        if (!box || file.size > (quota - usage) / 2) return false;
        for (let at = 0; at < file.size && !isOver(); at += PIECE) {
          const piece = await box.lock(await file.slice(at, at + PIECE).arrayBuffer());
          await run('readwrite', (_, pieces) => pieces.put(piece, [id, at / PIECE]));
        }
        return !isOver();
      } catch {
        await dropPieces(id);
        return false;
      }
    },

    /** The bytes of what is kept, as a file gives its own. */
    contentOf: ({ id, size }) => ({
      size,
      async bytes(from, to) {
        const parts = [];
        for (let at = from; at < Math.min(to, size);) {
          const number = Math.floor(at / PIECE);
          const piece = await box.unlock(await run('readonly', (_, pieces) => pieces.get([id, number])));
          const end = Math.min(to, (number + 1) * PIECE);
          parts.push(piece.slice(at - number * PIECE, end - number * PIECE));
          at = end;
        }
        return new Blob(parts).arrayBuffer();
      },
    }),
  };
})();
