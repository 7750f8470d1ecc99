/** `phiguard/phi`: what of the engine others may use. */
export { findPhi, type EngineOptions } from "./engine";
export { FORMATS, readDocument, type Format, type FormatFault, type Reading } from "./formats";
export { CATEGORIES, type Category, type Span } from "./span";
export { SUBTYPES, type SafeHarborParagraph, type Subtype } from "./subtypes";
export { OPERATING_POINTS, type OperatingPoint } from "./contract";
