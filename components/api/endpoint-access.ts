import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { policyDocument, type Statement } from "../access/policy-document";

/** A private API answers nobody without a policy; this one lets those in who come through one VPC endpoint. */
export function onlyThrough(
  name: string,
  api: aws.apigateway.RestApi,
  vpcEndpointId: pulumi.Input<string>,
  opts: pulumi.CustomResourceOptions,
): aws.apigateway.RestApiPolicy {
  return new aws.apigateway.RestApiPolicy(
    `${name}-policy`,
    {
      restApiId: api.id,
      policy: pulumi
        .all([api.executionArn, vpcEndpointId])
        .apply(([arn, endpoint]) => policyDocument(endpointStatements(arn, endpoint))),
    },
    opts,
  );
}

/** API Gateway Developer Guide, "Private REST APIs": an Allow for all, and a Deny for whoever comes another way. */
export function endpointStatements(executionArn: string, vpcEndpointId: string): Statement[] {
  const everyCall = { Principal: "*", Action: "execute-api:Invoke", Resource: `${executionArn}/*` } as const;
  return [
    { Sid: "AuthorizersDecide", Effect: "Allow", ...everyCall },
    {
      Sid: "RefuseOtherNetworks",
      Effect: "Deny",
      ...everyCall,
      Condition: { StringNotEquals: { "aws:SourceVpce": vpcEndpointId } },
    },
  ];
}
