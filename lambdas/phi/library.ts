/** `phiguard/phi`: what of the engine others may use. */
export { findPhi, type EngineOptions } from "./engine";
export { FORMATS, readDocument, type Format, type FormatFault, type Reading } from "./formats";
export { CATEGORIES, type Category, type Span } from "./span";
export { SUBTYPES, type SafeHarborParagraph, type Subtype } from "./subtypes";
export { OPERATING_POINTS, type OperatingPoint } from "./contract";
export { deidentify, type Changes, type Deidentified, type DeidentifyOptions } from "./transform/deidentify";
export { kAnonymity, type Anonymity } from "./transform/k-anonymity";
export { METHODS, PROFILES, type Method, type Profile } from "./transform/methods";
export { identityOf, Patients, type Identity } from "./transform/patient";
export type { TenantKey } from "./transform/tenant-key";
