import type { DeploymentArgs } from "@pulumi/aws/apigateway";
import { fromBoolean, type Answer } from "../../answer";
import type { Resource } from "../../resource";
import { on } from "../../rule";
import { restApi } from "./kinds";

/** The program does not ask for the resource to be deleted before its replacement stands. */
export function isReplacedFirst(resource: Resource): Answer {
  return fromBoolean(resource.deleteBeforeReplace !== true, "deleteBeforeReplace");
}

const deployed = on<DeploymentArgs>("aws:apigateway/deployment:Deployment", ...restApi.types);

export const apiGwDeploymentReplacedBeforeDelete = deployed.rule({
  id: "api-gw-deployment-replaced-before-delete",
  title: "REST APIs and their deployments stay until their replacement stands",
  severity: "low",
  controls: { hipaa: ["164.308(a)(7)(i)", "164.308(a)(7)(ii)(C)"] },
  source: "https://www.pulumi.com/docs/iac/concepts/resources/options/deletebeforereplace/",
  says: "is deleted before its replacement stands, so the API is down in between",
  fix: "Remove the deleteBeforeReplace option.",
  requires: (_p, _settings, resource) => isReplacedFirst(resource),
});
