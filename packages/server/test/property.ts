import fc from "fast-check";

/**
 * fast-check with a fixed seed in CI, so that a run there depends on the change alone. Elsewhere each run draws anew: that is where new
 * counterexamples are found, and each of those gets a test of its own.
 */
if (process.env.CI) fc.configureGlobal({ seed: 20_261_128 });

export default fc;
