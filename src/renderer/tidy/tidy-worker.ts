import { tidy } from '#engine/plan';
import type { TidyQuestion, TidyReply } from './tidy-messages';

/* Tidies plans in a thread of its own, so that the window stays responsive. */

const reply = (message: TidyReply) => postMessage(message);

addEventListener('message', ({ data }: MessageEvent<TidyQuestion>) => {
  let said = 0;
  const tidied = tidy(data.task, (share) => {
    if (share < said + 0.02) return; // a progress bar shows no finer steps
    said = share;
    reply({ id: data.id, share });
  });
  reply({ id: data.id, tidied });
});
