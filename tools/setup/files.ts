import { createHash } from "node:crypto";
import * as fs from "node:fs";
import * as path from "node:path";

/** Text of a file, or undefined when there is none. Any other failure is thrown. */
export function readIfPresent(file: string): string | undefined {
  try {
    return fs.readFileSync(file, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

/** Writes a file whole or not at all: to a name of this process first, then renamed. Makes the folders above it. */
export function writeWhole(file: string, content: string | Uint8Array, mode = 0o644): void {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  const temporary = `${file}.${process.pid}.tmp`;
  try {
    fs.writeFileSync(temporary, content, { mode });
    fs.renameSync(temporary, file);
  } catch (error) {
    fs.rmSync(temporary, { force: true });
    throw error;
  }
}

/** SHA-256 in hex of texts or bytes, each ended by a zero byte so that their borders count. */
export function sha256(...parts: (string | Uint8Array)[]): string {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part).update("\0");
  return hash.digest("hex");
}

/** SHA-256 in hex of a file's bytes, as `sha256sum` prints it. Reads in pieces of 4 MiB. */
export function sha256OfFile(file: string): string {
  const hash = createHash("sha256");
  const piece = Buffer.allocUnsafe(1 << 22);
  const handle = fs.openSync(file, "r");
  try {
    for (let read; (read = fs.readSync(handle, piece)) > 0;) hash.update(piece.subarray(0, read));
  } finally {
    fs.closeSync(handle);
  }
  return hash.digest("hex");
}
