import { ruleOf } from "../../dicom/deidentify/profile";
import type { Subtype } from "../subtypes";
import { slice, type Decoded } from "./decoded";
import { isOid } from "./identifier-shape";
import type { LayoutBuilder } from "./layout";

/** An attribute of DICOM (PS3.6) whose meaning the confidentiality profile of PS3.15 annex E does not tell. */
interface Attribute {
  readonly tag: string;
  readonly keyword: string;
  readonly vr: string;
  readonly subtype?: Subtype;
}

/** Tag, keyword, value representation and, where it identifies somebody, what it is. */
const ROWS = `
00080012 InstanceCreationDate DA date
00080018 SOPInstanceUID UI other-id
00080020 StudyDate DA date
00080021 SeriesDate DA date
00080022 AcquisitionDate DA date
00080023 ContentDate DA date
0008002A AcquisitionDateTime DT date
00080050 AccessionNumber SH accession
00080080 InstitutionName LO facility
00080081 InstitutionAddress ST street
00080090 ReferringPhysicianName PN provider-name
00080092 ReferringPhysicianAddress ST street
00080094 ReferringPhysicianTelephoneNumbers SH phone
0008009C ConsultingPhysicianName PN provider-name
00081010 StationName SH device
00081030 StudyDescription LO
0008103E SeriesDescription LO
00081040 InstitutionalDepartmentName LO room
00081048 PhysiciansOfRecord PN provider-name
00081050 PerformingPhysicianName PN provider-name
00081060 NameOfPhysiciansReadingStudy PN provider-name
00081070 OperatorsName PN provider-name
00081080 AdmittingDiagnosesDescription LO
00081155 ReferencedSOPInstanceUID UI other-id
00082111 DerivationDescription ST
00100010 PatientName PN patient-name
00100020 PatientID LO mrn
00100021 IssuerOfPatientID LO facility
00100030 PatientBirthDate DA birth-date
00100032 PatientBirthTime TM
00100040 PatientSex CS
00101000 OtherPatientIDs LO mrn
00101001 OtherPatientNames PN patient-name
00101005 PatientBirthName PN patient-name
00101010 PatientAge AS age
00101020 PatientSize DS
00101030 PatientWeight DS
00101040 PatientAddress LO street
00101060 PatientMotherBirthName PN relative-name
00101080 MilitaryRank LO profession
00101081 BranchOfService LO organization
00101090 MedicalRecordLocator LO mrn
00102110 Allergies LO
00102150 CountryOfResidence LO
00102152 RegionOfResidence LO city
00102154 PatientTelephoneNumbers SH phone
00102155 PatientTelecomInformation LT phone
00102160 EthnicGroup SH
00102180 Occupation SH profession
001021B0 AdditionalPatientHistory LT
001021D0 LastMenstrualDate DA date
001021F0 PatientReligiousPreference LO
00102297 ResponsiblePerson PN relative-name
00104000 PatientComments LT
00120010 ClinicalTrialSponsorName LO organization
00120020 ClinicalTrialProtocolID LO
00120030 ClinicalTrialSiteID LO
00120031 ClinicalTrialSiteName LO facility
00120040 ClinicalTrialSubjectID LO other-id
00180015 BodyPartExamined CS
00181000 DeviceSerialNumber LO device
00181002 DeviceUID UI device
00181012 DateOfSecondaryCapture DA date
00181030 ProtocolName LO
00181200 DateOfLastCalibration DA date
00184000 AcquisitionComments LT
0020000D StudyInstanceUID UI other-id
0020000E SeriesInstanceUID UI other-id
00200010 StudyID SH other-id
00200052 FrameOfReferenceUID UI other-id
00204000 ImageComments LT
00321032 RequestingPhysician PN provider-name
00321033 RequestingService LO room
00321060 RequestedProcedureDescription LO
00324000 StudyComments LT
00380010 AdmissionID LO visit
00380020 AdmittingDate DA date
00380050 SpecialNeeds LO
00380300 CurrentPatientLocation LO room
00380400 PatientInstitutionResidence LO facility
00380500 PatientState LO
00384000 VisitComments LT
00880140 StorageMediaFileSetUID UI other-id
00400002 ScheduledProcedureStepStartDate DA date
00400006 ScheduledPerformingPhysicianName PN provider-name
00400007 ScheduledProcedureStepDescription LO
00400244 PerformedProcedureStepStartDate DA date
00400254 PerformedProcedureStepDescription LO
00400280 CommentsOnThePerformedProcedureStep ST
00401001 RequestedProcedureID SH accession
00401010 NamesOfIntendedRecipientsOfResults PN provider-name
00401400 RequestedProcedureComments LT
00402016 PlacerOrderNumberImagingServiceRequest LO accession
00402017 FillerOrderNumberImagingServiceRequest LO accession
00402400 ImagingServiceRequestComments LT
0040A075 VerifyingObserverName PN provider-name
0040A123 PersonName PN person-name
0040A160 TextValue UT
40084000 ResultsComments ST
`;

const ATTRIBUTES: readonly Attribute[] = ROWS.trim()
  .split("\n")
  .map((row) => {
    const [tag = "", keyword = "", vr = "", subtype] = row.split(" ");
    return { tag, keyword, vr, ...(subtype !== undefined && { subtype: subtype as Subtype }) };
  });

const BY_TAG = new Map(ATTRIBUTES.map((attribute) => [attribute.tag, attribute]));
/** Keywords without capitals and signs, so that "Patient's Name" and "PatientName" are the same. */
const plainWord = (name: string): string =>
  name
    .toLowerCase()
    .replace(/['’]s\b/g, "")
    .replace(/[^a-z0-9]/g, "");
const BY_KEYWORD = new Map(ATTRIBUTES.map((attribute) => [plainWord(attribute.keyword), attribute.tag]));

/** Tag of an attribute's keyword or name, as PS3.6 has it. */
export const tagOf = (name: string): string | undefined => BY_KEYWORD.get(plainWord(name));

/** Whether a text is the name or the keyword of a tag's attribute. */
export function isNameOf(text: string, tag: string): boolean {
  const keyword = BY_TAG.get(tag)?.keyword;
  if (keyword === undefined) return false;
  const [one, whole] = [plainWord(text), plainWord(keyword)];
  // `Referring Physician` is short for the attribute of the name.
  return one === whole || (one.length > 7 && `${one}name` === whole);
}

export const isKnownTag = (tag: string): boolean => BY_TAG.has(tag);

export const isTag = (key: string): boolean => /^[0-9A-Fa-f]{8}$/.test(key);

/** Representations whose values are numbers, codes, or clock times. */
const KEPT_VR = new Set([
  "AT",
  "CS",
  "DS",
  "FD",
  "FL",
  "IS",
  "OB",
  "OD",
  "OF",
  "OL",
  "OW",
  "SL",
  "SQ",
  "SS",
  "SV",
  "TM",
  "UL",
  "US",
  "UV",
]);

/** A value by its attribute: known ones as the table says, others by their representation, private ones and the rest as text. */
export function readAttribute(layout: LayoutBuilder, tag: string, givenVr: string, value: Decoded): void {
  const known = BY_TAG.get(tag);
  const profile = ruleOf(tag);
  const vr = givenVr || known?.vr || (profile.action === "remove" ? "" : profile.vr);
  const rule = `dicom:${tag}`;
  const subtype = known?.subtype ?? byRepresentation(vr, value.text);
  if (subtype === "age" && /^\s*(?:09\d|[1-9]\d\d)Y/i.test(value.text)) layout.add(value, "age-over-89", rule);
  else if (subtype !== undefined) layout.add(subtype.endsWith("-name") ? untitled(value) : value, subtype, rule);
  else if (vr === "UI") {
    if (profile.action === "uid" && isOid(value.text.trim())) layout.add(value, "other-id", rule);
  } else if (!KEPT_VR.has(vr)) layout.read(value);
}

/** Titles and credentials, the fourth and fifth part of a name (PS3.5, 6.2.1.2), name nobody: `Hale^Ivo^^Dr^MD`. */
const TITLES =
  /^([^^]*(?:\^[^^]*){0,2}?)\^{1,3}(?:dr|mr|mrs|ms|miss|prof|rev|sir|md|do|np|pa|pa-c|rn|phd|facr|mbbs|dds|dpm)\.?(?:\^(?:md|do|np|pa|pa-c|rn|phd|facr|mbbs|dds|dpm)\.?)?\s*$/i;

function untitled(value: Decoded): Decoded {
  const name = TITLES.exec(value.text)?.[1];
  return name === undefined || name.trim() === "" ? value : slice(value, 0, name.length);
}

function byRepresentation(vr: string, text: string): Subtype | undefined {
  switch (vr) {
    case "PN":
      return "person-name";
    case "DA":
    case "DT":
      return /^\s*\d{4}/.test(text) ? "date" : undefined;
    case "AS":
      return "age";
    case "UR":
      return "url";
    default:
      return undefined;
  }
}
