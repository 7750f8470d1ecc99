import { expect } from "chai";
import * as fc from "fast-check";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PackInputError } from "./errors";
import type { WaiverStatus } from "./record";
import { waiver } from "./testing/example-pack";
import { parseWaivers, readWaivers } from "./waivers";

const RULES = new Set(["store-encrypted", "store-titled"]);
const TODAY = "2026-02-03";

function read(...entries: unknown[]): WaiverStatus[] {
  return parseWaivers({ waivers: entries }, TODAY, RULES);
}

function problem(entry: unknown): string | undefined {
  const [status] = read(entry);
  return status?.kind === "malformed" ? status.problem : undefined;
}

describe("a waiver entry", () => {
  it("that is complete is in force", () => {
    expect(read(waiver())).to.deep.equal([{ kind: "in-force", waiver: waiver() }]);
  });

  const texts = ["id", "rule", "resource", "reason", "owner", "approver", "compensatingControl", "start", "end"];
  for (const field of texts) {
    for (const [name, value] of [
      ["left out", undefined],
      ["null", null],
      ["empty", ""],
      ["blank", " \t"],
      ["a number", 20260101],
    ] as const) {
      it(`${field} ${name}`, () => {
        const entry: Record<string, unknown> = { ...waiver(), [field]: value };
        if (value === undefined) delete entry[field];
        expect(problem(entry)).to.equal(`${field} must be a text that is not empty`);
      });
    }
  }

  const wrong: readonly [string, unknown, string][] = [
    ["no set of fields", "W-1", "it is not a set of fields"],
    ["a list", [waiver()], "it is not a set of fields"],
    ["nothing at all", null, "it is not a set of fields"],
    ["a day that no month has", waiver({ end: "2026-02-30" }), 'end must be a day as YYYY-MM-DD; got "2026-02-30"'],
    [
      "29 February of a common year",
      waiver({ end: "2026-02-29" }),
      'end must be a day as YYYY-MM-DD; got "2026-02-29"',
    ],
    ["day first", waiver({ start: "22.11.2026" }), 'start must be a day as YYYY-MM-DD; got "22.11.2026"'],
    ["no leading zeros", waiver({ start: "2026-1-1" }), 'start must be a day as YYYY-MM-DD; got "2026-1-1"'],
    ["a time of day", waiver({ end: "2026-03-31T00:00Z" }), 'end must be a day as YYYY-MM-DD; got "2026-03-31T00:00Z"'],
    ["a blank before a day", waiver({ end: " 2026-03-31" }), 'end must be a day as YYYY-MM-DD; got " 2026-03-31"'],
    ["month 13", waiver({ end: "2026-13-01" }), 'end must be a day as YYYY-MM-DD; got "2026-13-01"'],
    ["end before start", waiver({ end: "2025-12-31" }), "end 2025-12-31 is before start 2026-01-01"],
    ["approved by its owner", waiver({ approver: "ann@example.test" }), "approver must be another person than owner"],
    [
      "by the owner in capitals",
      waiver({ approver: " ANN@Example.test " }),
      "approver must be another person than owner",
    ],
    ["an unknown rule", waiver({ rule: "no-such-rule" }), "rule no-such-rule does not exist in this pack"],
    [
      "a name for a URN",
      waiver({ resource: "claims" }),
      "resource must be a URN (urn:pulumi:...) of a resource or a component, or code:<project>/<stack> for what names the waiver in the program",
    ],
    [
      "a pattern for a URN",
      waiver({ resource: "*" }),
      "resource must be a URN (urn:pulumi:...) of a resource or a component, or code:<project>/<stack> for what names the waiver in the program",
    ],
  ];
  for (const [name, entry, expected] of wrong) it(`${name}`, () => expect(problem(entry)).to.equal(expected));

  it("with a field that waivers do not have", () => {
    expect(problem({ ...waiver(), expires: "2026-03-31" })).to.match(
      /^expires is no field of a waiver; the fields are id, rule, /,
    );
  });

  it("is told by its id, or by its place where it has none", () => {
    const statuses = read(waiver({ start: "?" }), { ...waiver(), id: 7 }, "x");
    expect(statuses.map((status) => status.kind === "malformed" && status.id)).to.deep.equal([
      "W-1",
      "entry 2",
      "entry 3",
    ]);
  });

  it("with an id that another one has counts for nothing; the first one holds", () => {
    const statuses = read(waiver(), waiver({ rule: "store-titled" }), waiver({ id: "W-2" }));
    expect(statuses.map(({ kind }) => kind)).to.deep.equal(["in-force", "malformed", "in-force"]);
    expect(statuses[1]).to.include({ id: "W-1", problem: "another waiver has this id" });
  });
});

describe("the days of a waiver", () => {
  const rows: readonly [today: string, kind: WaiverStatus["kind"]][] = [
    ["2025-12-31", "not-begun"],
    ["2026-01-01", "in-force"],
    ["2026-02-15", "in-force"],
    ["2026-03-31", "in-force"],
    ["2026-04-01", "ended"],
  ];
  for (const [today, kind] of rows) {
    it(`on ${today}: ${kind}`, () => {
      expect(parseWaivers({ waivers: [waiver()] }, today, RULES)[0]?.kind).to.equal(kind);
    });
  }

  it("one day alone can be waived", () => {
    const single = waiver({ start: TODAY, end: TODAY });
    expect(read(single)[0]?.kind).to.equal("in-force");
  });

  it("29 February of a leap year is a day", () => {
    expect(read(waiver({ end: "2028-02-29" }))[0]?.kind).to.equal("in-force");
  });

  it("are those of the calendar, for any dates", () => {
    const day = fc
      .date({ min: new Date("2000-01-01"), max: new Date("2099-12-31"), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10));
    fc.assert(
      fc.property(day, day, day, (start, end, today) => {
        const [status] = parseWaivers({ waivers: [waiver({ start, end })] }, today, RULES);
        const expected =
          Date.parse(end) < Date.parse(start)
            ? "malformed"
            : Date.parse(today) < Date.parse(start)
              ? "not-begun"
              : Date.parse(today) > Date.parse(end)
                ? "ended"
                : "in-force";
        expect(status?.kind).to.equal(expected);
      }),
    );
  });
});

it("no entry whatever makes the reader throw, and only a complete one is ever in force", () => {
  const entry = fc.oneof(
    fc.jsonValue(),
    fc.record(
      Object.fromEntries(
        Object.entries(waiver()).map(([key, value]) => [key, fc.oneof(fc.constant(value), fc.jsonValue())]),
      ),
      { requiredKeys: [] },
    ),
  );
  fc.assert(
    fc.property(entry, (content) => {
      const [status] = read(content);
      if (status?.kind !== "in-force") return;
      expect(Object.values(status.waiver).every((value) => typeof value === "string" && value.trim() !== "")).to.equal(
        true,
      );
      expect(Object.keys(status.waiver)).to.have.length(9);
    }),
  );
});

describe("a waiver file", () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "phiguard-waivers-"));
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  function file(text: string): WaiverStatus[] {
    const path = join(folder, "waivers.yaml");
    writeFileSync(path, text);
    return readWaivers(path, true, TODAY, RULES);
  }

  const entry = (start: string, end: string): string => `waivers:
  - id: W-1
    rule: store-encrypted
    resource: urn:pulumi:dev::clinic::test:index/store:Store::claims
    reason: Moves in March
    owner: ann
    approver: bea
    compensatingControl: The store is empty
    start: ${start}
    end: ${end}
`;

  it("takes days with and without quotation marks", () => {
    const plain = file(entry("2026-01-01", "2026-03-31"));
    expect(plain[0]?.kind).to.equal("in-force");
    expect(file(entry('"2026-01-01"', "'2026-03-31'"))).to.deep.equal(plain);
  });

  it("may be JSON", () => {
    expect(file(JSON.stringify({ waivers: [waiver()] }))[0]?.kind).to.equal("in-force");
  });

  const empty: readonly [string, string][] = [
    ["empty", ""],
    ["a comment alone", "# none yet\n"],
    ["waivers: and nothing after it", "waivers:\n"],
    ["an empty list", "waivers: []\n"],
  ];
  for (const [name, text] of empty) it(`${name}: no waiver`, () => expect(file(text)).to.deep.equal([]));

  const refused: readonly [string, string, RegExp][] = [
    ["not YAML", "waivers: [", /^Waiver file .*waivers\.yaml is not YAML: /],
    [
      "a field twice",
      entry("2026-01-01", "2026-03-31").replace("owner: ann", "owner: ann\n    owner: bea"),
      /is not YAML: /,
    ],
    ["a list at the top", "- id: W-1\n", /must hold a list under "waivers"\.$/],
    ["a word", "none\n", /must hold a list under "waivers"\.$/],
    ["another key", "waiver: []\n", /must hold a list under "waivers"\.$/],
    ["a map under waivers", "waivers: { id: W-1 }\n", /must hold a list under "waivers"\.$/],
  ];
  for (const [name, text, message] of refused) {
    it(`${name} is refused in one line`, () => {
      expect(() => file(text))
        .to.throw(PackInputError, message)
        .with.property("message")
        .that.does.not.include("\n");
    });
  }

  it("that is named and is not there is refused; the default one may be missing", () => {
    const missing = join(folder, "nowhere", "waivers.yaml");
    expect(() => readWaivers(missing, true, TODAY, RULES)).to.throw(
      PackInputError,
      `Waiver file ${missing} does not exist.`,
    );
    expect(readWaivers(missing, false, TODAY, RULES)).to.deep.equal([]);
  });

  it("that is a folder is refused, also where it is the default", () => {
    for (const named of [true, false])
      expect(() => readWaivers(folder, named, TODAY, RULES)).to.throw(
        PackInputError,
        `Waiver file ${folder} can't be read (EISDIR).`,
      );
  });
});
