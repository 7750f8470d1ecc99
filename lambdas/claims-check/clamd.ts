import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { connect, type ConnectionOptions, type TLSSocket } from "node:tls";
import type { Scan } from "./core";
import type { Scanner, Uploads } from "./ports";

/** The scanner could not be asked, or gave no answer: nobody knows what a file is, and a later try may tell. */
export class ScannerDown extends Error {
  override readonly name = "ScannerDown";
}

export interface ClamdPlace {
  readonly host: string;
  readonly port: number;
  /** Certificate of the authority that signed the server's, in PEM; left out, those that Node trusts count. */
  readonly ca?: string;
}

/** Milliseconds without a byte either way after which nobody waits any longer: clamd scans once all has come, at 20 MB/s and more. */
const IDLE_MS = 120_000;
/** Bytes of a chunk; clamd takes those up to its StreamMaxLength. */
const CHUNK = 65_536;
const LONGEST_REPLY = 4096;

/**
 * ClamAV's clamd by its command INSTREAM (clamd(8), "Commands"), over TLS alone as the files are patients': clamd speaks none itself, so
 * something in front of it has to end TLS. Its StreamMaxLength has to be as large as the largest file; what is larger is not clean.
 */
export function clamdScanner(uploads: Pick<Uploads, "read">, place: ClamdPlace, idleMs = IDLE_MS): Scanner {
  const options: ConnectionOptions = { ...place, servername: place.host, minVersion: "TLSv1.2" };
  return {
    scan: async (upload) => {
      const socket = connect(options);
      try {
        return verdictIn(await ask(socket, uploads.read(upload), idleMs));
      } finally {
        socket.destroy();
      }
    },
  };
}

async function ask(socket: TLSSocket, pieces: AsyncIterable<Uint8Array>, idleMs: number): Promise<string> {
  const answered = new Promise<string>((resolve, reject) => {
    let reply = "";
    // What went wrong is told by its code alone: no text of others comes along.
    const fail = (why: string): void => reject(new ScannerDown(`the malware scanner ${why}`));
    socket.on("data", (piece: Buffer) => {
      reply += piece.toString("latin1");
      if (reply.includes("\0")) resolve(reply.slice(0, reply.indexOf("\0")));
      else if (reply.length > LONGEST_REPLY) fail("gave no end of an answer");
    });
    socket.on("error", (error: NodeJS.ErrnoException) => fail(`can't be reached: ${error.code ?? "no code"}`));
    socket.on("close", () => fail("closed the connection without an answer"));
    socket.setTimeout(idleMs, () => fail("gave no answer in time"));
  });
  answered.catch(() => undefined);
  const source = Readable.from(framed(pieces));
  /** An error of the file's own reading; one of the socket's is the scanner's, and told above. */
  const unread = new Promise<never>((_, reject) => source.once("error", reject));
  unread.catch(() => undefined);
  const sent = pipeline(source, socket, { end: false });
  sent.catch(() => undefined);
  // An answer may come before all is sent: the file is too large for clamd.
  return Promise.race([answered, unread]);
}

async function* framed(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  yield Buffer.from("zINSTREAM\0");
  for await (const piece of pieces) {
    for (let at = 0; at < piece.length; at += CHUNK) {
      const chunk = piece.subarray(at, at + CHUNK);
      yield Buffer.concat([length(chunk.length), chunk]);
    }
  }
  yield length(0);
}

function length(bytes: number): Buffer {
  const field = Buffer.alloc(4);
  field.writeUInt32BE(bytes);
  return field;
}

/** Only what says so is clean; an error of clamd's, such as a file above its limit, and what nobody knows is not. */
function verdictIn(reply: string): Scan {
  if (reply === "stream: OK") return "NO_THREATS_FOUND";
  return /^stream: .+ FOUND$/.test(reply) ? "THREATS_FOUND" : "FAILED";
}
