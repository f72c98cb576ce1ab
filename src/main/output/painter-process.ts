import { utilityProcess } from 'electron';
import type { PainterAnswer, StartPainter } from '#paper';

/** Starts a painter of pictures as a process of this application, which has no other way to run a program of Node. */
export const painterProcess: StartPainter = (file, args, { onAnswer, onEnd }) => {
  const child = utilityProcess.fork(file, [...args], { serviceName: 'Pipedraft pictures', stdio: 'ignore' });
  child.on('message', (message: PainterAnswer) => onAnswer(message)); // it comes from our own painter.mjs
  child.on('exit', (code) => onEnd(`exit code ${code}`));
  return { send: (strip) => child.postMessage(strip), end: () => void child.kill() };
};
