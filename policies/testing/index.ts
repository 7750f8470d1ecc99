/** What the tables of one's own rules are written with; needs mocha's `describe` and `it`, and chai. */
export { from, testRule, unknownString, unknownValue, type Row, type RuleTable } from "./rule-tester";
