import { expect } from "chai";
import { readDocument } from "./formats";

const MSH = "MSH|^~\\&|A|B|C|D|20260304||ADT^A01|1|P|2.5";

const rows: [name: string, text: string | Uint8Array, told: string][] = [
  ["a note", "Seen today.", "text"],
  ["a note with a mark at its beginning", "\ufeffSeen today.", "text"],
  ["a JSON object", '{"a": 1}', "json"],
  ["a JSON list", "[1, 2]", "json"],
  ["a FHIR resource", '{"resourceType": "Bundle"}', "fhir"],
  ["HL7 v2", `${MSH}\rPID|1||x||Y`, "hl7v2"],
  ["HL7 v2 with other line ends", `${MSH}\r\nPID|1||x||Y\r\n`, "hl7v2"],
  ["HL7 v2 in the frame of a wire", `\u000b${MSH}\rPID|1||x||Y\r\u001c\r`, "hl7v2"],
  ["HL7 v2 that breaks off within a segment", `${MSH}\rPID|1||x`, "hl7-truncated"],
  ["HL7 v2 that breaks off within a result", `${MSH}\rOBX|1|TX|a||Seen by`, "hl7-truncated"],
  ["segments without a header", "OBX|1|NM|a||1|||||F|F", "hl7-header-broken"],
  ["resources a line each", '{"resourceType":"Patient"}\n{"resourceType":"Group"}\n', "ndjson"],
  ["resources a line each, one broken", '{"resourceType":"Patient"}\n{"resourceType":"Gro', "json-does-not-parse"],
  ["a table", "mrn,name,dob\n12345,Ann Lee,1970-01-02\n", "csv"],
  ["a table with tabs", "mrn\tname\tdob\n12345\tAnn Lee\t1970-01-02", "csv"],
  ["a table whose rows differ", "mrn,name,dob\n12345,Ann Lee,1970-01-02\n1,2\n3,4,5", "csv-rows-uneven"],
  ["a table with a formula", 'mrn,name,dob\n12345,"=HYPERLINK(""x"")",1970-01-02', "csv-formula"],
  ["a table with a phone", "mrn,name,phone\n12345,Ann Lee,+1 312 555 0147", "csv"],
  ["a DICOM header as text", "(0010,0010) PN [Lee^Ann]\n(0010,0020) LO [12345]", "dicom"],
  ["a DICOM header by keywords", "PatientName: Lee^Ann\nPatientID: 12345\nModality: CT\nStudyDate: 20260102", "dicom"],
  ["C-CDA", '<?xml version="1.0"?><ClinicalDocument xmlns="urn:hl7-org:v3"><title>A</title></ClinicalDocument>', "xml"],
  ["XML that breaks off", "<ClinicalDocument><title>A</title>", "xml-does-not-parse"],
  ["XML with entities of its own", '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "xml-document-type"],
  ["a note with a comparison", "<5 mg today, was >10", "text"],
  ["a note with a bracket", "[12/3/2020] Seen today.", "text"],
  ["JSON that is nested deeply", "[".repeat(100_000) + "]".repeat(100_000), "json-too-deep"],
  ["a line of a megabyte", "word ".repeat(250_000), "line-too-long"],
  ["a resource of a type that FHIR has not", '{"resourceType": "Patiend"}', "fhir-resource-type-unknown"],
  ["a ZIP archive", Buffer.from("PK\u0003\u0004aaaa"), "archive"],
  ["a gzip file", Buffer.from([0x1f, 0x8b, 8, 0]), "archive"],
  ["a DICOM file", Buffer.concat([Buffer.alloc(128), Buffer.from("DICM")]), "dicom-file"],
  ["a DICOM file without a preamble", Buffer.from([0x08, 0, 0x05, 0, 0x43, 0x53]), "dicom-file"],
  ["HL7 v2 with five encoding characters", MSH.replace("^~\\&", "^~\\&#"), "hl7v2"],
  ["nothing", "", "empty"],
  ["white space", " \n ", "empty"],
  ["no UTF-8", Buffer.from([0xc3, 0x28]), "not-utf8"],
  ["half a character", Buffer.from("é").subarray(0, 1), "not-utf8"],
  ["bytes of a program", Buffer.from([0x41, 0x00, 0x42]), "control-characters"],
  ["JSON that breaks off", '{"a": ', "json-does-not-parse"],
  ["a resource without a type's name", '{"resourceType": 7}', "fhir-resource-type-unknown"],
  ["a resource with a name that is none", '{"resourceType": "patient record"}', "fhir-resource-type-unknown"],
  ["words that begin as a header does", "MSH and more", "text"],
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
