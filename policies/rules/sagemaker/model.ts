import type { ModelArgs, TrainingJobArgs } from "@pulumi/aws/sagemaker";
import { all, any, unnamed } from "../../answer";
import { customerKey, given, is, present, some } from "../../predicates";
import { on } from "../../rule";
import { hasLocalStorage } from "./local-storage";

const TRAINING_JOB = "aws:sagemaker/trainingJob:TrainingJob";
/** What models and training jobs call the same. */
const modelOrJob = on<Pick<ModelArgs & TrainingJobArgs, "enableNetworkIsolation" | "vpcConfig">>(
  "aws:sagemaker/model:Model",
  TRAINING_JOB,
);
const trainingJob = on<TrainingJobArgs>(TRAINING_JOB);

export const sagemakerModelIsolationEnabled = modelOrJob.rule({
  id: "sagemaker-model-isolation-enabled",
  title: "Containers of SageMaker models and training jobs are cut off from the network",
  severity: "medium",
  controls: { hipaa: ["164.312(e)(1)"] },
  source: "https://docs.aws.amazon.com/sagemaker/latest/dg/mkt-algo-model-internet-free.html",
  says: "runs its container with a way to the network, so it can send out what it reads",
  fix: "Set enableNetworkIsolation: true; SageMaker still brings the data and the model to the container.",
  remedy: { enableNetworkIsolation: true },
  requires: (p) => is(p.enableNetworkIsolation, true),
});

export const sagemakerModelInVpc = modelOrJob.rule({
  id: "sagemaker-model-in-vpc",
  title: "SageMaker models and training jobs reach their data through a VPC",
  severity: "medium",
  controls: { hipaa: ["164.312(e)(1)"] },
  source: "https://docs.aws.amazon.com/sagemaker/latest/dg/host-vpc.html",
  says: "reaches its data outside the team's VPC",
  fix: "Set vpcConfig: { subnets: [subnet.id], securityGroupIds: [securityGroup.id] }.",
  requires: (p) => given(p.vpcConfig.subnets),
});

export const sagemakerTrainingJobEncrypted = trainingJob.rule({
  id: "sagemaker-training-job-encrypted",
  title: "SageMaker training jobs encrypt their volumes, their output and the traffic between containers",
  severity: "high",
  controls: { hipaa: ["164.312(a)(2)(iv)", "164.312(e)(1)", "164.312(e)(2)(i)", "164.312(e)(2)(ii)"] },
  source: "https://docs.aws.amazon.com/sagemaker/latest/dg/train-encrypt.html",
  says: "leaves its volumes, its output or the traffic between its containers without encryption of the team's own",
  fix: "Set resourceConfig.volumeKmsKeyId and outputDataConfig.kmsKeyId to a customer managed key, and enableInterContainerTrafficEncryption: true.",
  why: "Serverless jobs have no volumes of their own; SageMaker refuses a key for instances with local disks, which hardware encrypts.",
  remedy: { enableInterContainerTrafficEncryption: true },
  requires: ({ resourceConfig, outputDataConfig, serverlessJobConfig, enableInterContainerTrafficEncryption }) =>
    all(
      any(
        unnamed(present(serverlessJobConfig)),
        unnamed(hasLocalStorage(resourceConfig.instanceType)),
        unnamed(some(resourceConfig.instanceGroups, (group) => hasLocalStorage(group.instanceType))),
        customerKey(resourceConfig.volumeKmsKeyId),
      ),
      customerKey(outputDataConfig.kmsKeyId),
      is(enableInterContainerTrafficEncryption, true),
    ),
});
