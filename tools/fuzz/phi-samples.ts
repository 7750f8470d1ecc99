import type { Format } from "../../lambdas/phi/formats";

/** A small document of each format, made up: where changes begin. */
export const SAMPLES: Readonly<Record<Format, string>> = {
  text: 'From: "Doe, Jane" <j@example.org>\nTo: North Clinic <n@example.org>\n\nPt: Doe, Jane  MRN: 80012  DOB 07/08/1956.\nSeen by Dr. Ivo Hale on 2 Jan 2026; call 518-555-0147.\n',
  json: '{"patient":{"id":"80012","firstName":"Jane","address":{"zip":12180,"city":"Troy"}},"note":"Seen \\"well\\" \\u00e9.","visits":[{"date":"2026-01-02"}]}',
  ndjson:
    '{"resourceType":"Patient","id":"a1","birthDate":"1956-07-08"}\n{"resourceType":"Observation","subject":{"reference":"Patient/a1","display":"Jane Doe"}}\n',
  fhir: '{"resourceType":"Patient","id":"aaceb8db-d7b5-433b-8bbb-96db9eb68cd8","identifier":[{"type":{"coding":[{"code":"MR"}]},"value":"80012"}],"name":[{"family":"Doe","given":["Jane"]}],"text":{"div":"<div><p>Jane &amp; Sam</p></div>"},"telecom":[{"system":"fax","value":"518-555-0148"}]}',
  hl7v2:
    "MSH|^~\\&|APP|North|RIS|West|20260304101500||ADT^A01|M771|P|2.5\rPID|1||80012^^^MAIN^MR||Doe^Jane^Q||19560708|F|||1 Elm St^^Troy^NY^12180||(518)555-0147\rPV1|1|I|ICU^12^B||||1234567893^Hale^Ivo\rOBX|1|TX|a||Seen with Sam \\T\\ Al.||||||F\r",
  csv: 'MRN,Patient Name,DOB,ZIP,Phone,Comment\n80012,"Doe, Jane",1956-07-08,12180,518-555-0147,"said ""no"""\n80013,"Roe, Al",1970-01-02,12181,518-555-0148,ok\n',
  dicom:
    "(0008,0020) DA [20260102]          #   8, 1 StudyDate\n(0010,0010) PN [Doe^Jane]   # 8, 1 PatientName\n(0010,1000) LO [A1\\B2]  # 5, 2 OtherPatientIDs\n(0010, 0030) Patient's Birth Date DA: '19560708'\nPatientID: 80012\n",
  xml: '<?xml version="1.0"?><ClinicalDocument xmlns="urn:hl7-org:v3"><id extension="TT988"/><recordTarget><patientRole><id extension="80012" root="2.16.840.1.113883.19.5"/><telecom value="tel:518-555-0147"/><patient><name><given>Jane</given><family>Doe</family></name><birthTime value="19560708"/></patient></patientRole></recordTarget><component><text><![CDATA[Jane <b>]]> &amp; Sam</text></component></ClinicalDocument>',
};
