import { expect } from "chai";
import fc from "fast-check";
import { escaped, unescaped } from "./escapes";
import { Hl7Fault } from "./fault";
import { readMessage, writeMessage, type Message } from "./message";
import { separatorsOf, USUAL } from "./separators";
import { messagesIn, type Framed } from "./stream";
import { readersOf } from "./value";

/** Made up. */
const HEADER = "MSH|^~\\&|LAB|NORTH|EHR|NORTH|20260304101500-0500||ORU^R01^ORU_R01|c-1|P|2.5.1";
const PID = "PID|1||4711^^^NORTH^MR~99^^^SOUTH&1.2.3&ISO^PI||Roe^Jane^^^^^L";
const text = (...segments: string[]): string => [HEADER, ...segments].join("\r");

const faultOf = (run: () => unknown): object => {
  try {
    run();
  } catch (error) {
    if (error instanceof Hl7Fault) return { fault: error.fault, ...error.where };
    throw error;
  }
  return {};
};

describe("readMessage", () => {
  it("reads header, type, version and fields by their numbers", () => {
    const message = readMessage(text(PID));
    expect(message).to.include({ type: "ORU", event: "R01", controlId: "c-1", version: "2.5.1" });
    const [header, pid] = readersOf(message);
    expect(header?.text(2)).to.equal(undefined);
    expect(header?.text(9, 3)).to.equal("ORU_R01");
    expect(pid?.values(3).map((value) => [value.get(1), value.get(4, 1), value.get(4, 2), value.get(5)])).to.deep.equal(
      [
        ["4711", "NORTH", undefined, "MR"],
        ["99", "SOUTH", "1.2.3", "PI"],
      ],
    );
  });

  it("takes the separators that the header names", () => {
    const [, pid] = readersOf(
      readMessage("MSH*:+!%*a*b*c*d*20260304**ADT:A01*1*P*2.3\rPID*1**4711:::N%1.2%ISO:MR+5*Roe!S!"),
    );
    expect(pid?.text(3, 5)).to.equal("MR");
    expect(pid?.values(3)[0]?.get(4, 2)).to.equal("1.2");
    expect(pid?.values(3)[1]?.get(1)).to.equal("5");
    expect(pid?.text(4)).to.equal("Roe:");
  });

  it("joins a segment that ADD continues", () => {
    const [, , obx] = readersOf(readMessage(text(PID, "OBX|1|TX|1^a||first half", "ADD| and second||||||F")));
    expect(obx?.text(5)).to.equal("first half and second");
    expect(obx?.text(11)).to.equal("F");
  });

  it("tells what nobody read, by field and component", () => {
    const [, pid] = readersOf(readMessage(text("PID|1||4711^^^NORTH^MR||Roe^Jane&x|||F")));
    pid?.text(1);
    pid?.text(3);
    pid?.values(5)[0]?.get(1);
    pid?.values(5)[0]?.get(2, 1);
    expect(pid?.unread()).to.deep.equal([
      { where: "PID-3.4" },
      { where: "PID-3.5" },
      { where: "PID-5.2.2" },
      { where: "PID-8" },
    ]);
  });

  const faults: [string, string, object][] = [
    ["nothing", "", { fault: "empty" }],
    ["no header", PID, { fault: "no-header", place: 1 }],
    ["a header that ends at once", "MSH", { fault: "bad-separators", segment: "MSH", place: 1, field: 1 }],
    ["a separator twice", "MSH|^^\\&|a", { fault: "bad-separators", segment: "MSH", place: 1, field: 2 }],
    ["a letter as separator", "MSHa^~\\&a", { fault: "bad-separators", segment: "MSH", place: 1, field: 2 }],
    ["a header cut off", HEADER.slice(0, 60), { fault: "truncated", segment: "MSH", place: 1, field: 10 }],
    ["a header alone", HEADER, { fault: "truncated", segment: "MSH", place: 1 }],
    [
      "no control id",
      `${HEADER.replace("c-1", "")}\r${PID}`,
      { fault: "field-missing", segment: "MSH", place: 1, field: 10 },
    ],
    [
      "another version",
      `${HEADER.replace("2.5.1", "3")}\r${PID}`,
      { fault: "version-not-supported", segment: "MSH", place: 1, field: 12 },
    ],
    ["a line that is no segment", text(PID, "pid|1"), { fault: "bad-segment-name", place: 3 }],
    ["a second header", text(PID, HEADER), { fault: "bad-segment-name", segment: "MSH", place: 3 }],
    ["ADD after nothing", text("ADD|x"), { fault: "continuation-missing", segment: "ADD", place: 2 }],
    ["a NUL", text("PID|1||\u0000"), { fault: "control-character", place: 2 }],
  ];
  for (const [name, message, wanted] of faults) {
    it(`refuses ${name}`, () => expect(faultOf(() => readMessage(message))).to.deep.equal(wanted));
  }

  it("writes what it reads", () => {
    const whole = `${text(PID, "OBX|1|ST|a||b||||||F")}\r`;
    expect(writeMessage(readMessage(whole))).to.equal(whole);
  });

  it("throws nothing but a fault, whatever comes, and never quotes it", () => {
    const piece = fc.oneof(
      fc.constantFrom(HEADER, PID, "\r", "|", "^", "~", "\\", "&", "MSH", "ADD|", '""'),
      fc.string(),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
        const whole = pieces.join("");
        let message: Message | undefined;
        try {
          message = readMessage(whole);
        } catch (error) {
          if (!(error instanceof Hl7Fault)) throw error;
          expect(error.message).to.match(/^[a-z-]+( at ([A-Z][A-Z0-9]{2}(-\d+)?( \(segment \d+\))?|segment \d+))?$/);
        }
        for (const reader of message === undefined ? [] : readersOf(message)) reader.unread();
      }),
      { numRuns: 1000 },
    );
  });
});

describe("escapes", () => {
  const rows: [string, string][] = [
    ["a\\F\\b\\S\\c\\R\\d\\E\\e\\T\\f", "a|b^c~d\\e&f"],
    ["\\X0D\\\\X48C3A9\\", "\rHé"],
    ["\\XE9\\", "é"],
    ["one\\.br\\two\\.sp2\\three", "one\ntwo\n\nthree"],
    ["\\H\\bold\\N\\ \\.in+4\\x", "bold x"],
    ["C:\\scans\\F\\1", "C:\\scans|1"],
    ["half\\", "half\\"],
    ["\\Zlocal\\", "\\Zlocal\\"],
    ["\\P\\", "#"],
  ];
  for (const [value, wanted] of rows) {
    it(`reads ${JSON.stringify(value)}`, () => expect(unescaped(value, USUAL)).to.equal(wanted));
  }

  it("come back as they were, with any separators", () => {
    const separators = fc.constantFrom(USUAL, separatorsOf("MSH*:+!%"), separatorsOf("MSH|^~\\&#"));
    const any = fc.string({
      unit: fc.oneof(
        fc.constantFrom(..."|^~\\&*:+!%#\r\n\t"),
        fc.string({ unit: "binary", minLength: 1, maxLength: 1 }),
      ),
    });
    fc.assert(
      fc.property(any, separators, (given, by) => {
        const value = escaped(given, by);
        expect(unescaped(value, by)).to.equal(given);
        expect(value).to.not.match(/[\r\n]/);
        for (const mark of [by.field, by.component, by.repetition, by.subcomponent]) expect(value).to.not.contain(mark);
      }),
      { numRuns: 200 },
    );
  });
});

describe("messagesIn", () => {
  async function* pieces(whole: string | Buffer, size: number): AsyncGenerator<Uint8Array> {
    const bytes = Buffer.from(whole as string);
    for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
  }
  const framed = async (whole: string | Buffer, size = 7): Promise<Framed[]> => {
    const all: Framed[] = [];
    for await (const one of messagesIn(pieces(whole, size))) all.push(one);
    return all;
  };
  const faults = async (whole: string | Buffer): Promise<(string | undefined)[]> =>
    (await framed(whole)).map((one) => ("fault" in one ? one.fault.fault : undefined));
  const one = text(PID);

  it("parts a file, with any line ends, whatever the pieces", async () => {
    for (const end of ["\r", "\n", "\r\n"]) {
      const whole = [one, one].map((message) => message.replaceAll("\r", end) + end).join(end);
      for (const size of [1, 3, 1000]) {
        expect(await framed(whole, size)).to.deep.equal([
          { index: 1, text: one },
          { index: 2, text: one },
        ]);
      }
    }
  });

  it("reads the frames of a wire and of a batch", async () => {
    expect(await framed(`\u000b${one}\r\u001c\r\u000b${one}\r\u001c\r`)).to.have.length(2);
    const batch = `FHS|^~\\&\rBHS|^~\\&\r${one}\r${one}\rBTS|2\rFTS|1\r`;
    expect(await faults(batch)).to.deep.equal([undefined, undefined]);
  });

  it("joins a message in parts", async () => {
    const [first, second] = [`${HEADER}\r${PID}\rDSC|p-2`, `${HEADER}||p-2\rOBX|1`];
    expect(await framed(`${first}\r${second}`)).to.deep.equal([{ index: 1, text: `${HEADER}\r${PID}\rOBX|1` }]);
    expect(await faults(`${first}\r${one}`)).to.deep.equal(["continuation-missing"]);
    expect(await faults(first)).to.deep.equal(["truncated"]);
  });

  const rows: [string, string | Buffer, string][] = [
    ["a frame without its end", `\u000b${one}\r`, "truncated"],
    ["a batch with less than it counts", `BHS|^~\\&\r${one}\rBTS|2`, "truncated"],
    ["bytes that are no UTF-8", Buffer.from(text("PID|1||\u00e9"), "latin1"), "bad-encoding"],
    [
      "a character set that is not known",
      Buffer.from(text(PID).replace("2.5.1", "2.5.1||||||KS X 1001") + "\u00e9", "latin1"),
      "charset-not-supported",
    ],
  ];
  for (const [name, whole, wanted] of rows) {
    it(`tells of ${name}`, async () => expect(await faults(whole)).to.include(wanted));
  }

  it("reads ISO 8859-1 where the header says so", async () => {
    const whole = `${HEADER}||||||8859/1\rPID|1||4711||M\u00fcller`;
    const [found] = await framed(Buffer.from(whole, "latin1"));
    expect(found).to.deep.equal({ index: 1, text: whole });
  });

  it("passes over a message that is too long, and no other", async () => {
    async function* endless(): AsyncGenerator<Uint8Array> {
      yield Buffer.from(`${HEADER}\rOBX|1|`);
      for (let at = 0; at < 17; at += 1) yield Buffer.alloc(1_000_000, "x");
      yield Buffer.from(`\r${one}\r`);
    }
    const all: Framed[] = [];
    for await (const found of messagesIn(endless())) all.push(found);
    expect(all.map((found) => ("fault" in found ? found.fault.fault : found.index))).to.deep.equal(["too-long", 2]);
  });
});
