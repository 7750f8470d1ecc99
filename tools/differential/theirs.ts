import type { Explanation, StatementExplanation } from "./disagreement";
import {
  actionsOf,
  conditionsOf,
  deniesOf,
  resourcesOf,
  statementsOf,
  type Document,
  type Statement,
} from "./documents";
import { OUTSIDERS, REQUESTS, TRANSPORT } from "./questions";

/** A wildcard before the first slash or colon of the resource's name, and something after that. */
const WILDCARD_IN_PRODUCT = /^arn:([^:]*:){4}[^:/]*[*?][^:/]*[:/]/;

const IAM_SIMULATE: readonly Explanation[] = [
  {
    name: "kms-key-policy",
    reason: "theirs: iam-simulate asks the key's own policy too, and there is none",
    applies: ({ peer, cell }) => peer === "iam-simulate" && cell.ours.truth === true && cell.part.startsWith("kms:"),
  },
  {
    name: "wildcard-in-product",
    reason:
      "theirs: iam-simulate takes no wildcard in the first word of a resource's name; AWS's own policies have them (arn:aws:logs:*:*:*:/aws-glue/*)",
    applies: ({ peer, question, cell, document }) =>
      peer === "iam-simulate" &&
      question === REQUESTS.name &&
      cell.ours.truth === true &&
      statementsOf(document)
        .flatMap(resourcesOf)
        .some((pattern) => WILDCARD_IN_PRODUCT.test(pattern)),
  },
  {
    name: "one-ipv4-address",
    reason: "theirs: iam-simulate does not apply NotIpAddress of one IPv4 address to a request from an IPv6 one",
    applies: ({ peer, cell, document }) =>
      peer === "iam-simulate" &&
      !cell.theirs &&
      deniesOf(document)
        .flatMap(conditionsOf)
        .some(({ operator, values }) => /NotIpAddress/i.test(operator) && values.includes("203.0.113.7")),
  },
];

const PRINCIPALMAPPER: readonly Explanation[] = [
  {
    name: "principalmapper-callers",
    reason:
      "theirs: principalmapper knows roles and users alone; that it refuses them says nothing of sessions, services and requests that nobody signed",
    applies: ({ peer, cell, question }) =>
      peer === "principalmapper" && [OUTSIDERS.name, TRANSPORT.name].includes(question) && cell.theirs,
  },
  {
    name: "principalmapper-operators",
    reason: "theirs: principalmapper reads condition operators in IAM's own case only and skips the others",
    applies: ({ peer, document }) =>
      peer === "principalmapper" &&
      statementsOf(document)
        .flatMap(conditionsOf)
        .some(({ operator }) => !/[A-Z]/.test(operator)),
  },
  {
    name: "principalmapper-addresses",
    reason: "theirs: principalmapper takes IpAddress with a set operator or IfExists for NotIpAddress",
    applies: ({ peer, document }) =>
      peer === "principalmapper" &&
      statementsOf(document)
        .flatMap(conditionsOf)
        .some(({ operator }) => /IpAddress/i.test(operator) && !/^(Not)?IpAddress$/.test(operator)),
  },
  {
    name: "principalmapper-not-like",
    reason: "theirs: principalmapper does not apply a Deny under StringNotLike to a request without the key; IAM does",
    applies: ({ peer, cell, document }) =>
      peer === "principalmapper" &&
      !cell.theirs &&
      deniesOf(document)
        .flatMap(conditionsOf)
        .some(({ operator }) => /^StringNotLike$/i.test(operator)),
  },
];

const POLICYUNIVERSE: readonly Explanation[] = [
  {
    name: "policyuniverse-denies",
    reason: "theirs: policyuniverse reads no Deny",
    applies: ofPolicyuniverse(true, (document) => deniesOf(document).length > 0),
  },
  {
    name: "policyuniverse-keys",
    reason: "theirs: policyuniverse knows fewer condition keys that say who or where from",
    applies: ofPolicyuniverse(true, (document) =>
      statementsOf(document)
        .flatMap(conditionsOf)
        .some(({ key }) => /SourceOrgID|aws:Vpce|DataAccessPoint/i.test(key)),
    ),
  },
  {
    name: "policyuniverse-either",
    reason: "theirs: policyuniverse takes conditions for alternatives; IAM joins them by AND",
    applies: ofPolicyuniverse(true, (document) =>
      statementsOf(document).some((statement) => conditionsOf(statement).length > 1),
    ),
  },
  {
    name: "policyuniverse-user-id",
    reason: "theirs: policyuniverse takes a whole user id, without a wildcard, for anybody's",
    applies: ofPolicyuniverse(true, (document) =>
      statementsOf(document)
        .flatMap(conditionsOf)
        .some(({ key, values }) => /userid/i.test(key) && values.some((value) => !value.includes("*"))),
    ),
  },
  {
    name: "policyuniverse-missing-key",
    reason:
      "theirs: policyuniverse takes IfExists and ForAllValues for narrowing, though a request without the key meets them",
    applies: ofPolicyuniverse(false, (document) =>
      statementsOf(document)
        .flatMap(conditionsOf)
        .some(({ operator }) => /ForAllValues|IfExists/i.test(operator)),
    ),
  },
  {
    name: "policyuniverse-wildcards",
    reason:
      'theirs: policyuniverse takes "?", policy variables, any bucket (arn:aws:s3:::*), "*" as user id or organisation, and half of all addresses (0.0.0.0/1) for fixed values',
    applies: ofPolicyuniverse(false, (document) =>
      statementsOf(document)
        .flatMap(conditionsOf)
        .some(
          ({ key, values }) =>
            values.some((value) => /\?|\$\{|:s3:::\*|^0\.0\.0\.0\/1$/.test(value)) ||
            (/userid|OrgID|OrgPaths/i.test(key) && values.includes("*")),
        ),
    ),
  },
];

const MOTO: readonly Explanation[] = [
  {
    name: "moto-case",
    reason: "theirs: moto compares actions by case; IAM does not",
    applies: ofMoto((statement) => actionsOf(statement).some((action) => !/^(\*|[a-z0-9-]+:[A-Z?*])/.test(action))),
  },
  {
    name: "moto-question-mark",
    reason: 'theirs: moto hands "?" on to a regular expression, where it means something else',
    applies: ofMoto((statement) =>
      [...actionsOf(statement), ...resourcesOf(statement)].some((text) => text.includes("?")),
    ),
  },
  {
    name: "moto-not-resource",
    reason: "theirs: moto allows whatever has no Resource, be it a Deny or an Allow with NotResource",
    applies: ofMoto(({ NotResource }) => NotResource !== undefined),
  },
];

/** Where others don't answer as AWS documents, or don't know what is asked. */
export const THEIRS: readonly Explanation[] = [...IAM_SIMULATE, ...PRINCIPALMAPPER, ...POLICYUNIVERSE, ...MOTO];

/** The same of a statement that we call open. */
export const STATEMENTS_THEIRS: readonly StatementExplanation[] = [
  {
    name: "whole-address-range",
    reason: "theirs: iam-simulate finds no address in 0.0.0.0/0 (a shift by 32 bits leaves the mask as it is)",
    applies: ({ statement, open }, peer) =>
      peer === "iam-simulate" && !open && conditionsOf(statement).some(({ values }) => values.includes("0.0.0.0/0")),
  },
  {
    name: "variable-in-arn",
    reason: "theirs: iam-simulate splits an ARN at the colon of a policy variable in it, so that nothing matches",
    applies: ({ statement, open }, peer) =>
      peer === "iam-simulate" &&
      !open &&
      conditionsOf(statement).some(
        ({ operator, values }) => /Arn/i.test(operator) && values.some((value) => value.includes("${")),
      ),
  },
  {
    name: "canonical-user",
    reason: "theirs: no request of iam-simulate comes from a canonical user",
    applies: ({ statement, open }, peer) =>
      !open && peer === "iam-simulate" && JSON.stringify(statement.Principal ?? "").includes("CanonicalUser"),
  },
];

/** `closed`: whether we call the document closed, and policyuniverse does not. */
function ofPolicyuniverse(closed: boolean, holds: (document: Document) => boolean): Explanation["applies"] {
  return ({ peer, cell, document }) => peer === "policyuniverse" && cell.ours.truth === closed && holds(document);
}

function ofMoto(holds: (statement: Statement) => boolean): Explanation["applies"] {
  return ({ peer, document }) => peer === "moto" && statementsOf(document).some(holds);
}
