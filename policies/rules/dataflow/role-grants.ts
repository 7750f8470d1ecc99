import type { Resource } from "../../resource";
import type { Kind, StackIndex } from "../../stack-index";
import { isObject, UNKNOWN, type PropertyObject, type PropertyValue } from "../../value";
import { PASSING, STORE, union } from "./flow-ends";
import { byArn, namedIn, parsed } from "./flow-names";

/** Stores and channels of this program that a role may read from and write to. */
export interface Reach {
  readonly reads: Set<Resource>;
  readonly writes: Set<Resource>;
}

const ROLE_POLICY: Kind<unknown> = { types: ["aws:iam/rolePolicy:RolePolicy"] };
const ATTACHMENT: Kind<unknown> = { types: ["aws:iam/rolePolicyAttachment:RolePolicyAttachment"] };
const POLICY: Kind<unknown> = { types: ["aws:iam/policy:Policy"] };
const HOLDERS = union(PASSING, STORE);

const READS = /^\*$|:(\*|Get|BatchGet|Query|Scan|Receive|Read|Search|Select)/i;
const WRITES = /^\*$|:(\*|Put|BatchWrite|Update|Send|Publish|Write|Create)/i;

interface Document {
  readonly owner: Resource;
  readonly property: string;
  readonly value: PropertyValue;
}

/**
 * What the policies of a role grant, as far as they are known: a document that is not known yet tells no direction, so it adds nothing. An
 * ARN not known yet inside a known statement stands for what the document was made from.
 */
export function reachOf(index: StackIndex, role: Resource): Reach {
  const reach: Reach = { reads: new Set(), writes: new Set() };
  for (const document of documentsOf(index, role)) {
    for (const statement of statementsOf(document.value)) {
      if (statement["Effect"] !== "Allow") continue;
      const actions = listOf(statement["Action"]).map(String);
      const named = listOf(statement["Resource"]).flatMap((arn) => holders(index, document, arn));
      if (actions.some((action) => READS.test(action))) for (const resource of named) reach.reads.add(resource);
      if (actions.some((action) => WRITES.test(action))) for (const resource of named) reach.writes.add(resource);
    }
  }
  return reach;
}

function documentsOf(index: StackIndex, role: Resource): Document[] {
  const inline = listOf(role.inputs["inlinePolicies"]).filter(isObject);
  const attached = index
    .companions(role, ATTACHMENT, "role")
    .certain.flatMap((attachment) => namedIn(index, attachment, "policyArn", POLICY).found);
  const own = index.companions(role, ROLE_POLICY, "role").certain;
  return [
    ...inline.map((item): Document => ({ owner: role, property: "inlinePolicies", value: item["policy"] })),
    ...[...own, ...attached].map((owner): Document => ({ owner, property: "policy", value: owner.inputs["policy"] })),
  ];
}

function statementsOf(value: PropertyValue): PropertyObject[] {
  const document = typeof value === "string" ? parsed(value) : value;
  return isObject(document) ? listOf(document["Statement"]).filter(isObject) : [];
}

function holders(index: StackIndex, { owner, property }: Document, arn: PropertyValue): readonly Resource[] {
  if (arn === UNKNOWN) return index.named(owner, property, HOLDERS).certain;
  return typeof arn === "string" ? byArn(index, arn).filter(({ type }) => HOLDERS.types.includes(type)) : [];
}

function listOf(value: PropertyValue): readonly PropertyValue[] {
  return Array.isArray(value) ? value : [value];
}
