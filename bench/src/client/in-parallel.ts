/** Runs `task` for 0 … `count` − 1, at most `width` at a time, and gives the milliseconds that all of them took together. */
export async function inParallel(
  count: number,
  width: number,
  task: (index: number) => Promise<void>,
): Promise<number> {
  let next = 0;
  const began = performance.now();
  const worker = async () => {
    for (let index = next++; index < count; index = next++) await task(index);
  };
  await Promise.all(Array.from({ length: Math.min(width, count) }, worker));
  return performance.now() - began;
}
