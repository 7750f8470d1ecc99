import { expect } from "chai";
import { readStructure } from ".";
import { expectMarked } from "./testing/marked";
import type { Format } from "../formats";

const rows: [string, Format, string, Record<string, string>?][] = [
  [
    "a table by its head",
    "csv",
    'MRN,Patient Name,DOB,ZIP,Phone,Attending,Dx Code,State,Comment\n«mrn:80012»,"«patient-name:Doe, Jane»",«birth-date:1956-07-08»,«zip:12180»,«phone:518-555-0147»,«provider-name:Ivo Hale»,I10,NY,‹Seen with Sam›\n',
  ],
  [
    "cells with quotes and line breaks in them, and semicolons",
    "csv",
    'mrn;note;birth_date\r\n«mrn:1234»;"‹said ""no"";\nleft›";«birth-date:08.07.1956»\r\n',
    { 'said ""no"";\nleft': 'said "no";\nleft' },
  ],
  [
    "a table without a head by most of a column's cells",
    "csv",
    "‹a1›,«date:2026-01-02»,«phone:518-555-0147»,‹ok now›\n‹b2›,«date:2026-01-03»,«phone:518-555-0148»,‹well now›\n‹c3›,«date:2026-01-04»,«phone:518-555-0149»,‹sick now›\n",
  ],
  ["a table of drugs", "csv", "name,dose,route,code\n‹Norvasc›,5 mg,PO,1234567\n‹Xanax›,1 mg,PO,7654321\n"],
  [
    "values that are none of what their head says",
    "csv",
    "mrn,phone,age\n‹see chart›,n/a,«age-over-89:94»\n«mrn:12345»,«phone:5550147»,«age:41»\n",
  ],
  [
    "JSON of any shape by its keys",
    "json",
    '{"patient":{"id":"«mrn:80012»","firstName":"«patient-name:Jane»","last_name":"«patient-name:Doe»","dateOfBirth":"«birth-date:1956-07-08»","sex":"F","address":{"line1":"«street:1 Elm St»","city":"«city:Troy»","zip":«zip:12180»}},"medication":{"name":"‹Norvasc›","code":"123"},"attending":"«provider-name:Ivo Hale»","note":"‹Well.›","emergencyContact":{"name":"«relative-name:Sam Doe»","phone":"«phone:518-555-0147»"},"age":«age:41»,"score":12}',
  ],
  [
    "DICOM's JSON",
    "json",
    '{"00100010":{"vr":"PN","Value":[{"Alphabetic":"«patient-name:Doe^Jane»"}]},"00100030":{"vr":"DA","Value":["«birth-date:19560708»"]},"00080060":{"vr":"CS","Value":["CT"]}}',
  ],
  [
    "DCMTK's dump",
    "dicom",
    "(0008,0020) DA [«date:20260102»]                              #   8, 1 StudyDate\n(0008,0060) CS [CT]                                         #   2, 1 Modality\n(0008,1030) LO [‹CT HEAD›]                                    #   8, 1 StudyDescription\n(0010,0010) PN [«patient-name:Doe^Jane»]                               #   8, 1 PatientName\n(0008,0018) UI [«other-id:1.2.840.113619.2.55.3.1»]                 #  24, 1 SOPInstanceUID\n(0008,0016) UI [1.2.840.10008.5.1.4.1.1.2]                  #  26, 1 SOPClassUID\n(0010,1010) AS [«age-over-89:093Y»]                                       #   4, 1 PatientAge\n(0009,1001) LO [‹Private Doe›]                                #  12, 1 Unknown\n(0010,1000) LO [«mrn:A1»\\«mrn:B2»]                                     #   5, 2 OtherPatientIDs",
  ],
  [
    "pydicom's and others' lines",
    "dicom",
    "(0010, 0010) Patient's Name                      PN: '«patient-name:Doe^Jane»'\n(0010, 0020) Patient ID                          LO: '«mrn:80012»'\n0008,0090  Referring Physician's Name: «provider-name:Hale^Ivo»\n(0008,0060) CS #2 [CT] Modality\n(0010,4000) LT #5 [‹Walks with Sam›] PatientComments",
  ],
  [
    "a header in columns, with names, counts and rules of a table",
    "dicom",
    "(0010,0010)  PN  Patient's Name       «patient-name:Doe^Jane»\n(0010,0020) LO PatientID   1   «mrn:80012»\n(0010,0030),DA,Patient Birth Date,«birth-date:19560708»\n(0008,0080)\tLO\tInstitution Name\t«facility:North Clinic»\n| (0008,0090) | Referring Physician's Name | «provider-name:Hale^Ivo» |\n(0008,1050) PN [«provider-name:Hale^Ivo»^^Dr^MD]\n(0032,1032) PN [«provider-name:Roe^Ann^B»^^MD]\n(0008,1070) PN Operators' Name «provider-name:Roe^Al»\n(0008,1048) PN Physician(s) of Record «provider-name:Roe^Ann»\n0008,0050 SH 6 «accession:A99124»\n(0008,0020) DA: «date:20260102»  StudyDate\n(0010,2180) «profession:bus driver»",
  ],
  [
    "keywords",
    "dicom",
    "PatientName: «patient-name:Doe^Jane»\nPatientBirthDate = «birth-date:19560708»\nInstitutionName: «facility:North Clinic»\nPatientID «mrn:80012»\n‹Modality: CT›",
  ],
  [
    "C-CDA",
    "xml",
    '<ClinicalDocument xmlns="urn:hl7-org:v3" xmlns:sdtc="urn:hl7-org:sdtc"><id root="2.16.840.1.113883.19" extension="«other-id:TT988»"/><setId root="2.16.840.1.113883.19" extension="«other-id:sTT988»"/><code code="34133-9" displayName="Summary"/><title>‹Visit of Jane›</title><effectiveTime value="«date:20260102»"/><recordTarget><patientRole><id extension="«mrn:80012»" root="2.16.840.1.113883.19.5"/><id extension="«ssn:219-09-9999»" root="2.16.840.1.113883.4.1"/><addr use="HP"><streetAddressLine>«street:1 Elm St»</streetAddressLine><city>«city:Troy»</city><state>NY</state><postalCode>«zip:12180»</postalCode></addr><telecom value="tel:«phone:+1(518)555-0147»" use="HP"/><patient><name><prefix>Mrs</prefix><given>«patient-name:Jane»</given><family>«patient-name:Doe»</family></name><birthTime value="«birth-date:19560708»"/></patient><providerOrganization><name>«facility:North Clinic»</name></providerOrganization></patientRole></recordTarget><author><time value="«date:20260102»"/><assignedAuthor><id root="2.16.840.1.113883.4.6" extension="«npi:1234567893»"/><assignedPerson><name><given>«provider-name:Ivo»</given><family>«provider-name:Hale»</family></name></assignedPerson></assignedAuthor></author><component><section><text><paragraph>‹Seen with Sam &amp; Al.›</paragraph></text><entry><manufacturedMaterial><name>‹Norvasc›</name></manufacturedMaterial></entry></section></component></ClinicalDocument>',
    { "Seen with Sam &amp; Al.": "Seen with Sam & Al." },
  ],
  [
    "a year alone in a narrative's table",
    "xml",
    "<section><text><table><tr><td>‹Asthma›</td><td>«year:2012»</td><td>‹2012 mg›</td></tr></table></text></section>",
  ],
  [
    "FHIR in XML",
    "xml",
    '<Patient xmlns="http://hl7.org/fhir"><name><family value="«patient-name:Doe»"/></name><birthDate value="«birth-date:1956-07-08»"/><gender value="female"/></Patient>',
  ],
  [
    "other XML",
    "xml",
    "<record><mrn>«mrn:80012»</mrn><patientName>«patient-name:Jane Doe»</patientName><comment>‹Well.›</comment></record>",
  ],
];

describe("readStructure", () => {
  for (const [name, format, text, decoded] of rows) it(`reads ${name}`, () => expectMarked(format, text, decoded));

  it("finds people in the headers of a mail, and none in desks", () => {
    const text = 'From: "Doe, Jane" <j@example.org>\nTo: Billing Desk <b@example.org>\nSubject: Hi\n\nSee you.';
    const { identifiers, prose } = readStructure(text, "text");
    expect(identifiers.map(({ begin, end }) => text.slice(begin, end))).to.deep.equal(["Doe, Jane"]);
    expect(prose.map((part) => part.text)).to.deep.equal([text]);
  });

  it("goes only so far around values that are nested without end, and through rows of any width", () => {
    expect(readStructure("seen again ".repeat(1_000_000), "text").prose).to.have.lengthOf(1);
    expect(() => readStructure("[1".repeat(200_000), "json")).to.not.throw();
    expect(() => readStructure(",".repeat(400_000), "csv")).to.not.throw();
  });

  it("takes no longer for markup that never ends", () => {
    for (const mark of ["<a ", "<!--", "<![CDATA[", '<a b="', "&#", "<a b='"]) {
      expect(() => readStructure(mark.repeat(300_000), "xml")).to.not.throw();
    }
  });
});
