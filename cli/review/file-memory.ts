import { statSync } from "node:fs";

interface Made<T> {
  readonly seen: string;
  readonly value: T;
}

/** What was made of files, kept as long as a file's size and time of change stay as they were. */
export class FileMemory<T> {
  private readonly made = new Map<string, Made<T>>();

  constructor(private readonly make: (path: string) => T) {}

  /** Throws where there is no file. */
  of(path: string): T {
    const { size, mtimeNs } = statSync(path, { bigint: true });
    const seen = `${size} ${mtimeNs}`;
    const before = this.made.get(path);
    if (before?.seen === seen) return before.value;
    const value = this.make(path);
    this.made.set(path, { seen, value });
    return value;
  }
}
