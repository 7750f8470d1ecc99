import { expect } from "chai";
import { readDocument } from "./formats";

const MSH = "MSH|^~\\&|A|B|C|D|20260304||ADT^A01|1|P|2.5";

const rows: [name: string, text: string | Uint8Array, told: string][] = [
  ["a note", "Seen today.", "text"],
  ["a note with a mark at its beginning", "\ufeffSeen today.", "text"],
  ["a JSON object", '{"a": 1}', "json"],
  ["a JSON list", "[1, 2]", "json"],
  ["a FHIR resource", '{"resourceType": "Bundle"}', "fhir"],
  ["HL7 v2", `${MSH}\rPID|1||x`, "hl7v2"],
  ["HL7 v2 with other line ends", `${MSH}\r\nPID|1||x\r\n`, "hl7v2"],
  ["HL7 v2 with five encoding characters", MSH.replace("^~\\&", "^~\\&#"), "hl7v2"],
  ["nothing", "", "empty"],
  ["white space", " \n ", "empty"],
  ["no UTF-8", Buffer.from([0xc3, 0x28]), "not-utf8"],
  ["half a character", Buffer.from("é").subarray(0, 1), "not-utf8"],
  ["bytes of a program", Buffer.from([0x41, 0x00, 0x42]), "control-characters"],
  ["JSON that breaks off", '{"a": ', "json-does-not-parse"],
  ["a resource without a type's name", '{"resourceType": 7}', "fhir-resource-type-unknown"],
  ["a resource with a name that is none", '{"resourceType": "patient record"}', "fhir-resource-type-unknown"],
  ["HL7 without separators", "MSH and more", "hl7-header-broken"],
  ["HL7 with one separator twice", MSH.replace("^~\\&", "^^\\&"), "hl7-header-broken"],
  ["HL7 without a type", MSH.replace("ADT^A01", ""), "hl7-header-broken"],
  ["HL7 without a version", MSH.replace("2.5", ""), "hl7-header-broken"],
  ["HL7 with a line that is no segment", `${MSH}\rand so on`, "hl7-segment-broken"],
];

describe("readDocument", () => {
  for (const [name, text, told] of rows) {
    it(`tells ${told} of ${name}`, () => {
      const reading = readDocument(typeof text === "string" ? Buffer.from(text) : text);
      expect(reading.kind === "document" ? reading.format : reading.fault).to.equal(told);
    });
  }
});
