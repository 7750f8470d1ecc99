import type { CodeableConcept, Coding } from "fhir/r4";
import type { DataType } from "../map";

/** HL7's table 0396, as far as it is used: the name that is written, others that are read, and the system's address. */
const SYSTEMS: readonly (readonly [names: readonly string[], uri: string])[] = [
  [["LN", "LOINC"], "http://loinc.org"],
  [["SCT", "SNOMED", "SNOMED-CT", "SNOMEDCT"], "http://snomed.info/sct"],
  [["I10C", "ICD10CM", "ICD-10-CM"], "http://hl7.org/fhir/sid/icd-10-cm"],
  [["I10", "ICD10"], "http://hl7.org/fhir/sid/icd-10"],
  [["I10P", "ICD10PCS", "ICD-10-PCS"], "http://www.cms.gov/Medicare/Coding/ICD10"],
  [["I9C", "I9CDX", "ICD9CM"], "http://hl7.org/fhir/sid/icd-9-cm"],
  [["RXNORM"], "http://www.nlm.nih.gov/research/umls/rxnorm"],
  [["C4", "CPT", "CPT4", "CPT-4"], "http://www.ama-assn.org/go/cpt"],
  [["HPC", "HCPCS"], "https://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets"],
  [["NDC"], "http://hl7.org/fhir/sid/ndc"],
  [["CVX"], "http://hl7.org/fhir/sid/cvx"],
  [["UCUM"], "http://unitsofmeasure.org"],
  [["CDCREC"], "urn:oid:2.16.840.1.113883.6.238"],
];
const URI_OF = new Map(SYSTEMS.flatMap(([names, uri]) => names.map((name) => [name, uri] as const)));
const NAME_OF = new Map(SYSTEMS.map(([names, uri]) => [uri, names[0] as string]));

const V2 = "http://terminology.hl7.org/CodeSystem/v2-";
/** Names that have no address of their own, such as a laboratory's. */
const LOCAL = "urn:id:";
const OID = /^[0-2](\.(0|[1-9]\d*))+$/;

/** FHIR's `code`: no space at an end, and none twice. */
const CODE = /^\S+( \S+)*$/;

/** The address of a code system that HL7 v2 has a name for; a name nobody knows keeps its name. */
export function systemUri(name: string): string {
  const known = URI_OF.get(name.toUpperCase());
  if (known !== undefined) return known;
  const table = /^HL7(\d{4})$/.exec(name)?.[1];
  if (table !== undefined) return V2 + table;
  return OID.test(name) ? `urn:oid:${name}` : LOCAL + encodeURIComponent(name);
}

export function systemName(uri: string): string {
  const known = NAME_OF.get(uri);
  if (known !== undefined) return known;
  if (/^\d{4}$/.test(uri.slice(V2.length)) && uri.startsWith(V2)) return `HL7${uri.slice(V2.length)}`;
  if (uri.startsWith("urn:oid:")) return uri.slice("urn:oid:".length);
  return uri.startsWith(LOCAL) ? decodeURIComponent(uri.slice(LOCAL.length)) : uri;
}

/** Where a coding's code, display, system and version stand in a CWE. */
const PLACES = [
  [1, 2, 3, 7],
  [4, 5, 6, 8],
  [10, 11, 12, 13],
] as const;

/** A coded value (CWE, and CE, CNE, CF and IS, which are its beginning). */
export const coded: DataType<CodeableConcept> = codedIn(undefined);

/** The same, where codes that name no system are of one of HL7's tables, such as `0112`. */
export function codedIn(table: string | undefined): DataType<CodeableConcept> {
  return {
    read: (value) => {
      const codings: Coding[] = [];
      let text: string | undefined;
      for (const [codeAt, displayAt, systemAt, versionAt] of PLACES) {
        const [code, display, system] = [value.get(codeAt), value.get(displayAt), value.get(systemAt)];
        if (code === undefined || !CODE.test(code)) {
          // A text in the place of a code is a text.
          text ??= display ?? code;
          if (code !== undefined && text !== code) value.refuse(codeAt, "not-readable");
          continue;
        }
        const version = value.get(versionAt);
        const uri = system !== undefined ? systemUri(system) : table === undefined ? undefined : V2 + table;
        codings.push({
          ...(uri !== undefined && { system: uri }),
          ...(version !== undefined && { version }),
          code,
          ...(display !== undefined && { display }),
        });
      }
      const original = value.get(9) ?? text;
      if (codings.length === 0 && original === undefined) return undefined;
      return { ...(codings.length > 0 && { coding: codings }), ...(original !== undefined && { text: original }) };
    },
    write: ({ coding = [], text }, writing) => {
      const cells: (string | undefined)[] = [];
      for (const [at, { system, version, code, display }] of coding.slice(0, PLACES.length).entries()) {
        const [codeAt, displayAt, systemAt, versionAt] = PLACES[at] as (typeof PLACES)[number];
        const name = system === undefined || system === V2 + (table ?? "-") ? undefined : systemName(system);
        cells[codeAt] = code;
        cells[displayAt] = display;
        cells[systemAt] = name;
        cells[versionAt] = version;
      }
      cells[coding.length === 0 ? 2 : 9] = text;
      return writing.components(...Array.from(cells).slice(1));
    },
  };
}

/** A code of a table of ours, each with its counterpart; one that has none is given back. */
export function codeOf<T extends string>(table: Readonly<Record<string, T>>): DataType<T> {
  const back = new Map(
    Object.entries(table)
      .map(([code, counterpart]) => [counterpart, code] as const)
      .reverse(),
  );
  return {
    read: (value) => {
      const code = value.get(1);
      if (code === undefined) return undefined;
      // The rest of a coded value says the same in words.
      for (const at of [2, 3]) value.get(at);
      return table[code.toUpperCase()] ?? value.refuse(1, "code-not-known");
    },
    write: (code, writing) => writing.text(back.get(code)),
  };
}

/** A code of a table with its counterpart in another system; the code itself stays beside it. */
export function translated(
  table: string,
  system: string,
  counterparts: Readonly<Record<string, readonly [code: string, system?: string]>>,
): DataType<CodeableConcept> {
  const plain = codedIn(table);
  return {
    read: (value, context) => {
      const concept = plain.read(value, context);
      const own = concept?.coding?.find((coding) => coding.system === V2 + table);
      const [code, other] = counterparts[own?.code ?? ""] ?? [];
      if (concept === undefined || code === undefined) return concept;
      return { ...concept, coding: [...(concept.coding ?? []), { system: other ?? system, code }] };
    },
    write: (concept, writing) => {
      const made = (coding: Coding): boolean =>
        Object.values(counterparts).some(
          ([code, other]) => coding.code === code && coding.system === (other ?? system),
        );
      const kept = (concept.coding ?? []).filter((coding) => !made(coding));
      const [only] = (concept.coding ?? []).filter(made);
      const [code] = Object.entries(counterparts).find(([, [counterpart]]) => counterpart === only?.code) ?? [];
      // What came from elsewhere has the counterpart alone.
      const coding = kept.length > 0 || code === undefined ? kept : [{ system: V2 + table, code }];
      return plain.write({ ...concept, coding }, writing);
    },
  };
}

export const text: DataType<string> = {
  read: (value) => value.get(1),
  write: (written, writing) => writing.text(written),
};

/** HL7's table 0136. */
export const yesNo: DataType<boolean> = {
  read: (value) => {
    const code = value.get(1)?.toUpperCase();
    if (code === undefined) return undefined;
    return code === "Y" ? true : code === "N" ? false : value.refuse(1, "code-not-known");
  },
  write: (yes) => (yes ? "Y" : "N"),
};

/** A whole number above zero. */
export const count: DataType<number> = {
  read: (value) => {
    const digits = value.get(1);
    if (digits === undefined) return undefined;
    return /^\d{1,9}$/.test(digits) && Number(digits) > 0 ? Number(digits) : value.refuse(1, "not-readable");
  },
  write: (number) => String(number),
};
