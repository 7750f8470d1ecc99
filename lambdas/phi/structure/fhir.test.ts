import { expect } from "chai";
import { readStructure } from ".";
import { expectMarked } from "./testing/marked";

const UUID = "«uuid:aaceb8db-d7b5-433b-8bbb-96db9eb68cd8»";

const rows: [string, string, Record<string, string>?][] = [
  [
    "a patient: names, contacts, addresses, numbers by type and system, birth; codes and systems stay",
    `{"resourceType":"Patient","id":"${UUID}","meta":{"versionId":"1","lastUpdated":"«date:2026-01-02T03:04:05Z»","profile":["http://hl7.org/fhir/us/core/StructureDefinition/us-core-patient"]},"active":true,"identifier":[{"type":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/v2-0203","code":"MR","display":"Medical Record Number"}]},"system":"http://hospital.example.org","value":"«mrn:80012»"},{"system":"http://hl7.org/fhir/sid/us-ssn","value":"«ssn:219-09-9999»"},{"value":"«health-plan:9X»","type":{"coding":[{"code":"MB"}]}}],"name":[{"use":"official","family":"«patient-name:Doe»","given":["«patient-name:Jane»","«patient-name:Q.»"],"prefix":["Mrs."]}],"telecom":[{"system":"phone","value":"«phone:518-555-0147»","use":"home"},{"system":"fax","value":"«fax:518-555-0148»"},{"value":"«email:j@example.org»"}],"gender":"female","birthDate":"«birth-date:1956-07-08»","deceasedDateTime":"«death-date:2025-01-01»","address":[{"line":["«street:1 Elm St»","«street:Apt 2»"],"city":"«city:Troy»","district":"«county:Rensselaer»","state":"NY","postalCode":"«zip:12180»","country":"US"}],"contact":[{"name":{"text":"«relative-name:Sam Doe»"},"telecom":[{"value":"«phone:518 555 0100»"}]}],"photo":[{"contentType":"image/png","url":"«url:http://x.example.org/p.png»"}]}`,
  ],
  [
    "references: names by what they refer to, conditions as text, numbers of resources",
    `{"resourceType":"Encounter","id":"‹example›","subject":{"reference":"Patient/«other-id:8001»","display":"«patient-name:Doe, Jane»"},"participant":[{"individual":{"reference":"Practitioner/a","display":"«provider-name:Dr. Ivo Hale»"}}],"location":[{"location":{"display":"«facility:North Clinic»"}}],"diagnosis":[{"condition":{"reference":"Condition/c","display":"‹Huntington disease›"}}],"period":{"start":"«date:2026-01-02»","end":"«date:2026-01»"},"serviceProvider":{"display":"«facility:North Health»"}}`,
  ],
  [
    "notes and narratives as text, with their escapes",
    `{"resourceType":"Observation","status":"final","code":{"coding":[{"system":"http://loinc.org","code":"718-7","display":"Hemoglobin"}],"text":"‹Hgb›"},"effectiveDateTime":"«date:2026-01-02»","issued":"«date:2026-01-02T03:04:05.678+01:00»","valueQuantity":{"value":13.1,"unit":"g/dL"},"note":[{"authorString":"‹I. Hale›","time":"«date:2026-01-03»","text":"‹Says \\"well\\"›"}],"text":{"status":"generated","div":"<div xmlns=\\"http://www.w3.org/1999/xhtml\\"><p>‹Jane &amp; Sam›</p></div>"}}`,
    { 'Says \\"well\\"': 'Says "well"', "Jane &amp; Sam": "Jane & Sam" },
  ],
  [
    "extensions, coverage, devices, ages and attachments",
    `[{"resourceType":"Coverage","subscriberId":"«health-plan:S-1»","class":[{"value":"«health-plan:G1»","name":"‹Gold›"}],"payor":[{"display":"«facility:Acme»"}]},{"resourceType":"Device","serialNumber":"«device:SN-1»","udiCarrier":[{"deviceIdentifier":"«device:D1»","carrierHRF":"«device:(01)1»"}]},{"resourceType":"Condition","onsetAge":{"value":«age-over-89:91»,"unit":"years"}},{"resourceType":"Patient","extension":[{"url":"http://hl7.org/fhir/StructureDefinition/patient-mothersMaidenName","valueString":"«relative-name:Roe»"},{"url":"http://a","valueAddress":{"city":"«city:Troy»"}}]},{"resourceType":"DocumentReference","content":[{"attachment":{"contentType":"text/plain","data":"«other-id:SmFuZSBEb2Ugd2FzIHNlZW4gdG9kYXku»","title":"‹Note›"}}]}]`,
  ],
  [
    "a bundle, elements that FHIR has not, and keys of any case",
    `{"resourcetype":"Bundle","timestamp":"«date:2026-01-01T00:00:00Z»","entry":[{"fullurl":"urn:uuid:${UUID}","resource":{"resourcetype":"patient","name":[{"text":"«patient-name:jane doe»"}],"nickname":"‹janie›","birthdate":"«birth-date:1956»"}}]}`,
  ],
  [
    "where an address or a place lies on the map",
    `[{"resourceType":"Patient","address":[{"extension":[{"url":"http://hl7.org/fhir/StructureDefinition/geolocation","extension":[{"url":"latitude","valueDecimal":«street:42.25»},{"url":"longitude","valueDecimal":«street:-71.5»}]}]}]},{"resourceType":"Location","position":{"longitude":«street:-83.69»,"latitude":«street:42.25»}},{"resourceType":"Observation","valueQuantity":{"value":42.25}}]`,
  ],
  [
    "a study of images, by its instances too",
    `{"resourceType":"ImagingStudy","series":[{"uid":"«other-id:1.2.840.99.1»","instance":[{"uid":"urn:oid:«other-id:1.2.840.99.1.7»","sopClass":{"code":"urn:oid:1.2.840.10008.5.1.4.1.1.2"}}]}]}`,
  ],
  [
    "definitions, which are about nobody",
    `{"resourceType":"ValueSet","id":"vs","name":"Colors","publisher":"HL7 Jane","date":"2026-01-01"}`,
  ],
];

describe("readFhir", () => {
  for (const [name, text, decoded] of rows) it(`reads ${name}`, () => expectMarked("fhir", text, decoded));

  it("reads a resource a line", () =>
    expectMarked(
      "ndjson",
      `{"resourceType":"Patient","birthDate":"«birth-date:1956-07-08»"}\n{"resourceType":"Practitioner","name":[{"family":"«provider-name:Hale»"}]}\n`,
    ));

  it("reads what is nested a hundred thousand times, and what breaks off", () => {
    const deep = '{"a":'.repeat(100_000) + '"Jane was here"';
    expect(readStructure(deep, "fhir").prose.map(({ text }) => text)).to.deep.equal(["Jane was here"]);
    expect(
      readStructure('{"resourceType":"Patient","name":[{"family":"Doe","given":["Ja', "fhir").identifiers,
    ).to.have.length(1);
  });
});
