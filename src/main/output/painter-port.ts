import type { MessagePort } from 'node:worker_threads';
import type { PainterAnswer, PainterProcess, StartPainter, StripRequest } from '#paper';

/*
 * Painters of pictures are processes, which only the main process can start. A thread that draws pictures asks it for them over a port;
 * what a painter says is passed on to the thread unread.
 */

/** What the thread says of a painter, by its number. */
type Order =
  | { readonly painter: number; readonly start: { readonly file: string; readonly args: readonly string[] } }
  | { readonly painter: number; readonly strip: StripRequest }
  | { readonly painter: number; readonly end: true };

/** What became of it. */
type News = { readonly painter: number } & ({ readonly answer: PainterAnswer } | { readonly ended: string });

/** The thread's half: starts painters by way of the main process. */
export function painterOver(port: MessagePort): StartPainter {
  const events = new Map<number, Parameters<StartPainter>[2]>();
  let next = 1;
  const order = (one: Order) => port.postMessage(one);
  port.on('message', (news: News) => {
    const heard = events.get(news.painter);
    if ('answer' in news) return heard?.onAnswer(news.answer);
    events.delete(news.painter);
    heard?.onEnd(news.ended);
  });
  return (file, args, heard): PainterProcess => {
    const painter = next++;
    events.set(painter, heard);
    order({ painter, start: { file, args } });
    return { send: (strip) => order({ painter, strip }), end: () => order({ painter, end: true }) };
  };
}

/** The main process's half. When the thread ends, so do its painters. */
export function servePainters(port: MessagePort, start: StartPainter): void {
  const painters = new Map<number, PainterProcess>();
  const tell = (news: News, transfer: readonly ArrayBuffer[] = []) => port.postMessage(news, transfer);
  port.on('message', (order: Order) => {
    const { painter } = order;
    if ('start' in order) {
      const process = start(order.start.file, order.start.args, {
        onAnswer: (answer) => tell({ painter, answer }, bytesOf(answer)),
        onEnd: (how) => {
          painters.delete(painter);
          tell({ painter, ended: how });
        },
      });
      painters.set(painter, process);
    } else if ('strip' in order) painters.get(painter)?.send(order.strip);
    else painters.get(painter)?.end();
  });
  port.on('close', () => {
    for (const painter of painters.values()) painter.end();
    painters.clear();
  });
}

/** The memory of a strip, which goes to the thread without a copy where nothing else is in it. */
function bytesOf(answer: PainterAnswer): readonly ArrayBuffer[] {
  if (!('packed' in answer)) return [];
  const { buffer, byteLength } = answer.packed;
  return buffer instanceof ArrayBuffer && buffer.byteLength === byteLength ? [buffer] : [];
}
