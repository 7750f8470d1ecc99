/** How often the line is written again, in milliseconds. */
const EVERY_MS = 200;

/** A line with a share in percent that is written over; nothing where nobody watches. */
export function progressOn(
  stream: NodeJS.WriteStream,
  what: string,
): { show: (done: number, of: number) => void; end: () => void } {
  let last = Date.now();
  let shown = false;
  return {
    show: (done, of) => {
      if (!stream.isTTY || Date.now() - last < EVERY_MS) return;
      last = Date.now();
      shown = true;
      stream.write(`\r${what}: ${Math.floor((100 * done) / Math.max(of, 1))} %`);
    },
    end: () => {
      if (shown) stream.write("\r\u001b[K");
    },
  };
}
