import { expect } from "chai";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { timestampRequest } from "../reports/ledger/timestamp";
import type { LedgerVerdict } from "../reports/ledger/verify";
import { evaluation, run as policyRun } from "../reports/testing/builders";
import { writeSample } from "../reports/testing/sample";
import { runCommand, type Ran } from "./testing/run-command";
import { TimeAuthority } from "./testing/time-authority";

const STAMP = "timestamps/000000000001.tsr";

describe("time stamps of an authority (RFC 3161)", () => {
  let folder: string;
  let authority: TimeAuthority;
  let other: TimeAuthority;
  let url: string;
  const at = (name: string): string => join(folder, name);
  const evidence = (...args: string[]): Promise<Ran> => runCommand("evidence", ...args);
  const seal = (ledger: string, ...args: string[]): Promise<Ran> =>
    evidence("seal", "--ledger", at(ledger), "--key", at("key.pem"), "--evidence", at("evidence"), ...args);
  const verify = (name: string, ...args: string[]): Promise<Ran> => evidence("verify", at(name), ...args);
  const faults = async (name: string): Promise<string[]> =>
    (JSON.parse((await verify(name, "--json")).out) as LedgerVerdict).findings
      .filter(({ weight }) => weight === "fault")
      .map(({ item }) => item);
  const copy = (): string => {
    rmSync(at("copy"), { recursive: true, force: true });
    cpSync(at("ledger"), at("copy"), { recursive: true });
    return "copy";
  };

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "phiguard-time-"));
    for (const name of ["authority", "other"]) mkdirSync(at(name));
    authority = TimeAuthority.make(at("authority"));
    other = TimeAuthority.make(at("other"));
    url = await authority.listen();
    const passed = evaluation();
    await writeSample(at("evidence"), [policyRun([passed]), passed]);
    await evidence("keygen", "--out", at("key.pem"));
    const sealed = await seal("ledger", "--time-authority", url, "--time-certificate", authority.root);
    expect(sealed.error).to.equal("");
    expect(sealed.out).to.match(/Stamped at \S+Z by Test authority\n/);
  });
  after(async () => {
    await authority.close();
    rmSync(folder, { recursive: true, force: true });
  });
  afterEach(() => (authority.instead = undefined));

  it("are what OpenSSL takes for stamps of the head, and of nothing else", () => {
    expect(authority.vouches(at(`ledger/${STAMP}`), at("ledger/heads/000000000001.json"))).to.equal(true);
    expect(authority.vouches(at(`ledger/${STAMP}`), at("key.pem"))).to.equal(false);
  });

  it("are checked without network, by the reader's certificate or as one that nobody vouched for", async () => {
    await authority.close();
    const known = await verify("ledger", "--time-certificate", authority.root);
    expect(known).to.include({ code: 0 });
    expect(known.out).to.match(
      /heads\/000000000001\.json was there at \S+Z: stamped by Test authority, whose certificate you named/,
    );
    expect((await verify("ledger")).out).to.contain("whose certificate you did not name (--time-certificate)");
    expect((await verify("ledger", "--time-certificate", other.root)).out).to.contain(
      "whose certificate you did not name",
    );
    url = await authority.listen();
  });

  it("are self-asserted where no authority was asked, and say so", async () => {
    expect((await seal("plain")).out).to.contain("Its time is self-asserted: no authority stamped it");
    expect((await verify("plain")).out).to.contain("its time is self-asserted: no authority stamped it");
  });

  it("are asked for once a head, and later where none was given", async () => {
    const before = readFileSync(at(`ledger/${STAMP}`));
    expect((await seal("ledger", "--time-authority", url)).out).to.contain("Stamped at");
    expect(readFileSync(at(`ledger/${STAMP}`)).equals(before)).to.equal(true);
    await seal("late");
    expect(existsSync(at(`late/${STAMP}`))).to.equal(false);
    expect((await seal("late", "--time-authority", url)).error).to.equal("");
    expect((await verify("late", "--time-certificate", authority.root)).out).to.contain("whose certificate you named");
  });

  it("are in a report's bundle with the head, and checked there", async () => {
    const made = ["--out", at("report"), "--as-of", "2026-11-22T08:00:00Z", "--key", at("key.pem")];
    await evidence("report", "--ledger", at("ledger"), ...made);
    const { code, out } = await verify("report", "--time-certificate", authority.root);
    expect(code).to.equal(0);
    expect(out).to.contain("stamped by Test authority, whose certificate you named");
    const file = at(`report/ledger/${STAMP}`);
    const changed = readFileSync(file);
    changed[changed.length - 1]! ^= 1;
    writeFileSync(file, changed);
    expect(await faults("report")).to.deep.equal([`ledger/${STAMP}`]);
  });

  it("are found altered, or of another head, by name", async () => {
    const whole = readFileSync(at(`ledger/${STAMP}`));
    for (let index = 0; index < whole.length; index += 29) {
      const changed = Buffer.from(whole);
      changed[index]! ^= 1;
      writeFileSync(at(`${copy()}/${STAMP}`), changed);
      const found = await faults("copy");
      // Some bytes are nobody's: accuracy and serial number are signed, the reply's own frame is not.
      if (found.length > 0) expect(found, String(index)).to.deep.equal([STAMP]);
      else
        expect(authority.vouches(at(`copy/${STAMP}`), at("copy/heads/000000000001.json")), String(index)).to.equal(
          true,
        );
    }
    writeFileSync(
      at(`${copy()}/${STAMP}`),
      authority.reply(timestampRequest(Buffer.from("another head"), Buffer.from([1, 2]))),
    );
    expect(await faults("copy")).to.deep.equal([STAMP]);
    cpSync(at(`ledger/${STAMP}`), at(`${copy()}/timestamps/000000000007.tsr`));
    expect(await faults("copy")).to.deep.equal(["timestamps/000000000007.tsr"]);
  });

  const bad: readonly (readonly [string, () => readonly string[], string])[] = [
    [
      "an answer that is none",
      () => ((authority.instead = { status: 200, body: Buffer.from("time") }), []),
      "is no time stamp that can be read",
    ],
    ["an error", () => ((authority.instead = { status: 503, body: Buffer.alloc(0) }), []), "it answered 503"],
    [
      "an answer to another request",
      () => (
        (authority.instead = {
          status: 200,
          body: authority.reply(timestampRequest(Buffer.from("x"), Buffer.from([9]))),
        }),
        []
      ),
      "is no time stamp of these bytes",
    ],
    [
      "an answer of an authority that is not trusted",
      () => ["--time-certificate", other.root],
      "which your certificate does not vouch for",
    ],
  ];
  for (const [name, spoil, message] of bad) {
    it(`are refused for ${name} in a sentence; the ledger is sealed without`, async () => {
      const ledger = `bad ${name}`;
      const { code, error } = await seal(ledger, "--time-authority", url, ...spoil());
      expect(code).to.equal(1);
      expect(error).to.contain("Sealed, and not stamped.").and.to.contain(message);
      expect(existsSync(at(`${ledger}/${STAMP}`))).to.equal(false);
      expect(await verify(ledger)).to.include({ code: 0 });
    });
  }

  it("are refused for an old answer that is sent again", async () => {
    await seal("again");
    const head = readFileSync(at("again/heads/000000000001.json"));
    authority.instead = { status: 200, body: authority.reply(timestampRequest(head, Buffer.from([5, 5]))) };
    expect((await seal("again", "--time-authority", url)).error).to.contain("is an answer to another request");
  });

  const mistakes: readonly (readonly [string, readonly string[], string])[] = [
    ["an authority that is not there", ["--time-authority", "http://127.0.0.1:1/tsr"], "No time stamp came from"],
    ["an address that is none", ["--time-authority", "time.example.org"], "It must be an address"],
    ["a certificate without an authority", ["--time-certificate", "x.pem"], "needs --time-authority"],
  ];
  for (const [name, args, message] of mistakes) {
    it(`refuse ${name} in a sentence`, async () => {
      const { code, error } = await seal("mistakes", ...args);
      expect(code).to.equal(1);
      expect(error).to.contain(message);
    });
  }
});
