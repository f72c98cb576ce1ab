import type { Handlers } from '../ipc/register';
import { evaluationHandlers } from './evaluation';
import { libraryHandlers } from './library';
import { outputHandlers } from './output';
import type { Parts } from './parts';
import { planHandlers } from './plans';
import { windowHandlers } from './window';

/** What answers a window's calls, in a file a domain as src/ipc/ declares them. */
export function handlersOf(parts: Parts): Handlers {
  return {
    ...planHandlers(parts),
    ...evaluationHandlers(parts),
    ...libraryHandlers(parts),
    ...outputHandlers(parts),
    ...windowHandlers(parts),
  };
}
