import type { AddressInfo } from "node:net";
import { createServer, type TLSSocket } from "node:tls";
import { expect } from "chai";
import { madeCertificate } from "../testing/certificate";
import { EICAR } from "../testing/eicar";
import { clamdScanner } from "./clamd";

const UPLOAD = { partner: "north", key: "claims/incoming/north/a.csv", versionId: "v1", scannedAt: "" };

/** What a server does with a connection. */
type Serve = (socket: TLSSocket) => void;

/** Speaks clamd's INSTREAM: reads the chunks to the empty one, then says whether the EICAR string was among their bytes. */
const clamd =
  (limit = Infinity): Serve =>
  (socket) => {
    let [got, begun] = [Buffer.alloc(0), false];
    const file: Buffer[] = [];
    socket.on("data", (piece: Buffer) => {
      got = Buffer.concat([got, piece]);
      if (!begun) {
        const end = got.indexOf(0);
        if (end < 0) return;
        if (got.subarray(0, end).toString() !== "zINSTREAM") return void socket.end("UNKNOWN COMMAND\0");
        [begun, got] = [true, got.subarray(end + 1)];
      }
      while (got.length >= 4 && got.length >= 4 + got.readUInt32BE(0)) {
        const size = got.readUInt32BE(0);
        if (size === 0) {
          const found = Buffer.concat(file).includes(EICAR);
          return void socket.end(found ? "stream: Eicar-Test-Signature FOUND\0" : "stream: OK\0");
        }
        file.push(got.subarray(4, 4 + size));
        got = got.subarray(4 + size);
        if (file.reduce((sum, { length }) => sum + length, 0) > limit)
          return void socket.write("INSTREAM size limit exceeded. ERROR\0");
      }
    });
  };

describe("clamdScanner", () => {
  let [key, cert] = ["", ""];
  before(() => void ({ key, cert } = madeCertificate()));

  /** What the scanner says of these pieces, or the name of its error and what it told. */
  async function scan(
    pieces: Iterable<Buffer> | AsyncIterable<Buffer>,
    serve: Serve,
    { isKnown = true, idleMs = 10_000, longestBytes = 1e9 } = {},
  ): Promise<string> {
    const server = createServer({ key, cert }, (socket) => {
      socket.on("error", () => undefined);
      serve(socket);
    });
    server.on("tlsClientError", () => undefined);
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    const read = async function* (): AsyncGenerator<Buffer> {
      yield* pieces;
    };
    const place = { host: "localhost", port, longestBytes, ...(isKnown && { ca: cert }) };
    const scanner = clamdScanner({ read }, place, idleMs);
    try {
      return await scanner.scan(UPLOAD, undefined);
    } catch (error) {
      return `${(error as Error).name}: ${(error as Error).message}`;
    } finally {
      server.close();
    }
  }

  it("takes for clean what clamd calls so", async () =>
    expect(await scan([Buffer.from("a,b\n"), Buffer.from("1,2\n")], clamd())).to.equal("NO_THREATS_FOUND"));

  it("finds what clamd finds, over the borders of pieces and chunks", async () => {
    const large = Buffer.alloc(65_536 * 3 - 20, "x");
    expect(await scan([large, Buffer.from(EICAR)], clamd())).to.equal("THREATS_FOUND");
    expect(await scan([Buffer.concat([large, Buffer.from(EICAR), large])], clamd())).to.equal("THREATS_FOUND");
    const middle = EICAR.length / 2;
    expect(await scan([Buffer.from(EICAR.slice(0, middle)), Buffer.from(EICAR.slice(middle))], clamd())).to.equal(
      "THREATS_FOUND",
    );
  });

  it("scans a file without a byte", async () => expect(await scan([], clamd())).to.equal("NO_THREATS_FOUND"));

  it("takes nothing for clean that clamd did not read to its end", async () => {
    const endless = async function* (): AsyncGenerator<Buffer> {
      for (let at = 0; at < 10_000; at += 1) yield Buffer.alloc(65_536);
    };
    expect(await scan(endless(), clamd(200_000))).to.equal("FAILED");
    expect(await scan(endless(), clamd(), { longestBytes: 200_000 })).to.equal("FAILED");
  });

  for (const reply of ["stream: OK, I think", "OK", "", "stream: ERROR", "stream: FOUND", "PONG"]) {
    it(`takes the answer "${reply}" for no clean one`, async () =>
      expect(await scan([Buffer.from("a")], (socket) => void socket.end(`${reply}\0`))).to.equal("FAILED"));
  }

  it("is down, and says nothing is clean, where there is no answer", async () => {
    expect(await scan([Buffer.from("a")], (socket) => void socket.end("stream: OK"))).to.match(/^ScannerDown: /);
    expect(await scan([Buffer.from("a")], (socket) => void socket.destroy())).to.match(/^ScannerDown: /);
    expect(await scan([Buffer.from("a")], () => undefined, { idleMs: 50 })).to.match(/^ScannerDown: .*in time$/);
    expect(await scan([Buffer.from("a")], (socket) => void socket.write("x".repeat(5000)))).to.match(/^ScannerDown: /);
  });

  it("is down where nobody listens", async () => {
    const scanner = clamdScanner(
      { read: async function* () {} },
      { host: "localhost", port: 1, longestBytes: 1, ca: cert },
    );
    const error = await scanner.scan(UPLOAD, undefined).catch((thrown: Error) => thrown);
    expect(error).to.have.property("name", "ScannerDown");
  });

  it("speaks to nobody whose certificate it does not know", async () =>
    expect(await scan([Buffer.from("a")], clamd(), { isKnown: false })).to.match(/^ScannerDown: .*CERT/));

  it("fails as the reading of the file does", async () => {
    const broken = async function* (): AsyncGenerator<Buffer> {
      yield Buffer.from("a");
      throw Object.assign(new Error("slow"), { name: "SlowDown" });
    };
    expect(await scan(broken(), clamd())).to.equal("SlowDown: slow");
  });
});
