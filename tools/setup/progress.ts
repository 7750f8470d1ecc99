import pc from "picocolors";

const TICK_MS = 10_000;

/** Where set-up says what it does: standard error, so that standard output stays the command's own. */
export interface Progress {
  /** One line, at once. */
  note(text: string): void;
  /** Says what starts, how long it has taken every ten seconds (on a terminal: in place), and that it is done. */
  during<T>(text: string, work: () => Promise<T>): Promise<T>;
}

/** @param stream a terminal gets one line that is renewed; anything else gets a line every ten seconds. */
export function progressTo(stream: NodeJS.WriteStream = process.stderr): Progress {
  const name = stream.isTTY ? pc.bold("phiguard") : "phiguard";
  const write = (text: string): void => void stream.write(`${name}: ${text}\n`);
  return {
    note: write,
    async during(text, work) {
      const start = Date.now();
      if (!stream.isTTY) write(text);
      const show = (): void => {
        const line = `${text} (${duration(Date.now() - start)})`;
        if (stream.isTTY) stream.write(`\r${name}: ${line}\u001b[K`);
        else write(line);
      };
      if (stream.isTTY) show();
      const timer = setInterval(show, stream.isTTY ? 1000 : TICK_MS);
      try {
        const result = await work();
        if (stream.isTTY) stream.write(`\r${name}: ${text}: done in ${duration(Date.now() - start)}\u001b[K\n`);
        return result;
      } catch (error) {
        if (stream.isTTY) stream.write("\n");
        throw error;
      } finally {
        clearInterval(timer);
      }
    },
  };
}

/** Milliseconds as `7 s` or `4 min 05 s`. */
export function duration(ms: number): string {
  const seconds = Math.round(ms / 1000);
  if (seconds < 60) return `${seconds} s`;
  return `${Math.floor(seconds / 60)} min ${String(seconds % 60).padStart(2, "0")} s`;
}
