import type { Coded } from "../record";

/** Addresses of code systems in FHIR. */
export const SYSTEMS: Readonly<Record<Coded["system"], string>> = {
  snomed: "http://snomed.info/sct",
  icd10: "http://hl7.org/fhir/sid/icd-10-cm",
  loinc: "http://loinc.org",
  rxnorm: "http://www.nlm.nih.gov/research/umls/rxnorm",
  cpt: "http://www.ama-assn.org/go/cpt",
  cvx: "http://hl7.org/fhir/sid/cvx",
};

/** Base of the identifiers' namespaces and of full URLs: a domain set aside for examples (RFC 2606). */
export const BASE = "https://synthetic.example.org/fhir";
