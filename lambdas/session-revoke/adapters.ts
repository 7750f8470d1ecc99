import {
  DeleteRolePolicyCommand,
  GetRolePolicyCommand,
  IAMClient,
  NoSuchEntityException,
  PutRolePolicyCommand,
} from "@aws-sdk/client-iam";
import type { Remedy } from "../remediation/action";

/** The policy that was there under the same name; empty where there was none. */
export interface PolicyBefore {
  readonly policy?: string;
}

export const REVOCATION = "phiguard-sessions-revoked";

/** Refuses everything to sessions from before a time, as the console's own "revoke sessions" does (IAM User Guide, "Revoke IAM role temporary security credentials"). */
export function revocation(before: string): string {
  return JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "SessionsFromBefore",
        Effect: "Deny",
        Action: "*",
        Resource: "*",
        Condition: { DateLessThan: { "aws:TokenIssueTime": before } },
      },
    ],
  });
}

export const iamClient = (): IAMClient => new IAMClient({ maxAttempts: 4 });

/** Sessions that are taken after the action work: what holds the role by right goes on. */
export function revokeSessions(iam: IAMClient): Remedy<PolicyBefore> {
  const put = async (role: string, policy: string): Promise<void> => {
    await iam.send(new PutRolePolicyCommand({ RoleName: role, PolicyName: REVOCATION, PolicyDocument: policy }));
  };
  return {
    action: "revoke-session",
    look: async ({ target, at }) => {
      try {
        const { PolicyDocument = "" } = await iam.send(
          new GetRolePolicyCommand({ RoleName: target, PolicyName: REVOCATION }),
        );
        const policy = decodeURIComponent(PolicyDocument);
        const since = /"aws:TokenIssueTime":"([^"]+)"/.exec(policy)?.[1];
        return since !== undefined && since > at ? undefined : { policy };
      } catch (error) {
        if (error instanceof NoSuchEntityException) return {};
        throw error;
      }
    },
    change: ({ target }, _, now) => put(target, revocation(now.toISOString())),
    restore: async ({ target }, { policy }) => {
      if (policy !== undefined) return put(target, policy);
      await iam.send(new DeleteRolePolicyCommand({ RoleName: target, PolicyName: REVOCATION }));
    },
  };
}
