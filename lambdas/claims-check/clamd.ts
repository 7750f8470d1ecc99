import { connect, type ConnectionOptions, type TLSSocket } from "node:tls";
import type { ClamdPlace } from "./contract";
import type { Scan } from "./core";
import type { Scanner, Uploads } from "./ports";

/** The scanner could not be asked, or gave no answer: nobody knows what a file is, and a later try may tell. */
export class ScannerDown extends Error {
  override readonly name = "ScannerDown";
}

/** Milliseconds without a byte either way after which nobody waits any longer: clamd scans once all has come, at 20 MB/s and more. */
const IDLE_MS = 120_000;
/** Bytes of a chunk; clamd takes those up to its StreamMaxLength. */
const CHUNK = 65_536;
const LONGEST_REPLY = 4096;
/** What clamd itself says of a file above its limit. */
const TOO_LARGE = "INSTREAM size limit exceeded. ERROR";

/**
 * ClamAV's clamd by its command INSTREAM (clamd(8), "Commands"), over TLS alone as the files are patients': clamd speaks none itself, so
 * something in front of it has to end TLS. It has to have `AlertExceedsMax yes`: without it, clamd calls clean what it did not read to the end.
 */
export function clamdScanner(uploads: Pick<Uploads, "read">, place: ClamdPlace, idleMs = IDLE_MS): Scanner {
  const { longestBytes, ...server } = place;
  const options: ConnectionOptions = { ...server, servername: place.host, minVersion: "TLSv1.2" };
  return {
    scan: async (upload) => {
      const socket = connect(options);
      try {
        return verdictIn(await ask(socket, uploads.read(upload), longestBytes, idleMs));
      } finally {
        socket.destroy();
      }
    },
  };
}

async function ask(
  socket: TLSSocket,
  pieces: AsyncIterable<Uint8Array>,
  longestBytes: number,
  idleMs: number,
): Promise<string> {
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
  const write = async (frame: Buffer): Promise<void> => {
    if (!socket.write(frame)) await Promise.race([new Promise((resolve) => socket.once("drain", resolve)), answered]);
  };
  const send = async (): Promise<string> => {
    await write(Buffer.from("zINSTREAM\0"));
    let bytes = 0;
    for await (const piece of pieces) {
      bytes += piece.length;
      if (bytes > longestBytes) return TOO_LARGE;
      for (let at = 0; at < piece.length; at += CHUNK) {
        const chunk = piece.subarray(at, at + CHUNK);
        // clamd may answer and close before all is sent, where its limit is another than we were told.
        if (!socket.writable) return answered;
        await write(Buffer.concat([length(chunk.length), chunk]));
      }
    }
    await write(length(0));
    return answered;
  };
  return Promise.race([answered, send()]);
}

function length(bytes: number): Buffer {
  const field = Buffer.alloc(4);
  field.writeUInt32BE(bytes);
  return field;
}

/** Only what says so is clean; an error of clamd's, a file that it did not read to the end, and what nobody knows is not. */
function verdictIn(reply: string): Scan {
  if (reply === "stream: OK") return "NO_THREATS_FOUND";
  if (reply.startsWith("stream: Heuristics.Limits.Exceeded")) return "FAILED";
  return /^stream: .+ FOUND$/.test(reply) ? "THREATS_FOUND" : "FAILED";
}
