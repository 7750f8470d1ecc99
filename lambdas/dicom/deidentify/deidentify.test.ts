import { expect } from "chai";
import * as fc from "fast-check";
import { sequence, value } from "../testing/made-file";
import { readFile, writeFile, type Attribute, type DicomFile } from "./data-set";
import { deidentify, type DeidentifyOptions } from "./deidentify";
import { cleanedDescription, DESCRIPTORS, knownParts } from "./descriptors";
import { movedBack } from "./dummy";
import { RULE_COUNT, ruleOf } from "./profile";
import { remappedUid } from "./uid";

const options: DeidentifyOptions = { key: Buffer.alloc(32, 7), dates: "remove", pixels: "keep" };
const IMPLICIT = "1.2.840.10008.1.2";
const EXPLICIT = "1.2.840.10008.1.2.1";
const JPEG = "1.2.840.10008.1.2.4.50";

/** A made-up file: nobody of this name exists. */
function made(syntax = EXPLICIT, more: readonly Attribute[] = []): Uint8Array {
  const implicit = syntax === IMPLICIT;
  const data = [
    value("00080005", "CS", "ISO_IR 100"),
    value("00080016", "UI", "1.2.840.10008.5.1.4.1.1.2"),
    value("00080018", "UI", "1.2.3.3"),
    value("00080020", "DA", "20260301"),
    value("00080050", "SH", "ACC-SECRET"),
    value("00080060", "CS", "CT"),
    value("00080090", "PN", "Secret^Referrer"),
    value("00081030", "LO", "Study of Secret"),
    sequence("00081140", [value("00081150", "UI", "1.2.840.10008.5.1.4.1.1.2"), value("00081155", "UI", "1.2.3.3")]),
    value("00100010", "PN", "Secret^Patient"),
    value("00100020", "LO", "SECRET-1"),
    value("00100030", "DA", "19800101"),
    value("00104000", "LT", "Secret comment"),
    value("0020000D", "UI", "1.2.3.1"),
    value("0020000E", "UI", "1.2.3.2"),
    value("00280010", "US", "\x01\x00"),
    value("00090010", "LO", "SECRET PRIVATE"),
    value("00091001", "LO", "Secret private value"),
    sequence("00400275", [
      value("00400007", "LO", "Secret step"),
      sequence("00400008", [value("00080104", "LO", "Code")]),
    ]),
    value("7FE00010", "OW", "pixels!!"),
    ...more,
  ].sort((a, b) => (a.tag < b.tag ? -1 : 1));
  const file: DicomFile = {
    meta: [
      value("00020002", "UI", "1.2.840.10008.5.1.4.1.1.2"),
      value("00020003", "UI", "1.2.3.3"),
      value("00020010", "UI", syntax),
      value("00020016", "AE", "SECRETAE"),
    ],
    data,
    implicit,
  };
  return writeFile(file);
}

function done(bytes: Uint8Array, changes: Partial<DeidentifyOptions> = {}): Uint8Array {
  const result = deidentify(bytes, { ...options, ...changes });
  if (result.kind === "refused") throw new Error(result.fault);
  return result.bytes;
}

function texts(bytes: Uint8Array): Record<string, string> {
  const { meta, data } = readFile(bytes) as DicomFile;
  return Object.fromEntries(
    [...meta, ...data].map((one) => [
      one.tag,
      one.content.kind === "items"
        ? `${one.content.items.length} items`
        : Buffer.from(one.content.bytes)
            .toString("latin1")
            .replace(/[\0 ]+$/, ""),
    ]),
  );
}

describe("deidentify", () => {
  for (const [name, syntax] of [
    ["explicit", EXPLICIT],
    ["implicit", IMPLICIT],
  ] as const) {
    it(`leaves nothing of the patient in ${name} VR, and all that the image needs`, () => {
      const bytes = done(made(syntax));
      expect(Buffer.from(bytes).toString("latin1"))
        .to.not.match(/secret/i)
        .and.not.contain("1.2.3.");
      const read = texts(bytes);
      expect(read).to.include({
        "00080060": "CT",
        "00080016": "1.2.840.10008.5.1.4.1.1.2",
        "00020010": syntax,
        "7FE00010": "pixels!!",
        "00120062": "YES",
        "00280303": "REMOVED",
        "00100010": "",
        "00080020": "",
      });
      expect(read).to.not.have.any.keys("00081030", "00104000", "00090010", "00091001", "00020016");
    });
  }

  it("remaps UIDs alike wherever they stand, so that references still meet", () => {
    const { data, meta } = readFile(done(made())) as DicomFile;
    const uid = (attributes: readonly Attribute[], tag: string): string => {
      const one = attributes.find((of) => of.tag === tag);
      return one?.content.kind === "value" ? Buffer.from(one.content.bytes).toString("latin1").replace(/\0$/, "") : "";
    };
    const expected = remappedUid("1.2.3.3", options.key);
    const references = data.find(({ tag }) => tag === "00081140")?.content;
    expect(uid(meta, "00020003")).to.equal(expected);
    expect(uid(data, "00080018")).to.equal(expected);
    expect(references?.kind === "items" && uid(references.items[0] ?? [], "00081155")).to.equal(expected);
    expect(uid(data, "0020000D")).to.equal(remappedUid("1.2.3.1", options.key));
  });

  it("gives the same bytes for the same key, and other UIDs for another", () => {
    expect(Buffer.from(done(made())).equals(Buffer.from(done(made())))).to.equal(true);
    const other = texts(done(made(), { key: Buffer.alloc(32, 8) }));
    expect(other["00080018"]).to.not.equal(texts(done(made()))["00080018"]);
  });

  it("moves dates of a patient alike, and keeps what lies between them", () => {
    const read = texts(done(made(EXPLICIT, [value("00080022", "DA", "20260311")]), { dates: "move" }));
    const day = (text = ""): number =>
      Date.parse(`${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}`) / 86_400_000;
    expect(read["00080020"])
      .to.match(/^\d{8}$/)
      .and.not.equal("20260301");
    expect(day(read["00080022"]) - day(read["00080020"])).to.equal(10);
    expect(read["00280303"]).to.equal("MODIFIED");
    expect(movedBack("20260230", 1)).to.equal(undefined);
    expect(movedBack("20260301101112.5+0100", 1)).to.equal("20260228101112.5+0100");
  });

  it("keeps full dates and times where they are asked for, and the birth date never", () => {
    const kept = texts(done(made(EXPLICIT, [value("00080030", "TM", "101500")]), { dates: "keep" }));
    expect(kept["00080020"]).to.equal("20260301");
    expect(kept["00080030"]).to.equal("101500");
    expect(kept["00100030"] ?? "").to.not.contain("1980");
    expect(kept["00280303"]).to.equal("UNMODIFIED");
  });

  it("cleans descriptions where that is asked for, and takes them away where it is not", () => {
    const file = (): Uint8Array =>
      made(EXPLICIT, [value("0008103E", "LO", "CT chest, patient of Secret, call 508-555-0101")]);
    expect(texts(done(file()))["0008103E"]).to.equal(undefined);
    const cleaned = texts(done(file(), { descriptors: "clean" }));
    expect(cleaned["0008103E"]).to.match(/^CT chest/);
    expect(JSON.stringify(cleaned)).to.not.match(/secret|0101/i);
    // What is no description goes as before.
    expect(cleaned["00080050"] ?? "").to.not.contain("ACC");
  });

  const descriptions: [string, string, string | undefined][] = [
    ["words", "CT chest without contrast", "CT chest without contrast"],
    ["a name that the header has", "Thorax Quillon AP", "Thorax * AP"],
    ["a name and nothing else", "QUILLON", undefined],
    ["a number", "Study 20260301 knee", "Study * knee"],
    ["a short number", "MR knee 3D 1.5T", "MR knee 3D 1.5T"],
    ["letters beyond ASCII", "Sch\u00e4del", undefined],
    ["nothing", "", undefined],
  ];
  for (const [name, text, wanted] of descriptions) {
    it(`cleans a description: ${name}`, () =>
      expect(cleanedDescription(text, knownParts([{ vr: "PN", text: "Quillon^Ada" }]))).to.equal(wanted));
  }

  it("cleans items of sequences, however deep, and empties those that a dummy stands for", () => {
    const nested = sequence("00400275", [sequence("00400008", [value("00100010", "PN", "Secret^Deep")])]);
    const content = sequence("0040A730", [value("0040A160", "UT", "Secret text")]);
    const withoutOld = made(EXPLICIT, [content]);
    expect(Buffer.from(done(withoutOld)).toString("latin1")).to.not.match(/secret/i);
    const kept = sequence("00540016", [value("00180031", "LO", "Tracer"), nested]);
    const bytes = done(made(EXPLICIT, [kept]));
    expect(Buffer.from(bytes).toString("latin1"))
      .to.contain("Tracer")
      .and.not.match(/secret/i);
  });

  it("keeps encapsulated pixels as they are, or takes them out", () => {
    const fragments: Attribute = {
      tag: "7FE00010",
      vr: "OB",
      content: {
        kind: "fragments",
        bytes: Buffer.from([
          ...[0xfe, 0xff, 0x00, 0xe0, 0, 0, 0, 0],
          ...[0xfe, 0xff, 0x00, 0xe0, 4, 0, 0, 0, 1, 2, 3, 4],
          ...[0xfe, 0xff, 0xdd, 0xe0, 0, 0, 0, 0],
        ]),
      },
    };
    const file = readFile(made(JPEG)) as DicomFile;
    const bytes = writeFile({ ...file, data: [...file.data.filter(({ tag }) => tag !== "7FE00010"), fragments] });
    const kept = readFile(done(bytes))?.data.find(({ tag }) => tag === "7FE00010")?.content;
    expect(kept?.kind).to.equal("fragments");
    expect(Buffer.from(kept?.kind === "fragments" ? kept.bytes : []).includes(Buffer.from([1, 2, 3, 4]))).to.equal(
      true,
    );
    expect(readFile(done(bytes, { pixels: "strip" }))?.data.some(({ tag }) => tag === "7FE00010")).to.equal(false);
  });

  it("refuses what may show a name in its pixels, unless they go", () => {
    const bytes = made(EXPLICIT, [value("00280301", "CS", "YES")]);
    expect(deidentify(bytes, options)).to.deep.equal({ kind: "refused", fault: "burned-in-annotation" });
    expect(deidentify(bytes, { ...options, pixels: "strip" }).kind).to.equal("file");
  });

  it("refuses what it can't read, and a key that is too short", () => {
    for (const bytes of [new Uint8Array(), Buffer.from("text"), Buffer.alloc(200), made("1.2.840.10008.1.2.2")]) {
      expect(deidentify(bytes, options)).to.deep.equal({ kind: "refused", fault: "unreadable" });
    }
    expect(() => deidentify(made(), { ...options, key: Buffer.alloc(16) })).to.throw(RangeError);
  });

  it("never throws, wherever a file is cut or damaged", () => {
    const good = made();
    for (let at = 0; at < good.length; at += 3) {
      const damaged = Buffer.from(good);
      damaged[at] = 0xff;
      expect(() => deidentify(damaged, options)).to.not.throw();
      expect(() => deidentify(good.subarray(0, at), options)).to.not.throw();
    }
  });
});

describe("the basic profile", () => {
  it("has the rows of the table, and private and repeating groups beside", () => {
    expect(RULE_COUNT).to.be.greaterThan(600);
    const rows: [string, string][] = [
      ["00100010", "empty"],
      ["00100020", "dummy"],
      ["00080018", "uid"],
      ["00081030", "remove"],
      ["00081140", "clean-items"],
      ["00091001", "remove"],
      ["60003000", "remove"],
      ["50000010", "remove"],
      ["00080060", "keep"],
    ];
    for (const [tag, action] of rows) expect(ruleOf(tag).action, tag).to.equal(action);
  });
});

describe("DESCRIPTORS", () => {
  it("are attributes that the basic profile takes away or changes", () => {
    for (const tag of DESCRIPTORS) expect(ruleOf(tag).action, tag).to.be.oneOf(["remove", "empty", "dummy"]);
  });
});

describe("remappedUid", () => {
  it("is a UID of at most 64 characters without leading zeros, another one for each", () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (a, b) => {
        const [one, other] = [a, b].map((uid) => remappedUid(uid, options.key));
        expect(one).to.match(/^2\.25\.[1-9]\d{0,38}$/);
        expect(one === other).to.equal(a === b);
      }),
    );
  });
});
