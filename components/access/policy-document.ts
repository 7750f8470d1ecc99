/** One statement of an IAM, resource or key policy (IAM User Guide, "IAM JSON policy elements"). */
export interface Statement {
  readonly Sid: string;
  readonly Effect: "Allow" | "Deny";
  readonly Principal?: "*" | Readonly<Record<string, string | readonly string[]>>;
  readonly Action: string | readonly string[];
  readonly Resource: string | readonly string[];
  /** All but these, in place of `Resource`, which is empty then. */
  readonly NotResource?: string | readonly string[];
  readonly Condition?: Conditions;
}

export type Conditions = Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;

/** The document as AWS takes it. */
export function policyDocument(statements: readonly Statement[]): string {
  return JSON.stringify({
    Version: "2012-10-17",
    Statement: statements.map(({ Resource, ...rest }) =>
      rest.NotResource === undefined ? { ...rest, Resource } : rest,
    ),
  });
}

/** Refuses plain HTTP to these resources, for everyone. */
export function denyPlainTransport(actions: string, resources: string | readonly string[]): Statement {
  return {
    Sid: "DenyPlainTransport",
    Effect: "Deny",
    Principal: "*",
    Action: actions,
    Resource: resources,
    Condition: { Bool: { "aws:SecureTransport": "false" } },
  };
}

/**
 * Lets one AWS service assume a role, on behalf of this account's named resources alone: without the two source
 * conditions another account could have the service use the role for it (IAM User Guide, "The confused deputy problem").
 */
export function serviceTrust(service: string, accountId: string, sourceArn?: string | readonly string[]): Statement {
  return {
    Sid: "TrustService",
    Effect: "Allow",
    Principal: { Service: service },
    Action: "sts:AssumeRole",
    Resource: [],
    Condition: {
      StringEquals: { "aws:SourceAccount": accountId },
      ...(sourceArn !== undefined && { ArnLike: { "aws:SourceArn": sourceArn } }),
    },
  };
}

/** A trust policy: statements without the Resource element, which IAM refuses there. */
export function trustDocument(statements: readonly Statement[]): string {
  return JSON.stringify({
    Version: "2012-10-17",
    Statement: statements.map(({ Resource: _resource, ...rest }) => rest),
  });
}
