/** The application's version, inserted by the build. */
declare const PIPEDRAFT_VERSION: string;

interface ImportMetaEnv {
  /** True under `npm run dev` and in tests; the bundler inserts `false` in every build. */
  readonly DEV: boolean;
}

interface ImportMeta {
  readonly env: ImportMetaEnv;
}
