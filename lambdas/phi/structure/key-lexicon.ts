import type { Subtype } from "../subtypes";

/** `keep`: a key whose values are codes and the like. `text`: one whose values people write. */
export type KeyMeaning = Subtype | "keep" | "text" | "name";

/** A key or the head of a column as words in lower case: `patientFirstName`, `PATIENT_FIRST_NAME` and `Patient first name` are the same. */
export function wordsOf(key: string): string {
  return key
    .slice(0, 120)
    .replace(/([a-z\d])([A-Z])/g, "$1 $2")
    .replace(/([A-Z]+)([A-Z][a-z])/g, "$1 $2")
    .replace(/[^\p{L}\p{N}#]+/gu, " ")
    .trim()
    .toLowerCase();
}

/** Whose a key is: words before what it names. */
const PROVIDER =
  /\b(?:referred to|provider|physician|doctor|dr|attending|admitting|referring|ordering|rendering|consulting|performing|performer|clinician|nurse|surgeon|practitioner|prescriber|pcp|radiologist|pathologist|technologist|tech|therapist|author|signed|signer|dictated|transcribed|transcriptionist|reviewer|staff|requested|requester|verified|operator|consultant|hcp|anesthesiologist|cosigner|cosigned|seen|supervisor|midwife|dentist|pharmacist|specialist|md|rn|np|pa|ordered|interpreter|resident|fellow)\b/;
const RELATIVE =
  /\b(?:contact|emergency|kin|nok|next|relative|spouse|mother|mothers|father|fathers|parent|guardian|guarantor|husband|wife|partner|son|daughter|caregiver|sibling|responsible|maiden|carer|proxy|dependent|child|brother|sister|grandmother|grandfather|household|informant)\b/;
const PATIENT =
  /\b(?:patient|pt|pat|client|subject|person|participant|resident|insured|subscriber|member|beneficiary)\b/;

/** Keys by their words; the first that fits says what it is. Each pattern is a list of words without repetition. */
const KEYS: readonly (readonly [RegExp, KeyMeaning])[] = [
  // What looks like an identifier's name and is none.
  [
    /\b(?:drug|medication|med|generic|brand|test|procedure|proc|diagnosis|dx|disease|condition|file|column|table|field|form|study|protocol|series|panel|analyte|product|allergy|allergen|vaccine|lab|unit|ward|class|display|program|plan|code|system|event|code system|template|schema|software|model|manufacturer|component|payer|insurance|insurer|payor|company|group|event) (?:name|title|description|desc)\b/,
    "text",
  ],
  [
    /\b(?:code|icd\d*|cpt|hcpcs|loinc|snomed|rxnorm|ndc|cvx|drg|atc|status|flag|type|category|class|version|language|locale|currency|units?|uom|count|quantity|qty|score|gender|sex|race|ethnicity|marital|religion|dose|dosage|route|frequency|result|results|value|range|abnormal|severity|priority|amount|cost|price|total|percent|height|weight|bmi|temperature|pulse|bp|blood pressure|systolic|diastolic|spo2|resourcetype|mime|format|encoding|checksum|hash|schema|duration|days|hours|minutes|los)$/,
    "keep",
  ],
  [/\b(?:ssn|social security|soc sec|social sec)\b/, "ssn"],
  [
    /\b(?:mrn|medical record|med rec|medrec|mr no|mr number|mr num|mr #|chart (?:no|number|num|id|#)|chart|hospital (?:no|number|id)|unit (?:no|number)|empi|mpi|patient (?:id|identifier|no|number|num|key|code|#)|pat (?:id|no|num)|pt (?:id|no|num)|patientid|pid|subject id|person (?:id|key)|client (?:id|no|number)|record (?:no|number|num))\b/,
    "mrn",
  ],
  [/\b(?:npi)\b/, "npi"],
  [/\b(?:dea)\b/, "dea"],
  [/\b(?:vin|vehicle id|vehicle identification)\b/, "vin"],
  [/\b(?:plate|licen[sc]e plate|plate (?:no|number)|registration plate|tag number)\b/, "plate"],
  [/\b(?:driver s? ?licen[sc]e|drivers licen[sc]e|driving licen[sc]e|dl|dl (?:no|number|#)|dln)\b/, "driver-licence"],
  [/\b(?:licen[sc]e|certificate|certification|passport)(?: (?:no|number|num|id|#))?$/, "licence"],
  [
    /\b(?:member|membership|subscriber|policy|beneficiary|insurance|insured|health plan|plan|group|medicare|medicaid|mbi|hicn|claim|payer)(?: (?:id|no|number|num|identifier|#))$|\b(?:mbi|hicn|policy|subscriber|health ?plan|medicare|medicaid)$/,
    "health-plan",
  ],
  [
    /\b(?:account|acct|billing|guarantor|bank|card|credit card|invoice|iban)(?: (?:id|no|number|num|identifier|#))?$/,
    "account",
  ],
  [
    /\b(?:accession|acc|specimen|sample|order|requisition|filler|placer|barcode)(?: (?:id|no|number|num|identifier|#))$|\baccession$/,
    "accession",
  ],
  [
    /\b(?:visit|encounter|enc|csn|fin|case|admission|episode|appointment|stay|hadm)(?: (?:id|no|number|num|identifier|key|#))$|\b(?:csn|fin|hadm id)$/,
    "visit",
  ],
  [
    /\b(?:device|serial|implant|udi|equipment|pump|pacemaker|imei|meid)(?: (?:id|no|number|num|identifier|serial|sn|#))?$|\bserial\b/,
    "device",
  ],
  [/\b(?:mac address|mac|mac addr)$/, "mac"],
  [/\b(?:ip|ip address|ip addr|ipaddress|ipv4|ipv6|client ip|remote addr|host ip)$/, "ip"],
  [/\b(?:user ?name|user ?id|login|screen name|handle|account name|user)$/, "username"],
  [/\b(?:e ?mail|email address|mail)$|\be ?mail\b/, "email"],
  [/\b(?:url|uri|website|web ?site|web ?page|homepage|web address|link|portal)$/, "url"],
  [/\b(?:fax|facsimile)\b/, "fax"],
  [/\b(?:pager|beeper|page no)\b/, "pager"],
  [
    /\b(?:phone|telephone|tel|mobile|cell|cellphone|contact (?:no|number)|home ph|work ph|ph|callback|telecom)\b/,
    "phone",
  ],
  [/\b(?:dob|d o b|birth ?date|date of birth|birth ?day|born|birth ?dt|birth time|date birth)\b/, "birth-date"],
  [/\b(?:dod|death ?date|date of death|deceased (?:date|on)|death (?:dt|time))\b/, "death-date"],
  [/\b(?:birth year|year of birth|yob)\b/, "date"],
  [/\bage\b(?! (?:group|range|band|category))/, "age"],
  [/\b(?:zip|zip ?code|postal ?code|postal|postcode|post code|zip 4)\b/, "zip"],
  [/\b(?:birth ?place|place of birth|city|town|village|municipality|suburb|hometown|residence city)\b/, "city"],
  [/\b(?:latitude|longitude|geo ?codes?|geo ?location|gps|coordinates)\b/, "street"],
  [/\b(?:county|district|parish|borough|precinct)\b/, "county"],
  [/\b(?:state|province|region|country|nation)\b/, "keep"],
  [
    /\b(?:address|addr|street|apartment|apt|address line ?\d?|addr ?\d|residence|house (?:no|number)|po box|home address|mailing)\b/,
    "street",
  ],
  [
    /\b(?:hospital|facility|clinic|institution|institution name|site name|medical center|practice|practice name|location|organi[sz]ation|department address|sending facility|service location|health system)(?: name)?$/,
    "facility",
  ],
  [/\b(?:employer|company|workplace|school|employer name|school name)$/, "organization"],
  [/\b(?:room|bed|ward|room (?:no|number)|bed (?:no|number)|unit bed)$/, "room"],
  [/\b(?:occupation|profession|job|job title|trade|employment)$/, "profession"],
  [/\b(?:fingerprint|voice ?print|biometric|retina|iris)/, "biometric"],
  [/\b(?:photo|picture|headshot|portrait|face image)\b/, "photo"],
  [
    /\b(?:first|last|middle|given|family|full|maiden|preferred|nick|legal|former|alias|sur|fore|patient|pt|provider|physician|doctor|contact|member|subscriber|insured|guarantor|person|display|staff|author|nurse|spouse|mother|father|kin)s? ?(?:name|nm|names)\b|\b(?:surname|forename|firstname|lastname|fullname|fname|lname|mname|alias|nickname|initials)\b|^names?$/,
    "name",
  ],
  [
    /\b(?:note|notes|comment|comments|text|narrative|message|body|impression|findings|history|hpi|summary|remarks|description|reason|complaint|assessment|plan|instructions|subject|title|report|memo|details)\b/,
    "text",
  ],
  [
    /\b(?:date|datetime|dt|timestamp|admitted|admit|discharged|discharge|collected|received|reported|performed|resulted|scheduled|signed|dos|day|created|updated|modified|visit on|seen on|effective|expires|expiration|start|end|when|time stamp)\b/,
    "date",
  ],
];

/** Heads that name a person alone: `patient`, `attending physician`, `next of kin`. */
const PERSON_ALONE =
  /^(?:patient|pt|client|attending|attending physician|referring|referring physician|referring provider|ordering provider|ordering physician|physician|provider|doctor|nurse|surgeon|radiologist|pcp|primary care physician|primary care provider|clinician|author|next of kin|nok|emergency contact|contact|spouse|guardian|mother|father|guarantor|technologist|technician|operator|caregiver|carer|md|attending md|consultant|hcp|care provider|care giver|cosigner|supervisor|assigned to|assigned provider|assigned nurse|rn|np|informant|proxy|health care proxy|healthcare proxy|power of attorney|brother|sister|son|daughter|husband|wife|partner|responsible party|responsible person|relative|family contact|kin|interpreter|therapist|pharmacist|midwife|dentist|specialist|anesthesiologist|resident|fellow|reader|reading physician|witness|requester|requestor|prescriber|transcriptionist|dictating physician|admitting|admitting physician|admitting provider|referring md|referred to)$/;

/** What the values of a key are; `before` is the key of what it stands in. Undefined for one that nobody knows. */
export function keyMeaning(key: string, before = ""): Exclude<KeyMeaning, "name"> | undefined {
  const words = wordsOf(key);
  if (words === "") return undefined;
  // Who did something: dates say when, not by whom.
  if (/ by$/.test(words)) return /accompanied|brought/.test(words) ? "relative-name" : "provider-name";
  const found = KEYS.find(([pattern]) => pattern.test(words))?.[1];
  const whose = `${wordsOf(before)} ${words}`;
  if (found === "name" || (found === undefined && PERSON_ALONE.test(words))) return nameOf(whose);
  if (found === "mrn" && PROVIDER.test(whose)) return "other-id";
  return found;
}

function nameOf(words: string): Subtype {
  if (RELATIVE.test(words)) return "relative-name";
  if (PROVIDER.test(words)) return "provider-name";
  return PATIENT.test(words) ? "patient-name" : "person-name";
}

/** Meanings that a table or an object about a person has. */
const OF_PERSONS = new Set<KeyMeaning>([
  ...([
    "birth-date",
    "mrn",
    "ssn",
    "phone",
    "email",
    "street",
    "age",
    "zip",
    "city",
    "health-plan",
    "account",
    "visit",
  ] as const),
]);

/** Whether keys together tell of a person: a number of a record, an address, a sex. */
export function showsPerson(keys: Iterable<string>): boolean {
  for (const key of keys) {
    const meaning = keyMeaning(key);
    if ((meaning !== undefined && OF_PERSONS.has(meaning)) || /\b(?:sex|gender|patient)\b/.test(wordsOf(key)))
      return true;
  }
  return false;
}
