import { parentPort } from 'node:worker_threads';
import { PriceBook } from '#engine/catalog';
import { UserError } from '#engine/errors';
import { evaluate } from '#engine/evaluate';
import { applyPacks, type Basis } from '#engine/packs';
import { rules } from '#engine/validate';
import { catalog, icons, scoring } from '#resources';
import type { ExportReply, ExportRequest } from './export-thread';
import { makeExport } from './make-export';

const iconNames = new Set(Object.keys(icons));
let basis: Basis | undefined;

parentPort?.on('message', ({ id, today, basis: files, ...question }: ExportRequest) => {
  const reply = (answer: ExportReply) => parentPort?.postMessage(answer);
  try {
    if (files) {
      const shipped = { catalog, scoring, rules, book: new PriceBook(files.book), packs: [] };
      basis = applyPacks(shipped, files.packs, iconNames).basis;
    }
    if (!basis) throw new Error('A question came before its basis.');
    reply({ id, made: makeExport(question, basis, evaluate({ plan: question.plan, ...basis, today })) });
  } catch (error) {
    if (error instanceof UserError) reply({ id, refused: { problem: error.problem, fix: error.fix } });
    else reply({ id, fault: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }
});
