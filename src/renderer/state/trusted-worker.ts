declare global {
  // the compiler's library does not know it yet
  interface Window {
    readonly trustedTypes?: {
      createPolicy(name: string, rules: { createScriptURL(url: string): string }): { createScriptURL(url: string): unknown };
    };
  }
}

/** The window's policy lets nothing run that has not been vouched for; this vouches for workers that are the application's own files. */
const policy = window.trustedTypes?.createPolicy('app-worker', {
  createScriptURL(url) {
    if (new URL(url, location.href).origin !== location.origin) throw new TypeError('A worker is one of the application’s own files.');
    return url;
  },
});

/** Starts a worker. @param url of its script, as the bundler gives it */
export function startWorker(url: string): Worker {
  // what the policy gives is a URL to the browser, and no string to the compiler
  const trusted = (policy?.createScriptURL(url) ?? url) as string;
  return new Worker(trusted, { type: 'module' });
}
