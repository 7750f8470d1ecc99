/** Messages of made-up people. */
const CR = "\r";

export const header = (type: string, version = "2.5.1", zone = "-0500"): string =>
  `MSH|^~\\&|ADT1|NORTH|EHR|NORTH|20260304101500${zone}||${type}|c-${type.replaceAll("^", "-")}|P|${version}`;

/** A segment with these fields, by their numbers. */
export function segment(name: string, fields: Readonly<Record<number, string>>): string {
  const line = [name];
  for (const [at, text] of Object.entries(fields)) line[Number(at)] = text;
  return Array.from(line, (text) => text ?? "").join("|");
}

const PID =
  "PID|1||4711^^^NORTH&2.16.840.1.113883.19.5&ISO^MR~123-45-6789^^^SSA^SS||Roe^Jane^Mary Ann^Jr^Dr^MD^L~Janey^^^^^^N|Doe^Ann|195004011230|F||2106-3^White^CDCREC|1 Elm St^Apt 4^Springfield^IL^62701^USA^H^^Sangamon||^PRN^PH^^1^217^5550100|^WPN^PH^^^^^^^^^217-555-0101~^NET^Internet^jane.roe@example.org|en^English^ISO639|M|CHR^Christian^HL70006|ACC-1^^^NORTH^AN|123-45-6789|D100200^IL^20300101||N^Not Hispanic^HL70189|Springfield|Y|2|USA^United States^ISO3166|||";
const NK1 =
  "NK1|1|Roe^Richard|SPO^Spouse^HL70063|1 Elm St^^Springfield^IL^62701|^PRN^PH^^^^^^^^^217-555-0100|^WPN^PH^^^^^^^^^217-555-0199|EC^Emergency^HL70131|20200101||Baker|||||M|19480202";
const PV1 =
  "PV1|1|I|4W^401^A^NORTH^^^MAIN^4|E^Emergency^HL70007|PRE-9^^^NORTH||1001^Smith^Sam^^^Dr^^^NPI&2.16.840.1.113883.4.6&ISO^L^^^NPI|1002^Lee^Lou|1003^Ray^Kim|CAR|||R|7|||1001^Smith^Sam^^^Dr^^^NPI&2.16.840.1.113883.4.6&ISO^L^^^NPI||V-77^^^NORTH^VN|||||||||||||||||01||||||||20260303221500|20260304100000";
const IN1 =
  "IN1|1|PPO1^Preferred Plan|77^^^PAYERS|Acme Health|9 Oak Av^^Peoria^IL^61602^^B|Cole^Pat|^WPN^PH^^^^^^^^^800-555-0100|G-1|Widgets Inc|||20260101|20261231||PPO|Roe^Jane|SEL|19500401||||1||||||||||||||POL-5|||||||||||||M-1";

export const ADMIT = [
  header("ADT^A01"),
  "EVN|A01|20260304101400-0500||||20260303221500",
  PID,
  "PD1|||North Clinic^^^^^^XX^^^N-1|2001^House^Greg",
  NK1,
  PV1,
  "PV2|||R07.9^Chest pain^I10C|||||||||||||||||||||||3",
  "AL1|1|DA|1191^Aspirin^RXNORM|MO|Hives~Wheeze|20150101",
  "DG1|1||I21.9^Acute myocardial infarction^I10C||20260303|A|||||||||1|1001^Smith^Sam|||20260304",
  "PR1|1||93005^Electrocardiogram^C4||20260303223000|D|15|||1004^Moss^Mo||1001^Smith^Sam||||||P-1^NORTH",
  IN1,
].join(CR);

export const RESULTS = [
  header("ORU^R01^ORU_R01"),
  PID,
  "PV1|1|O|||||||||||||||||V-78^^^NORTH^VN",
  "ORC|RE|O-1^EHR|F-1^LAB",
  "OBR|1|O-1^EHR|F-1^LAB|24323-8^Comprehensive metabolic panel^LN|||20260304080000|||||||||1002^Lee^Lou||||||20260304093000||CH|F",
  "NTE|1|L|Fasting sample",
  "OBX|1|NM|2823-3^Potassium^LN||4.1|mmol/L^millimole per litre^UCUM|3.5-5.1|N|||F|||20260304080000||3001^Tech^Tim",
  "NTE|1|L|Not haemolysed~Second line",
  "OBX|2|SN|2345-7^Glucose^LN||>^500|mg/dL^^UCUM||HH|||F",
  "OBX|3|CWE|600-7^Bacteria^LN||112283007^Escherichia coli^SCT|||A|||P",
  "OBX|4|ST|8251-1^Comment^LN||See \\T\\ call||||||F",
  "OBX|5|ED|18842-5^Report^LN||LAB^AP^PDF^Base64^JVBERi0=||||||F",
  "OBX|6|NM|2951-2^Sodium^LN||about 140|mmol/L|||||F",
].join(CR);

export const MERGE = [
  header("ADT^A40"),
  "EVN|A40|20260304",
  "PID|1||4711^^^NORTH&2.16.840.1.113883.19.5&ISO^MR||Roe^Jane",
  "MRG|0815^^^NORTH&2.16.840.1.113883.19.5&ISO^MR||||||Rowe^Jayne",
].join(CR);
