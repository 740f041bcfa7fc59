// A picture made small enough to arrive within seconds, for whoever waits to look at it; its original follows.
globalThis.reducedPicture = async function ({ size, bytes }, type) {
  const LARGEST = 1024;
  const ENOUGH = 130_000;
  if (!type.startsWith('image/') || size <= ENOUGH) return null;
  // Turned as the camera was held. What this browser can't read waits for the server.
  const picture = await createImageBitmap(new Blob([await bytes(0, size)], { type })).catch(() => null);
  if (!picture) return null;
  const scale = Math.min(1, LARGEST / Math.max(picture.width, picture.height));
  const canvas = Object.assign(document.createElement('canvas'), { width: Math.max(1, Math.round(picture.width * scale)), height: Math.max(1, Math.round(picture.height * scale)) });
  const paper = canvas.getContext('2d');
  paper.fillStyle = '#fff';
  paper.fillRect(0, 0, canvas.width, canvas.height);
  paper.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  let made;
  for (const quality of [0.8, 0.6, 0.4, 0.2]) {
    made = await new Promise((resolve) => canvas.toBlob(resolve, 'image/jpeg', quality));
    if (!made || made.size <= ENOUGH) break;
  }
  return made?.type === 'image/jpeg' && made.size < size ? made : null;
};
