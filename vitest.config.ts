import { svelte } from '@sveltejs/vite-plugin-svelte';
import { svelteTesting } from '@testing-library/svelte/vite';
import { defineConfig } from 'vitest/config';
import { resources } from './build/resources.ts';

// Properties try many plans; a slow machine is no failure.
export default defineConfig({
  test: {
    projects: [
      {
        plugins: [resources()],
        test: {
          name: 'node',
          testTimeout: 180_000,
          hookTimeout: 60_000,
          environment: 'node',
          include: ['tests/**/*.test.ts'],
          exclude: ['tests/renderer/**'],
        },
      },
      {
        plugins: [resources(), svelte(), svelteTesting()],
        test: {
          name: 'renderer',
          testTimeout: 180_000,
          hookTimeout: 60_000,
          environment: 'happy-dom',
          include: ['tests/renderer/**/*.test.ts'],
        },
      },
    ],
  },
});
