import { expect } from "chai";
import { readStructure } from ".";
import { expectMarked } from "./testing/marked";

const MSH =
  "MSH|^~\\&|APP|«facility:North Clinic»|RIS|«facility:West»|«date:20260304101500-0500»||ADT^A01|«other-id:M-771»|P|2.5\r";

const rows: [string, string, Record<string, string>?][] = [
  [
    "a patient: numbers by type, names, addresses, phones; sex and race stay",
    `${MSH}PID|1||«mrn:80012»^^^MAIN^MR~«ssn:219-09-9999»^^^SSA^SS||«patient-name:Doe»^«patient-name:Jane»^«patient-name:Q»^«patient-name:Jr»^Mrs^MD^L|«relative-name:Roe»|«birth-date:19560708»|F||2106-3|«street:1 Elm St»^«street:Apt 2»^«city:Troy»^«state:NY»^«zip:12180»^USA^H^^«county:Rensselaer»||«phone:(518)555-0147»^PRN^PH~^NET^Internet^«email:j.doe@example.org»|^WPN^FX^^1^«fax:518^5550148»|EN|M||«account:A-33»|«ssn:219099999»|«driver-licence:D123»^NY`,
  ],
  [
    "a visit: rooms, staff with numbers, the number of the visit",
    `${MSH}PV1|1|I|«room:ICU»^«room:12»^«room:B»^«facility:North»||||«npi:1234567893»^«provider-name:Hale»^«provider-name:Ivo»^^^DR^MD|«provider-name:Ito, Ken»||MED|||||||||«visit:V-1»|||||||||||||||||||||||||«date:20260101»`,
  ],
  [
    "relatives, insurance and guarantor",
    `${MSH}NK1|1|«relative-name:Doe»^«relative-name:Sam»|SPO|«street:2 Oak»^^«city:Utica»|«phone:5185550100»\rIN1|1|PPO|C1|Acme Mutual||||«health-plan:G-9»||||||||«patient-name:Doe»^«patient-name:Jane»|18|«birth-date:19560708»||||||||||||||||||«health-plan:POL77»|||||||||||||«health-plan:MEM5»\rGT1|1|«account:G1»|«relative-name:Doe»^«relative-name:Al»||«street:3 Ash»|`,
  ],
  [
    "orders and results by the type of their value; diagnoses stay",
    `${MSH}ORC|RE|«accession:P1»|«accession:F1»\rOBR|1|«accession:P1»|«accession:F1»|71046^CXR|||«date:202601021230»|||||||||«npi:1234567893»^«provider-name:Hale»\rOBX|1|NM|718-7^HGB||13.1|g/dL|12-16||||F|||«date:20260102»\rOBX|2|TX|a||‹Seen with Sam.›~‹Stable.›||||||F\rOBX|3|XPN|b||«person-name:Poe»^«person-name:Al»||||||F\rOBX|4|DT|c||«date:20250101»||||||F\rOBX|5|CE|d||‹I10›^‹Hypertension›^‹I9›||||||F\rDG1|1||I10^Hypertension^I10\rNTE|1||‹Called Mr Doe.›`,
  ],
  [
    "who gives care a field off, but no specimen and no test",
    `${MSH}OBR|1|||80048^BASIC METABOLIC^LN|||||||||||«other-id:004777»^«provider-name:RIVERA»^«provider-name:ELENA»^^^DR\rOBR|2|||8100^CLARK TEST^GRACE|||||||||||BLD^Blood^Whole^Venous`,
  ],
  [
    "escape sequences",
    `${MSH}NTE|1||‹Smith \\T\\ Sons\\.br\\at \\X41\\›`,
    { "Smith \\T\\ Sons\\.br\\at \\X41\\": "Smith & Sons\nat A" },
  ],
  ["a line that is no segment", `${MSH}NTE|1||‹Note begins›\r‹and goes on here.›`],
  [
    "segments of one's own and fields that nobody listed",
    `${MSH}ZPI|1|‹Doe, Jane›|‹20260101›\rPID|1||«mrn:1234»||«patient-name:Doe»||||||||||||||||||||||||||||||||||‹more words›`,
  ],
  [
    "an appointment",
    `${MSH}SCH|«visit:S1»|||||‹Follow-up›|||||^^^«date:20260401»^«date:20260402»|«npi:1234567893»^«provider-name:Hale»\rAIP|1||«other-id:77»^«provider-name:Hale»|||«date:20260401»`,
  ],
  ["a part of a message in small letters", "obx|1|tx|a||‹seen well›||||||f"],
];

describe("readHl7", () => {
  for (const [name, text, decoded] of rows) it(`reads ${name}`, () => expectMarked("hl7v2", text, decoded));

  it("takes the separators that the header names, and those of each message of a batch", () => {
    const other =
      "MSH#*!\\$#A#«facility:B Clinic»###«date:20260101»##ADT*A01#«other-id:9x»#P#2.5\rPID#1##«mrn:5512»**x!«mrn:5513»##«patient-name:Doe»*«patient-name:Jane»\r";
    expectMarked("hl7v2", `${other}${MSH}PID|1||«mrn:44»||«patient-name:Roe»^«patient-name:A$B»`);
  });

  it("takes as long for a field of megabytes as for many fields", () => {
    const text = `MSH|^~\\&|A|B|||20260101||ADT|1|P|2.5\rNTE|1||${"a ".repeat(1_000_000)}`;
    expect(readStructure(text, "hl7v2").prose).to.have.length(1);
    expect(readStructure(text.replace(/ /g, "|bc"), "hl7v2").prose).to.not.be.empty;
  });
});
