import fc from 'fast-check';

/**
 * Every run of the tests tries the same plans: a change fails its checks for what it changed, not for a law that another seed would have
 * broken before it. `npm run laws` tries other seeds.
 */
fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(process.env['PIPEDRAFT_SEED'] ?? 1) });
