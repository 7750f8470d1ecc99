import { expect } from "chai";
import { zipSync } from "fflate";
import { startClamd, type TestClamd } from "../testing/clamd";
import { EICAR } from "../testing/eicar";
import { clamdScanner } from "./clamd";
import type { Scan } from "./core";

const UPLOAD = { partner: "north", key: "claims/incoming/north/a.csv", versionId: "v1", scannedAt: "" };
const LONGEST = 4 * 1024 * 1024;

describe("D2: clamdScanner with ClamAV itself", () => {
  let clamd: TestClamd;
  before(async () => void (clamd = await startClamd(LONGEST)));
  after(() => clamd.stop());

  const scan = (pieces: Iterable<Buffer> | AsyncIterable<Buffer>): Promise<Scan | undefined> => {
    const read = async function* (): AsyncGenerator<Buffer> {
      yield* pieces;
    };
    const place = { host: "localhost", port: clamd.port, ca: clamd.ca, longestBytes: LONGEST };
    return clamdScanner({ read }, place, 20_000).scan(UPLOAD, undefined);
  };
  const claims = Buffer.from("claim_id,member_id\nC-1,M-1\n".repeat(5000));
  const eicar = Buffer.from(EICAR);

  const rows: readonly [string, Buffer[], Scan][] = [
    ["an empty file", [], "NO_THREATS_FOUND"],
    ["a file of claims", [claims], "NO_THREATS_FOUND"],
    ["EICAR's test file", [eicar], "THREATS_FOUND"],
    ["EICAR's test file in two pieces", [eicar.subarray(0, 30), eicar.subarray(30)], "THREATS_FOUND"],
    ["EICAR's text amid claims", [claims, eicar, claims], "THREATS_FOUND"],
    ["EICAR's test file in an archive", [Buffer.from(zipSync({ "a.csv": eicar }))], "THREATS_FOUND"],
    ["a file above what clamd takes", [Buffer.alloc(2 * LONGEST, "x")], "FAILED"],
    ["a file of which clamd reads a part", [Buffer.alloc(LONGEST / 2, "x"), eicar], "FAILED"],
  ];
  for (const [name, pieces, wanted] of rows) {
    it(`${name}: ${wanted}`, async () => expect(await scan(pieces)).to.equal(wanted));
  }

  it("is down, and says nothing is clean, where clamd dies in the midst of a file and after", async () => {
    const dying = async function* (): AsyncGenerator<Buffer> {
      yield claims;
      clamd.kill();
      await new Promise((resolve) => setTimeout(resolve, 200));
      yield claims;
    };
    for (const pieces of [dying(), [claims]]) {
      const error = await scan(pieces).catch((thrown: Error) => thrown);
      expect(error).to.have.property("name", "ScannerDown");
    }
  });
});
