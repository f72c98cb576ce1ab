declare global {
  // the compiler's library does not include it yet
  interface Window {
    readonly trustedTypes?: {
      createPolicy(name: string, rules: { createScriptURL(url: string): string }): { createScriptURL(url: string): unknown };
    };
  }
}

/** The window's policy blocks scripts that are not trusted. This makes workers from the application's own files trusted. */
const policy = window.trustedTypes?.createPolicy('app-worker', {
  createScriptURL(url) {
    if (new URL(url, location.href).origin !== location.origin) throw new TypeError('A worker is one of the application’s own files.');
    return url;
  },
});

/** Starts a worker. @param url of its script, as the bundler gives it */
export function startWorker(url: string): Worker {
  // the browser takes the policy's result as a URL, but the compiler does not see a string
  const trusted = (policy?.createScriptURL(url) ?? url) as string;
  return new Worker(trusted, { type: 'module' });
}
