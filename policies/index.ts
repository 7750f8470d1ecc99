/**
 * What a pack of one's own is written with: the rule language, the rules there are, and the server that the Pulumi engine starts.
 * `servePack(pack)` in the pack folder's index.js is all that a pack needs.
 */
export { all, any, fromBoolean, implies, no, not, unknown, yes, type Answer } from "./answer";
export { allRules, ruleInfos } from "./catalog";
export { classificationOf, mayHoldPhi, regionOf, tagOf, type Classification } from "./classification";
export { packs } from "./packs";
export * from "./policy-document";
export * from "./predicates";
export { entriesOf, itemsOf, jsonOf, pathOf, referencesOf, resourceOf, topOf, valueOf, type Reading } from "./reading";
export type { ControlLinks, Enforcement, ResultKind, Severity } from "./record";
export type { Remedy } from "./remedy";
export type { Resource } from "./resource";
export {
  on,
  type RelationRule,
  type ResourceRule,
  type Rule,
  type RuleHead,
  type Subject,
  type WholeStackRule,
} from "./rule";
export { choice, flag, texts, wholeNumber, type RuleConfig, type RuleSettings } from "./rule-config";
export { servePack } from "./server/analyzer";
export { PackSession, type Framework, type Pack } from "./session";
export { DEFAULT_SETTINGS, type PackSettings } from "./settings";
export type { Kind } from "./stack-index";
export { setting, type Partners, type StackView } from "./stack-view";
export { UNKNOWN, type PropertyValue } from "./value";
export { waivedBy } from "./waiver-pointer";
