/** The application's version, put in by the build. */
declare const PIPEDRAFT_VERSION: string;
