/** Waits for an answer to be sent. Somebody who goes away in the middle of it is no failure. */
export async function unlessGone(sending: Promise<void>): Promise<void> {
  await sending.catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
  });
}
