import { structured, type Kind } from "../kinds";

const MSH = "MSH|^~\\&|REGADT|{hosp}|RCV|{hosp2}|{stamp}||";

/** Messages and files between systems. */
export const STRUCTURED: Readonly<Record<string, Kind>> = {
  hl7: structured(
    `${MSH}ADT^A08^ADT_A01|{visit}|P|2.5.1\nEVN||{stamp}|||{user}\nPID|1|{mrn:old}|{mrn}^^^&1.2.3&ISO^MR~{ssn}^^^SSA^SS||{pt.hl7}|{kin.hl7}|{dob8}|{sex:M/F}||2106-3|{addrhl7}||{ph}^PRN^PH~^NET^Internet^{email}||ENG|M|||{ssn}|{dl}\nPV1||O|{room}^^^||||{npi}^{dr.hl7}|{npi:2}^{dr2.hl7}|||||||||||{acct}\nGT1|1||{kin2.hl7}||{addrhl7}|{ph:g}\nIN1|1|PPO|60054|Aetna||||||||||||||||||||||||||||||||{plan}\nAL1|1|DA|7980^Penicillin`,
    `${MSH}MDM^T02|{visit}|P|2.4\nPID|||{mrn}||{pt.hl7}||{dob8}\nTXA|1|CN|TX|{stamp}|{dr.hl7}\nOBX|1|TX|11506-3^Progress note^LN||{@person} {@complaint}. {@results}||||||F\nOBX|2|TX|11506-3^Progress note^LN||Follow-up {soon} with Dr. {dr2.last}, {ph:office}||||||F`,
    `${MSH}SIU^S12|{visit}|P|2.3\nSCH|{acct}||||||Routine|OFFICE|30|min|^^30^{stamp:9}|{dr2.hl7}\nPID|1||{mrn}||{pt.hl7}||{dob8}|{sex:M/F}|||{addrhl7}\nAIP|1||{npi}^{dr.hl7}\nNTE|1||Interpreter needed, call {kin.first} {ph:kin} first`,
  ),
  fhir: structured(
    '{"resourceType":"Practitioner","identifier":[{"system":"http://hl7.org/fhir/sid/us-npi","value":"{npi}"}],"name":[{"text":"{dr.full}","family":"{dr.last}","given":["{dr.first}"]}],"telecom":[{"system":"pager","value":"{pager}"},{"system":"phone","value":"{ph:office}"}]}',
    '{"resourceType":"Encounter","status":"finished","class":{"system":"http://terminology.hl7.org/CodeSystem/v3-ActCode","code":"AMB"},"identifier":[{"value":"{visit}"}],"subject":{"reference":"Patient/{uuid:pt}","display":"{pt.full}"},"participant":[{"individual":{"display":"{dr.full}"}}],"period":{"start":"{isots}","end":"{isots:1}"},"location":[{"location":{"display":"{hosp}"}}],"reasonCode":[{"text":"{t:dz}"}]}',
    '{"resourceType":"DocumentReference","status":"current","subject":{"display":"{pt.lf}"},"date":"{isots}","description":"Note of {d} by Dr. {dr.last}","content":[{"attachment":{"contentType":"text/plain","url":"{url}","title":"{pt.last} {iso}"}}]}',
    '{"resourceType":"RelatedPerson","patient":{"reference":"Patient/{uuid:pt}"},"name":[{"given":["{kin.first}"],"family":"{kin.last}"}],"telecom":[{"system":"phone","value":"{ph:kin}"}],"address":[{"text":"{addr}","line":["{street}"],"city":"{city}","postalCode":"{zip}"}],"birthDate":"{iso:-9000}"}',
    '{"resourceType":"Communication","status":"completed","subject":{"display":"{pt.full}"},"sent":"{isots}","payload":[{"contentString":"{kin.first} called from {ph:kin}: {pt.first} has {t:sx}. Told to stop {t:rx}."}],"note":[{"authorString":"{dr.full}","text":"Seen {d}; {t:lb}"}]}',
  ),
  csv: structured(
    "MemberID|Subscriber|BirthDt|Zip|SvcDt|Rendering|NPI|Dx|Paid\n{plan}|{pt.lf}|{dob}|{zip}|{d}|{dr.lf}|{npi}|{t:cd}|{n:20-900}.15\n{plan}|{pt.lf}|{dob}|{zip}|{d:-28}|{dr2.lf}|{npi:2}|{t:cd}|{n:20-900}.40",
    'visit,patient,dob,comment\n{visit},"{pt.lf}",{dobiso},"Called {kin.first} at {ph:kin}; {t:lb}"\n{visit:2},"{pt.lf}",{dobiso},"{t:rx} refilled {d}"',
    "pid\tfname\tlname\temail\tip\tlast_login\n{mrn}\t{pt.first}\t{pt.last}\t{email}\t{ip}\t{iso}",
  ),
  dicom: structured(
    "0008,0012  DA  {d8}  Instance Creation Date\n0008,0050  SH  {acc}  Accession Number\n0008,0081  ST  {addr2}  Institution Address\n0008,1048  PN  {dr.hl7}  Physician(s) of Record\n0008,1070  PN  {dr2.hl7}  Operators' Name\n0008,103E  LO  AX T2 FLAIR 5mm  Series Description\n0010,0010  PN  {pt.hl7}  Patient's Name\n0010,0020  LO  {mrn}  Patient ID\n0010,0030  DA  {dob8}  Patient's Birth Date\n0010,2154  SH  {ph}  Patient's Telephone Numbers\n0010,2180  SH  {job}  Occupation\n0010,4000  LT  {kin.first} holds records; see {d}  Patient Comments",
    "PatientName: {pt.hl7}\nPatientID: {mrn}\nPatientBirthDate: {dob8}\nStudyDate: {d8}\nStudyDescription: MR KNEE LEFT\nReferringPhysicianName: {dr.hl7}\nInstitutionName: {hosp}\nDeviceSerialNumber: {dev}\nSliceThickness: 3.5\nRepetitionTime: 4210",
  ),
  ccda: structured(
    '<?xml version="1.0"?>\n<ClinicalDocument xmlns="urn:hl7-org:v3">\n <id root="{uuid}"/>\n <effectiveTime value="{stamp}"/>\n <recordTarget><patientRole>\n  <id root="2.16.840.1.113883.4.1" extension="{ssn}"/>\n  <addr><streetAddressLine>{street}</streetAddressLine><city>{city}</city><postalCode>{zip}</postalCode></addr>\n  <telecom use="MC" value="tel:{ph}"/>\n  <patient><name><given>{pt.first}</given><given>{pt.middle}</given><family>{pt.last}</family></name><birthTime value="{dob8}"/></patient>\n </patientRole></recordTarget>\n <author><time value="{stamp:-1}"/><assignedAuthor><id root="2.16.840.1.113883.4.6" extension="{npi}"/><assignedPerson><name>{dr.full}</name></assignedPerson></assignedAuthor></author>\n <component><structuredBody><component><section><title>Plan of Treatment</title><text><paragraph>{@todo} {@todo}</paragraph><list><item>{t:rx}</item><item>{t:cd} {t:dz}</item></list></text></section></component></structuredBody></component>\n</ClinicalDocument>',
  ),
};
