import { structured, type Kind } from "../kinds";

const MSH = (type: string): string => `MSH|^~\\&|ADM|{hosp}|LIS|{hosp2}|{stamp}||${type}|{visit:c}|P|2.5.1`;
const PID = "PID|1||{mrn}^^^MR||{pt.hl7}||{dob8}|{sex:M/F}|||{addrhl7}||{ph}|||||{acct}|{ssn}";

/** A segment with values at the places that the standard gives them. */
function segment(name: string, fields: Readonly<Record<number, string>>): string {
  const last = Math.max(...Object.keys(fields).map(Number));
  return [name, ...Array.from({ length: last }, (_, at) => fields[at + 1] ?? "")].join("|");
}

/** Messages and files of systems. */
export const STRUCTURED: Readonly<Record<string, Kind>> = {
  hl7: structured(
    `${MSH("ADT^A01")}\nEVN|A01|{stamp}\n${PID}\nNK1|1|{kin.pn}|SPO|{addrhl7}|{ph:kin}\nPV1|1|I|{room}||||{npi}^{dr.pn}\nDG1|1||{t:cd}`,
    `${MSH("ORU^R01")}\n${PID}\n${segment("OBR", { 1: "1", 2: "{acc}", 4: "24323-8^CMP^LN", 7: "{stamp:-1}", 16: "{npi}^{dr.pn}" })}\nOBX|1|NM|2951-2^Sodium^LN||139|mmol/L|136-145|N|||F\nOBX|2|NM|2823-3^Potassium^LN||4.4|mmol/L|3.5-5.1|N|||F`,
    `${MSH("ORU^R01")}\n${PID}\nOBR|1||{acc}|71046^XR CHEST|||{stamp}\nOBX|1|TX|71046||Seen with {dr2.full} on {d}. No effusion.||||||F\nNTE|1||Called to {dr.last} at {time}`,
    `${MSH("SIU^S12")}\n${segment("SCH", { 1: "{visit}", 7: "FOLLOWUP", 9: "30", 10: "min", 11: "^^30^{stamp:9}" })}\n${PID}\nAIP|1||{npi}^{dr.pn}`,
    `${MSH("MDM^T02")}\n${PID}\n${segment("TXA", { 1: "1", 2: "HP", 3: "TX", 4: "{stamp}", 9: "{npi}^{dr.pn}" })}\nOBX|1|TX|||{pt.first} {pt.last} lives in {city} with {kin.first}. {t:dz}.||||||F`,
    `${MSH("VXU^V04")}\n${PID}\nORC|RE||{acc}\n${segment("RXA", { 1: "0", 2: "1", 3: "{stamp}", 5: "140^Influenza^CVX", 6: "0.5", 7: "mL", 10: "{npi}^{dr.pn}", 15: "{dev}" })}`,
    `${MSH("DFT^P03")}\n${PID}\n${segment("FT1", { 1: "1", 4: "{d8}", 6: "CG", 7: "99213", 10: "1", 20: "{npi}^{dr.pn}" })}\n${segment("IN1", { 1: "1", 2: "PPO", 3: "0417", 16: "{kin.pn}", 17: "SPO", 18: "{d8:-15000}", 36: "{plan}" })}`,
    `${MSH("RDE^O11")}\n${PID}\nORC|NW|{acc}\n${segment("RXE", { 1: "^^^{stamp}", 2: "617314^atorvastatin 80 MG^RXNORM", 3: "80", 5: "MG", 13: "{dea}^{dr.pn}" })}`,
    `${MSH("REF^I12")}\nPRD|RP|{dr.pn}|{addr2}||{ph:office}|||{npi}\n${PID}\nDG1|1||{t:cd}`,
    `${MSH("ADT^A31")}\n${PID}\nGT1|1||{kin.pn}||{addrhl7}|{ph:kin}`,
    `${MSH("ORM^O01")}\n${PID}\nPV1|1|O|{room}||||{npi}^{dr.pn}|{npi:2}^{dr2.pn}\nORC|NW|{acc}||||||{stamp}\nOBR|1|{acc}||70551^MRI BRAIN|||||||||{t:sx}`,
    `${MSH("ADT^A03")}\n${PID}\n${segment("PV1", { 1: "1", 2: "I", 3: "{room}", 7: "{npi}^{dr.pn}", 19: "{visit}", 44: "{stamp:-4}", 45: "{stamp}" })}`,
  ),
  fhir: structured(
    '{"resourceType":"Patient","identifier":[{"type":{"text":"MR"},"value":"{mrn}"},{"system":"http://hl7.org/fhir/sid/us-ssn","value":"{ssn}"}],"name":[{"use":"official","family":"{pt.last}","given":["{pt.first}","{pt.middle}"]}],"gender":"{sex:male/female}","birthDate":"{dobiso}","telecom":[{"system":"phone","value":"{ph}"},{"system":"email","value":"{email}"}],"address":[{"line":["{street}"],"city":"{city}","state":"{state}","postalCode":"{zip}"}]}',
    '{"resourceType":"Observation","status":"final","code":{"coding":[{"system":"http://loinc.org","code":"8867-4"}],"text":"Heart rate"},"subject":{"display":"{pt.full}"},"effectiveDateTime":"{isots}","performer":[{"display":"{dr.full}"}],"valueQuantity":{"value":78,"unit":"/min"}}',
    '{"resourceType":"Condition","subject":{"display":"{pt.full}"},"recordedDate":"{iso}","recorder":{"display":"Dr. {dr.full}"},"code":{"text":"{t:dz}"},"note":[{"text":"Reported by {kin.first}, {kinsex:son/daughter}, on {d}."}]}',
    '{"resourceType":"Practitioner","identifier":[{"system":"http://hl7.org/fhir/sid/us-npi","value":"{npi}"}],"name":[{"text":"{dr.full}","prefix":["Dr."]}],"telecom":[{"system":"fax","value":"{fax}"}],"address":[{"text":"{addr2}"}]}',
    '{"resourceType":"MedicationRequest","status":"active","medicationCodeableConcept":{"text":"{t:rx}"},"subject":{"display":"{pt.lf}"},"authoredOn":"{iso}","requester":{"display":"{dr.full}"},"dosageInstruction":[{"text":"{t:sx}"}]}',
    '{"resourceType":"Appointment","status":"booked","start":"{isots:12}","participant":[{"actor":{"display":"{pt.full}"}},{"actor":{"display":"{dr.full}"}},{"actor":{"display":"{hosp}"}}],"comment":"Call {ph} the day before"}',
    '{"resourceType":"Coverage","identifier":[{"value":"{acct}"}],"subscriberId":"{plan}","subscriber":{"display":"{kin.full}"},"beneficiary":{"display":"{pt.full}"},"period":{"start":"{iso:-400}"}}',
    '{"resourceType":"DiagnosticReport","status":"final","identifier":[{"value":"{acc}"}],"subject":{"display":"{pt.full}"},"issued":"{isots}","resultsInterpreter":[{"display":"{dr.full}"}],"conclusion":"No change since {past}; told Dr. {dr2.last}."}',
    '{"resourceType":"Device","serialNumber":"{dev}","patient":{"display":"{pt.full}"},"note":[{"text":"implanted {d} at {hosp}"}]}',
    '{"resourceType":"Immunization","status":"completed","vaccineCode":{"text":"MMR"},"patient":{"display":"{pt.full}"},"occurrenceDateTime":"{iso}","lotNumber":"{dev}","performer":[{"actor":{"display":"{dr.full}"}}]}',
    '{"resourceType":"Bundle","type":"collection","entry":[{"fullUrl":"urn:uuid:{uuid}","resource":{"resourceType":"Patient","id":"{uuid}","name":[{"text":"{pt.full}"}],"birthDate":"{dobiso}","contact":[{"name":{"text":"{kin.full}"},"telecom":[{"value":"{ph:kin}"}]}]}},{"resource":{"resourceType":"AllergyIntolerance","patient":{"display":"{pt.full}"},"code":{"text":"sulfa"}}}]}',
    '{"resourceType":"CarePlan","status":"active","title":"{t:dz} plan","subject":{"display":"{pt.full}"},"period":{"start":"{iso}","end":"{iso:90}"},"author":{"display":"{dr.full}"},"description":"{pt.first} will walk daily. Review with {dr2.full} on {soon}."}',
  ),
  csv: structured(
    "patient_id,last_name,first_name,dob,phone,dx\n{mrn},{pt.last},{pt.first},{dobiso},{ph},{t:cd}",
    'Name,Address,City,State,Zip,Email\n{pt.full},"{street}",{city},{state},{zip},{email}',
    'mrn;name;birthdate;provider;visit_date;note\n{mrn};{pt.full};{dob};{dr.full};{d};"{kin.first} present, {t:lb}"',
    "ssn,member_id,employer,occupation\n{ssn},{plan},{org},{job}",
    'accession,patient,modality,study_date,referring\n{acc},"{pt.lf}",CT,{iso},"{dr.lf}"',
    "claim_no|member|npi|service_date|code|amount\n{acct}|{plan}|{npi}|{d8}|{t:cd}|{n:40-900}.00",
    "user,ip_address,mac,last_seen\n{user},{ip},{mac},{isots}",
    "patient,room,admit_date,attending\n{pt.full},{room},{d},{dr.full}\n{kin.full},{room},{d:-1},{dr2.full}",
    "vehicle_vin,plate,driver,license\n{vin},{plate},{pt.full},{dl}",
    "device_serial,implant_date,patient_mrn,hospital\n{dev},{iso},{mrn},{hosp}",
    "contact_name,relationship,contact_phone,patient_name\n{kin.full},spouse,{ph:kin},{pt.full}",
    "medrec,sex,birth_date,zip,a1c,fax\n{mrn},{sex:M/F},{dob},{zip},7.{n:0-9},{fax}",
  ),
  dicom: structured(
    "(0008,0020) DA [{d8}]\n(0008,0050) SH [{acc}]\n(0008,0090) PN [{dr.pn}]\n(0010,0010) PN [{pt.pn}]\n(0010,0020) LO [{mrn}]\n(0010,0030) DA [{dob8}]\n(0018,0015) CS [CHEST]",
    "(0008,0080) LO [{hosp}]\n(0008,0081) ST [{addr2}]\n(0008,1030) LO [CT HEAD W/O]\n(0010,0010) PN [{pt.hl7}]\n(0010,1040) LO [{addr}]\n(0010,2154) SH [{ph}]",
    "0010,0010 PN PatientName: {pt.pn}\n0010,0020 LO PatientID: {mrn}\n0010,1001 PN OtherPatientNames: {kin.pn}\n0010,1010 AS PatientAge: {agedicom}\n0018,1000 LO DeviceSerialNumber: {dev}",
    "(0008,1050) PN [{dr.pn}]\n(0008,1070) PN [{dr2.pn}]\n(0008,0030) TM [101522]\n(0010,0010) PN [{pt.pn}]\n(0010,21B0) LT [Fell at {org} on {d}; {kin.first} present]",
    "PatientName={pt.pn}\nPatientID={mrn}\nPatientSex={sex:M/F}\nAccessionNumber={acc}\nStudyDate={d8}\nManufacturer=SIEMENS\nKVP=120",
    "(0010,0010) PN [{pt.pn}]\n(0010,0030) DA [{dob8}]\n(0040,0244) DA [{d8}]\n(0040,1001) SH [{acc}]\n(0032,1032) PN [{dr.pn}]\n(0032,1060) LO [MR KNEE RT]",
    "0008,0020 DA {d8}\n0008,0023 DA {d8}\n0008,0080 LO {hosp}\n0010,0010 PN {pt.pn}\n0010,0020 LO {mrn}\n0028,0010 US 512",
    "(0010,0010) PN [{pt.pn}]\n(0010,0020) LO [{mrn}]\n(0010,2180) SH [{job}]\n(0010,4000) LT [{pt.first} claustrophobic, call {ph}]\n(0008,0060) CS [MR]",
    "(0012,0040) LO [{mrn}]\n(0010,0010) PN [{pt.hl7}]\n(0008,0012) DA [{d8}]",
    "(0010,0010) PN [{pt.pn}]\n(0010,1000) LO [{ssn}]\n(0010,0030) DA [{dob8}]\n(0008,0092) ST [{addr2}]\n(0008,0094) SH [{ph:office}]",
    "PatientName: {pt.pn}\nPatientBirthDate: {dob8}\nPerformingPhysicianName: {dr.pn}\nOperatorsName: {dr2.pn}\nSeriesDate: {d8}",
    "(0008,0050) SH [{acc}]\n(0010,0010) PN [{pt.pn}]\n(0010,1060) PN [{kin.pn}]\n(0038,0300) LO [{room}]\n(0038,0010) LO [{visit}]",
  ),
  ccda: structured(
    ...[
      '<recordTarget><patientRole><id extension="{mrn}"/><addr><streetAddressLine>{street}</streetAddressLine><city>{city}</city><postalCode>{zip}</postalCode></addr><telecom value="tel:{ph}"/><patient><name><given>{pt.first}</given><family>{pt.last}</family></name><birthTime value="{dob8}"/></patient></patientRole></recordTarget>',
      '<recordTarget><patientRole><id root="2.16.840.1.113883.4.1" extension="{ssn}"/><patient><name><given>{pt.first}</given><given>{pt.mi}</given><family>{pt.last}</family></name><birthTime value="{dob8}"/><guardian><guardianPerson><name><given>{kin.first}</given><family>{kin.last}</family></name></guardianPerson></guardian></patient></patientRole></recordTarget>',
      '<author><time value="{stamp}"/><assignedAuthor><id root="2.16.840.1.113883.4.6" extension="{npi}"/><telecom value="tel:{ph:office}"/><assignedPerson><name><given>{dr.first}</given><family>{dr.last}</family></name></assignedPerson><representedOrganization><name>{hosp}</name></representedOrganization></assignedAuthor></author>',
      '<component><structuredBody><component><section><title>History of Present Illness</title><text>{pt.first} {pt.last} came with {kin.first} on {d}. {t:dz}; {t:lb}.</text></section></component></structuredBody></component>',
      '<component><structuredBody><component><section><title>Social History</title><text>Works as a {job} at {org} in {city}. {t:sx}.</text></section></component></structuredBody></component>',
      '<component><structuredBody><component><section><title>Instructions</title><text>See Dr. {dr.last} on {soon}, {ph:office}. {t:rx}.</text></section></component></structuredBody></component>',
      '<custodian><assignedCustodian><representedCustodianOrganization><id extension="{acct}"/><name>{hosp}</name><addr><streetAddressLine>{street2}</streetAddressLine><city>{city2}</city></addr></representedCustodianOrganization></assignedCustodian></custodian>',
      '<participant typeCode="IND"><associatedEntity classCode="ECON"><telecom value="tel:{ph:kin}"/><associatedPerson><name>{kin.full}</name></associatedPerson></associatedEntity></participant>',
      '<componentOf><encompassingEncounter><id extension="{visit}"/><effectiveTime><low value="{d8:-3}"/><high value="{d8}"/></effectiveTime><responsibleParty><assignedEntity><assignedPerson><name>{dr.full}</name></assignedPerson></assignedEntity></responsibleParty></encompassingEncounter></componentOf>',
      '<informationRecipient><intendedRecipient><informationRecipient><name>{dr2.full}</name></informationRecipient><receivedOrganization><name>{hosp2}</name></receivedOrganization></intendedRecipient></informationRecipient>',
      '<component><structuredBody><component><section><title>Results</title><text><table><tr><td>{d}</td><td>{t:lb}</td></tr></table></text><entry><observation><effectiveTime value="{d8}"/></observation></entry></section></component></structuredBody></component>',
      '<component><structuredBody><component><section><title>Medical Equipment</title><text>Pacemaker serial {dev}, implanted {my} by {dr2.full}.</text></section></component></structuredBody></component>',
    ].map((part) => `<?xml version="1.0" encoding="UTF-8"?><ClinicalDocument xmlns="urn:hl7-org:v3"><effectiveTime value="{stamp:1}"/>${part}</ClinicalDocument>`), // prettier-ignore
  ),
};
