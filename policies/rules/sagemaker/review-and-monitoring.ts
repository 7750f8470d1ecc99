import type { DataQualityJobDefinitionArgs, FlowDefinitionArgs } from "@pulumi/aws/sagemaker";
import { all, any, unnamed } from "../../answer";
import { customerKey, is } from "../../predicates";
import { on } from "../../rule";
import { hasLocalStorage } from "./local-storage";

const dataQualityJob = on<DataQualityJobDefinitionArgs>(
  "aws:sagemaker/dataQualityJobDefinition:DataQualityJobDefinition",
);
const flowDefinition = on<FlowDefinitionArgs>("aws:sagemaker/flowDefinition:FlowDefinition");

const MONITORING = "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateDataQualityJobDefinition.html";

export const sagemakerDataQualityJobKms = dataQualityJob.rule({
  id: "sagemaker-data-quality-job-kms",
  title: "SageMaker data quality jobs encrypt their volumes and reports with a customer managed key",
  severity: "medium",
  controls: { hipaa: ["164.312(a)(2)(iv)", "164.312(e)(2)(ii)"] },
  source: MONITORING,
  says: "names no customer managed key for its volumes or its reports",
  fix: "Set dataQualityJobOutputConfig.kmsKeyId and jobResources.clusterConfig.volumeKmsKeyId to a customer managed key.",
  why: "SageMaker refuses a volume key for instances with local disks, which hardware encrypts.",
  requires: ({ dataQualityJobOutputConfig, jobResources: { clusterConfig } }) =>
    all(
      customerKey(dataQualityJobOutputConfig.kmsKeyId),
      any(unnamed(hasLocalStorage(clusterConfig.instanceType)), customerKey(clusterConfig.volumeKmsKeyId)),
    ),
});

export const sagemakerDataQualityJobEncryptInTransit = dataQualityJob.rule({
  id: "sagemaker-data-quality-job-encrypt-in-transit",
  title: "SageMaker data quality jobs encrypt the traffic between their containers",
  severity: "medium",
  controls: { hipaa: ["164.312(e)(1)", "164.312(e)(2)(i)", "164.312(e)(2)(ii)"] },
  source: MONITORING,
  says: "sends data between its containers in the clear",
  fix: "Set networkConfig: { enableInterContainerTrafficEncryption: true }.",
  remedy: { "networkConfig.enableInterContainerTrafficEncryption": true },
  requires: (p) => is(p.networkConfig.enableInterContainerTrafficEncryption, true),
});

export const sagemakerFlowDefinitionKms = flowDefinition.rule({
  id: "sagemaker-flow-definition-kms",
  title: "Human review workflows encrypt what reviewers answer with a customer managed key",
  severity: "medium",
  controls: { hipaa: ["164.312(a)(2)(iv)", "164.312(e)(2)(ii)"] },
  source: "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_FlowDefinitionOutputConfig.html",
  says: "names no customer managed key for the reviewers' answers",
  fix: "Set outputConfig.kmsKeyId: key.arn.",
  requires: (p) => customerKey(p.outputConfig.kmsKeyId),
});
