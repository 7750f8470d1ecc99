import { expect } from "chai";
import { dicomJson, type JsonInstance } from "./dicom-json";
import { imageSetMetadata, type ImageSetMetadata } from "./image-set";

const SERIES = "1.2.3.2";

/** One instance of somebody made up, with these attributes. */
function converted(DICOM: object, DICOMVRs: object = {}): JsonInstance {
  const metadata = imageSetMetadata(
    JSON.stringify({
      Patient: { DICOM: { PatientID: "made-up" } },
      Study: {
        DICOM: { StudyID: "1" },
        Series: { [SERIES]: { DICOM: { Modality: "CT" }, Instances: { "1.2.3.3": { DICOM, DICOMVRs } } } },
      },
    }),
  ) as ImageSetMetadata;
  const [instance] = dicomJson(metadata, SERIES) ?? [];
  return instance ?? {};
}

describe("DICOM JSON", () => {
  const rows: readonly [what: string, name: string, value: unknown, tag: string, attribute: object, vr?: string][] = [
    ["a code", "PhotometricInterpretation", "RGB", "00280004", { vr: "CS", Value: ["RGB"] }],
    ["several values", "ImageType", ["ORIGINAL", "PRIMARY"], "00080008", { vr: "CS", Value: ["ORIGINAL", "PRIMARY"] }],
    ["values in one text", "PixelSpacing", "0.5\\0.25", "00280030", { vr: "DS", Value: [0.5, 0.25] }],
    ["one empty value of two", "ImageType", "\\PRIMARY", "00080008", { vr: "CS", Value: [null, "PRIMARY"] }],
    ["a number", "Rows", 512, "00280010", { vr: "US", Value: [512] }],
    ["a number in words", "InstanceNumber", "7", "00200013", { vr: "IS", Value: [7] }],
    ["what is no number", "InstanceNumber", "seven", "00200013", { vr: "IS", Value: ["seven"] }],
    ["nothing", "PatientSex", null, "00100040", { vr: "CS" }],
    ["an empty text", "PatientSex", "", "00100040", { vr: "CS" }],
    ["a backslash of a text", "ImageComments", "a\\b", "00204000", { vr: "LT", Value: ["a\\b"] }],
    ["a name", "PatientName", "Doe^Jo", "00100010", { vr: "PN", Value: [{ Alphabetic: "Doe^Jo" }] }],
    [
      "a name in two scripts",
      "PatientName",
      "Doe^Jo==Do",
      "00100010",
      { vr: "PN", Value: [{ Alphabetic: "Doe^Jo", Phonetic: "Do" }] },
    ],
    ["either sign, above", "SmallestImagePixelValue", 3, "00280106", { vr: "US", Value: [3] }],
    ["either sign, below", "SmallestImagePixelValue", -3, "00280106", { vr: "SS", Value: [-3] }],
    ["what the store says", "SmallestImagePixelValue", 3, "00280106", { vr: "SS", Value: [3] }, "SS"],
    ["bytes", "RedPaletteColorLookupTableData", "AAE=", "00281201", { vr: "OW", InlineBinary: "AAE=" }],
    ["a private attribute", "00091001", "made up", "00091001", { vr: "LO", Value: ["made up"] }, "LO"],
    ["one of unknown kind", "0009100a", "AAE=", "0009100A", { vr: "UN", InlineBinary: "AAE=" }],
    [
      "a sequence",
      "ReferencedImageSequence",
      [{ ReferencedSOPInstanceUID: "1.2.3.9" }],
      "00081140",
      { vr: "SQ", Value: [{ "00081155": { vr: "UI", Value: ["1.2.3.9"] } }] },
    ],
    ["a sequence of nothing", "ReferencedImageSequence", [], "00081140", { vr: "SQ" }],
  ];
  for (const [what, name, value, tag, attribute, vr] of rows) {
    it(`has ${what}: ${name}`, () => {
      expect(converted({ [name]: value }, vr === undefined ? {} : { [name]: vr })[tag]).to.deep.equal(attribute);
    });
  }

  it("gives each instance what patient, study and series have, in the order of the tags", () => {
    expect(Object.keys(converted({ SOPInstanceUID: "1.2.3.3" }))).to.deep.equal([
      "00080018",
      "00080060",
      "00100020",
      "00200010",
    ]);
  });

  it("leaves out what has no tag", () => {
    expect(converted({ NotInTheStandard: "x", constructor: "x" })).to.have.all.keys("00080060", "00100020", "00200010");
  });

  it("ends at sequences without end", () => {
    let item: object = { CodeValue: "x" };
    for (let depth = 0; depth < 2_000; depth++) item = { ConceptCodeSequence: [item] };
    expect(JSON.stringify(converted(item)).match(/SQ/g)).to.have.length(65);
  });

  it("has nothing of a series that is not there", () => {
    const metadata = imageSetMetadata('{"Study":{}}') as ImageSetMetadata;
    expect(dicomJson(metadata, "1.2")).to.equal(undefined);
    expect(dicomJson(metadata, "constructor")).to.equal(undefined);
  });
});
