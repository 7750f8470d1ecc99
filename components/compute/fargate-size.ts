const GIB = 1024;
const span = (from: number, to: number): number[] =>
  Array.from({ length: to - from + 1 }, (_, index) => (from + index) * GIB);

/** MiB that Fargate has for each size of processor, in CPU units (ECS Developer Guide, "Task CPU and memory"). */
export const FARGATE_MEMORY_MIB: Readonly<Record<number, readonly number[]>> = {
  256: [512, ...span(1, 2)],
  512: span(1, 4),
  1024: span(2, 8),
  2048: span(4, 16),
  4096: span(8, 30),
};
