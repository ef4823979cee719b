/** How long the processor worked on something, which does not count what else the machine had to do meanwhile. */
export function processorMsOf(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/**
 * How many times as much a long text costs as short ones that are as long together: 1 where work grows with the length, and as
 * many as there are short ones where it grows with the square. Of five measurements the least, since what disturbs one only adds.
 */
export function growthOf(work: (text: string) => void, textOf: (length: number) => string): number {
  const [long, short] = [textOf(SHORT_LENGTH * SHORT_TEXTS), textOf(SHORT_LENGTH)];
  const leastMs = (measured: () => void) => Math.min(...Array.from({ length: 5 }, () => processorMsOf(measured)));
  const shortMs = leastMs(() => {
    for (let text = 0; text < SHORT_TEXTS; text += 1) work(short);
  });
  return leastMs(() => work(long)) / shortMs;
}

const SHORT_LENGTH = 4_000;
const SHORT_TEXTS = 16;
