import { like, statementsIn, type PolicyStatement } from "../../components/testing/access";
import { ofType, type Planned } from "../../components/testing/plan";

/** One thing that a role may do: `when` holds the conditions, empty where there are none. */
export interface Grant {
  readonly effect: "Allow" | "Deny";
  readonly action: string;
  readonly resource: string;
  readonly when: string;
}

/** What a role may do by the policies attached to it, before its boundary. */
export interface RoleAccess {
  /** Its name in AWS. */
  readonly role: string;
  readonly workload: string;
  /** Who may take it: service principals, accounts, federated issuers. */
  readonly trusts: readonly string[];
  readonly grants: readonly Grant[];
  /** What the policies of keys, buckets and the like grant it by its ARN, each for the resource that has the policy. */
  readonly granted: readonly Grant[];
  /** Policies of AWS that are attached to it. */
  readonly managed: readonly string[];
  /** Statements of its permissions boundary; undefined where the plan doesn't make the boundary. */
  readonly boundary: readonly PolicyStatement[] | undefined;
}

const ROLE = "aws:iam/role:Role";
const POLICY = "aws:iam/policy:Policy";

/** The access of every role of a plan, in the order of their names. */
export function accessOf(planned: readonly Planned[]): RoleAccess[] {
  const policies = ofType(planned, POLICY);
  const attachments = ofType(planned, "aws:iam/rolePolicyAttachment:RolePolicyAttachment");
  const inline = ofType(planned, "aws:iam/rolePolicy:RolePolicy");
  return ofType(planned, ROLE)
    .map(({ inputs }) => {
      const arns = [
        ...attachments.filter((of) => of.inputs.role === inputs.name).map((of) => String(of.inputs.policyArn)),
        ...((inputs.managedPolicyArns ?? []) as string[]),
      ];
      const own = policies.filter(({ name }) => arns.some((arn) => arn.endsWith(`:${name}`)));
      const documents = [
        ...own.map((of) => of.inputs.policy as string),
        ...inline.filter((of) => of.inputs.role === inputs.name).map((of) => of.inputs.policy as string),
        ...((inputs.inlinePolicies ?? []) as { policy: string }[]).map(({ policy }) => policy),
      ];
      const boundary = policies.find(
        (of) =>
          typeof of.inputs.name === "string" &&
          String(inputs.permissionsBoundary).endsWith(`:policy/${of.inputs.name}`),
      );
      return {
        role: String(inputs.name),
        workload: String(inputs.tags?.["phiguard:workload"]),
        trusts: statementsIn(inputs.assumeRolePolicy as string)
          .flatMap(principals)
          .sort(),
        grants: documents.flatMap((document) => statementsIn(document).flatMap(grantsOf)),
        granted: planned.flatMap((of) => grantedBy(of, String(inputs.name))),
        managed: arns.filter((arn) => arn.includes(":iam::aws:")).sort(),
        boundary: boundary && statementsIn(boundary.inputs.policy as string),
      };
    })
    .sort((a, b) => (a.role < b.role ? -1 : 1));
}

/** Grants that the role's boundary has no room for, so that they would be refused by AWS. Conditions of the boundary are not looked at. */
export function beyondBoundary({ grants, boundary = [] }: RoleAccess): Grant[] {
  return grants.filter(
    ({ effect, action, resource }) =>
      effect === "Allow" &&
      !boundary.some(
        (room) =>
          room.Effect === "Allow" &&
          [room.Action].flat().some((pattern) => like(pattern, action)) &&
          [room.Resource ?? []].flat().some((pattern) => like(pattern, resource.replaceAll("*", "x"))),
      ),
  );
}

/** Grants of a resource's own policy to a role by its ARN. In such a policy `*` means the resource itself. */
function grantedBy({ type, name, inputs }: Planned, role: string): Grant[] {
  // An ECR lifecycle policy has the same key and no statements.
  if (typeof inputs.policy !== "string" || type === POLICY || !inputs.policy.includes(`:role/${role}"`)) return [];
  return statementsIn(inputs.policy)
    .filter((statement) => principals(statement).some((principal) => principal.endsWith(`:role/${role}`)))
    .flatMap(grantsOf)
    .map((grant) => (grant.resource === "*" ? { ...grant, resource: name } : grant));
}

/** The roles of each workload. */
export function byWorkload(roles: readonly RoleAccess[]): ReadonlyMap<string, readonly RoleAccess[]> {
  const grouped = new Map<string, RoleAccess[]>();
  for (const role of roles) grouped.set(role.workload, [...(grouped.get(role.workload) ?? []), role]);
  return grouped;
}

function principals({ Principal }: PolicyStatement): string[] {
  return typeof Principal === "string" ? [Principal] : (Object.values(Principal ?? {}) as (string | string[])[]).flat();
}

function grantsOf(statement: PolicyStatement): Grant[] {
  const when = Object.entries(statement.Condition ?? {})
    .flatMap(([operator, keys]) =>
      Object.entries(keys).map(([key, wanted]) => `${operator} ${key} ${[wanted].flat().join(" or ")}`),
    )
    .join("; ");
  return [statement.Action].flat().flatMap((action) =>
    [statement.Resource ?? []].flat().map((resource) => ({
      effect: statement.Effect as Grant["effect"],
      action,
      resource,
      when,
    })),
  );
}
