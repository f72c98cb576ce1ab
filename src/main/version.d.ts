/** The application's version, put in by the build. */
declare const PIPEDRAFT_VERSION: string;

interface ImportMetaEnv {
  /** True under `npm run dev` and in tests; `false`, put in by the bundler, in every build. */
  readonly DEV: boolean;
}

interface ImportMeta {
  readonly env: ImportMetaEnv;
}
