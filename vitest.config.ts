import { svelte } from '@sveltejs/vite-plugin-svelte';
import { svelteTesting } from '@testing-library/svelte/vite';
import { defineConfig } from 'vitest/config';
import { paper } from './build/paper.ts';
import { resources } from './build/resources.ts';

// Properties try many plans; a slow machine is no failure.
// Files share what they import, since loading the engine anew for each took most of the time. Those of the main process are apart: they
// put stand-ins for Electron in its place.
export default defineConfig({
  test: {
    maxWorkers: '100%',
    projects: [
      {
        plugins: [resources(), paper()],
        test: {
          name: 'node',
          globalSetup: ['tests/harness/command-folder.ts'],
          setupFiles: ['tests/harness/seed.ts'],
          testTimeout: 180_000,
          hookTimeout: 60_000,
          environment: 'node',
          isolate: false,
          include: ['tests/**/*.test.ts'],
          exclude: ['tests/renderer/**', 'tests/main/**'],
        },
      },
      {
        plugins: [resources(), paper()],
        test: {
          name: 'main',
          setupFiles: ['tests/harness/seed.ts'],
          testTimeout: 180_000,
          hookTimeout: 60_000,
          environment: 'node',
          include: ['tests/main/**/*.test.ts'],
        },
      },
      {
        plugins: [resources(), svelte(), svelteTesting()],
        test: {
          name: 'renderer',
          setupFiles: ['tests/harness/seed.ts'],
          testTimeout: 180_000,
          hookTimeout: 60_000,
          environment: 'happy-dom',
          isolate: false,
          include: ['tests/renderer/**/*.test.ts'],
        },
      },
    ],
  },
});
