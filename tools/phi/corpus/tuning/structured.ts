import { structured, type Kind } from "../kinds";

const PATIENT_JSON =
  '{"resourceType":"Patient","id":"{uuid:pt}","identifier":[{"system":"urn:oid:2.16.840.1.113883.19.5","value":"{mrn}"},{"system":"http://hl7.org/fhir/sid/us-ssn","value":"{ssn}"}],"name":[{"use":"official","family":"{pt.last}","given":["{pt.first}"]}],"telecom":[{"system":"phone","value":"{ph}"},{"system":"email","value":"{email}"}],"gender":"{sex}","birthDate":"{dobiso}","address":[{"line":["{street}"],"city":"{city}","postalCode":"{zip}"}]}';

const MSH = "MSH|^~\\&|ADT|{hosp}|EHR|LAB|{stamp}||";

/** Messages and files between systems. */
export const STRUCTURED: Readonly<Record<string, Kind>> = {
  hl7: structured(
    `${MSH}ADT^A01|{visit}|P|2.5\nEVN|A01|{stamp}\nPID|1||{mrn}^^^HOSP^MR||{pt.hl7}||{dob8}|{sex:M/F}|||{addrhl7}||{ph}|||M||{acct}|{ssn}\nNK1|1|{kin.hl7}|SON||{ph:kin}\nPV1|1|I|{room}||||{npi}^{dr.hl7}^^^^MD\nDG1|1|I10|{t:cd}`,
    `${MSH}ORU^R01|{visit}|P|2.3\nPID|||{mrn}||{pt.hl7}||{dob8}|{sex:M/F}\nOBR|1||{acc}|24323-8^CMP^LN|||{stamp:-1}||||||||{npi}^{dr.hl7}\nOBX|1|NM|2823-3^Potassium^LN||4.1|mmol/L|3.5-5.1|N|||F\nOBX|2|TX|NOTE^Comment||Called to Dr. {dr2.last} at {ph:office} on {d}||||||F\nNTE|1||Patient {pt.full} asks for results by e-mail to {email}`,
  ),
  fhir: structured(
    PATIENT_JSON,
    `{"resourceType":"Bundle","type":"collection","entry":[{"resource":${PATIENT_JSON}},{"resource":{"resourceType":"Observation","status":"final","code":{"coding":[{"system":"http://loinc.org","code":"4548-4","display":"Hemoglobin A1c"}]},"subject":{"reference":"Patient/{uuid:pt}","display":"{pt.full}"},"effectiveDateTime":"{isots}","valueQuantity":{"value":7.4,"unit":"%","system":"http://unitsofmeasure.org","code":"%"},"performer":[{"display":"{dr.full}"}]}}]}`,
  ),
  csv: structured(
    'mrn,last_name,first_name,dob,sex,address,city,state,zip,phone,dx\n{mrn},{pt.last},{pt.first},{dob},{sex:M/F},"{street}",{city},{state},{zip},{ph},{t:cd}',
    "patient_id;name;visit_date;provider;result\n{mrn};{pt.full};{iso};{dr.full};{t:lb}\n{mrn};{pt.full};{iso:-30};{dr.full};{t:lb}",
  ),
  dicom: structured(
    "(0008,0020) DA [{d8}]                                 # StudyDate\n(0008,0050) SH [{acc}]                # AccessionNumber\n(0008,0080) LO [{hosp}]      # InstitutionName\n(0008,0090) PN [{dr.hl7}]     # ReferringPhysicianName\n(0008,1030) LO [CT ABDOMEN W CONTRAST]   # StudyDescription\n(0010,0010) PN [{pt.hl7}]       # PatientName\n(0010,0020) LO [{mrn}]      # PatientID\n(0010,0030) DA [{dob8}]     # PatientBirthDate\n(0018,1000) LO [{dev}]      # DeviceSerialNumber",
  ),
  ccda: structured(
    '<ClinicalDocument xmlns="urn:hl7-org:v3"><recordTarget><patientRole><id extension="{mrn}" root="2.16.840.1.113883.19.5"/><addr use="HP"><streetAddressLine>{street}</streetAddressLine><city>{city}</city><postalCode>{zip}</postalCode></addr><telecom value="tel:{ph}"/><patient><name><given>{pt.first}</given><family>{pt.last}</family></name><administrativeGenderCode code="{sex:M/F}"/><birthTime value="{dob8}"/></patient></patientRole></recordTarget><component><section><title>History</title><text>{@who} seen {d} by Dr. {dr.last}. {t:lb}.</text></section></component></ClinicalDocument>',
  ),
};
