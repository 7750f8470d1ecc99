import { createHash } from "node:crypto";
import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";

export interface RoleArgs {
  args?: aws.iam.RoleArgs & { policyArns?: string[] };
  roleArn?: pulumi.Input<string>;
  skip?: boolean;
}

const ECS_TASKS_MAY_ASSUME = JSON.stringify({
  Version: "2012-10-17",
  Statement: [
    { Action: "sts:AssumeRole", Principal: { Service: "ecs-tasks.amazonaws.com" }, Effect: "Allow", Sid: "" },
  ],
});

/** The role for a task: the given one, none, or a new one with its managed policies attached. */
export function roleForTasks(
  name: string,
  given: RoleArgs | undefined,
  defaultPolicyArns: readonly string[],
  parent: pulumi.Resource,
): { role?: aws.iam.Role; roleArn?: pulumi.Input<string> } {
  if (given?.roleArn !== undefined && given.args !== undefined) {
    throw new TypeError(`${name}: give roleArn or args of the role, not both`);
  }
  if (given?.skip === true) {
    return {};
  }
  if (given?.roleArn !== undefined) {
    return { roleArn: given.roleArn };
  }
  const { policyArns = defaultPolicyArns, ...args } = given?.args ?? {};
  const role = new aws.iam.Role(name, { assumeRolePolicy: ECS_TASKS_MAY_ASSUME, ...args }, { parent });
  for (const policyArn of policyArns) {
    new aws.iam.RolePolicyAttachment(`${name}-${shortHash(policyArn)}`, { role: role.name, policyArn }, { parent });
  }
  return { role, roleArn: role.arn };
}

/** Eight digits that stand for a text in a resource's name. */
export function shortHash(text: string): string {
  return createHash("sha1").update(text).digest("hex").slice(0, 8);
}
