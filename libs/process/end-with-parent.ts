/**
 * Calls `stop` once when the program that started this one is gone, even if it was killed: the channel between
 * the two closes with it. Does nothing for a program that was started without a channel.
 */
export function endWithParent(stop: () => void): void {
  if (!process.send) return;
  if (!process.connected) return stop();
  process.once('disconnect', stop);
  // Waiting for that must not keep a program alive that has nothing else to do.
  process.channel?.unref();
}
