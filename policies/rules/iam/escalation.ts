/**
 * Sets of AWS actions with which their holder can give itself more rights than it has. Each set counts only together.
 * Source: Spencer Gietzen, "AWS IAM Privilege Escalation: Methods and Mitigation", Rhino Security Labs, 2018, with services that came later.
 */
export const ESCALATIONS: readonly (readonly string[])[] = [
  // Changing what a policy says, or which version of it counts.
  ["iam:CreatePolicyVersion"],
  ["iam:SetDefaultPolicyVersion"],
  // Giving a policy to a user, group or role.
  ["iam:AttachUserPolicy"],
  ["iam:AttachGroupPolicy"],
  ["iam:AttachRolePolicy"],
  ["iam:PutUserPolicy"],
  ["iam:PutGroupPolicy"],
  ["iam:PutRolePolicy"],
  ["iam:AddUserToGroup"],
  // Becoming someone else.
  ["iam:CreateAccessKey"],
  ["iam:CreateLoginProfile"],
  ["iam:UpdateLoginProfile"],
  ["iam:UpdateAssumeRolePolicy"],
  // Handing a role to something that runs the holder's code.
  ["iam:PassRole", "ec2:RunInstances"],
  ["iam:PassRole", "lambda:CreateFunction"],
  ["iam:PassRole", "ecs:RunTask"],
  ["iam:PassRole", "ecs:RegisterTaskDefinition", "ecs:UpdateService"],
  ["iam:PassRole", "glue:CreateDevEndpoint"],
  ["iam:PassRole", "glue:CreateJob"],
  ["iam:PassRole", "cloudformation:CreateStack"],
  ["iam:PassRole", "datapipeline:CreatePipeline"],
  ["iam:PassRole", "sagemaker:CreateNotebookInstance"],
  ["iam:PassRole", "sagemaker:CreateProcessingJob"],
  ["iam:PassRole", "sagemaker:CreateTrainingJob"],
  ["iam:PassRole", "codebuild:CreateProject"],
  ["iam:PassRole", "states:CreateStateMachine"],
  ["iam:PassRole", "ssm:StartAutomationExecution"],
  // Changing the code of something that has a role already.
  ["lambda:UpdateFunctionCode"],
  ["glue:UpdateDevEndpoint"],
];
