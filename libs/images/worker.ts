/** The entry of the child process: one job in, one answer out, until the parent is gone. */
import { makePreview } from './make-preview.js';
import type { PreviewAnswer, PreviewJob } from './preview-job.js';

process.on('disconnect', () => process.exit());
process.on('message', (job: PreviewJob) => {
  void answer(job).then((answered) => process.send!(answered));
});

async function answer(job: PreviewJob): Promise<PreviewAnswer> {
  try {
    return await makePreview(job);
  } catch (error) {
    return { failure: String(error) };
  }
}
