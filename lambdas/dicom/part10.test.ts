import { expect } from "chai";
import { LARGEST_FILE_BYTES, readPart10, type Fault } from "./part10";
import { MADE, part10File, type MadeTags } from "./testing/part10-file";

const read = (tags: MadeTags): ReturnType<typeof readPart10> => {
  const file = part10File(tags);
  return readPart10(file, file.length);
};

describe("readPart10", () => {
  const taken: [string, MadeTags][] = [
    ["explicit VR", {}],
    ["implicit VR", { transferSyntax: "1.2.840.10008.1.2" }],
    ["JPEG 2000", { transferSyntax: "1.2.840.10008.1.2.4.90" }],
    ["a zero as component", { study: "1.2.0.4" }],
    ["the longest UID", { study: `1.${"2".repeat(62)}` }],
  ];
  for (const [name, tags] of taken) {
    it(`takes ${name}`, () => {
      const { transferSyntax, study, series, instance } = { ...MADE, ...tags };
      expect(read(tags)).to.deep.equal({
        kind: "instance",
        instance: { studyUid: study, seriesUid: series, instanceUid: instance, transferSyntaxUid: transferSyntax },
      });
    });
  }

  const refused: [string, MadeTags, Fault][] = [
    ["no study", { study: "" }, "required-tag-missing"],
    ["no series", { series: "" }, "required-tag-missing"],
    ["no instance", { instance: "" }, "required-tag-missing"],
    ["no class", { sopClass: "" }, "required-tag-missing"],
    ["a UID with letters", { study: "1.2.a" }, "malformed-uid"],
    ["a UID one digit too long", { study: `1.${"2".repeat(63)}` }, "malformed-uid"],
    ["a leading zero", { study: "1.02" }, "malformed-uid"],
    ["a deflated data set", { transferSyntax: "1.2.840.10008.1.2.1.99" }, "transfer-syntax-not-supported"],
  ];
  for (const [name, tags, fault] of refused) {
    it(`refuses ${name}`, () => expect(read(tags)).to.deep.equal({ kind: "refused", fault }));
  }

  const good = part10File();
  const broken: [string, Uint8Array, number, Fault][] = [
    ["nothing", new Uint8Array(), 0, "empty"],
    ["a text", Buffer.from("not an image"), 12, "not-dicom"],
    ["132 bytes of zeros", Buffer.alloc(132), 132, "not-dicom"],
    ["a file cut in its tags", good.subarray(0, 190), 190, "unreadable"],
    ["more than 4 GiB", good, LARGEST_FILE_BYTES + 1, "too-large"],
  ];
  for (const [name, head, size, fault] of broken) {
    it(`refuses ${name}`, () => expect(readPart10(head, size)).to.deep.equal({ kind: "refused", fault }));
  }

  it("never throws, wherever a file is cut or damaged", () => {
    for (let at = 0; at < good.length; at++) {
      expect(readPart10(good.subarray(0, at), at).kind).to.be.oneOf(["refused", "instance"]);
      const damaged = Buffer.from(good);
      damaged[at] = 0xff;
      expect(() => readPart10(damaged, damaged.length)).to.not.throw();
    }
  });
});
