import type { EndpointConfigurationArgs } from "@pulumi/aws/sagemaker";
import { about, all, any, not, unnamed, type Answer } from "../../answer";
import { mayHoldPhi } from "../../classification";
import { absent, atLeast, customerKey, every, notFalse, present, some } from "../../predicates";
import { pathOf, resourceOf, valueOf, type Reading } from "../../reading";
import { identities } from "../../resource";
import { on } from "../../rule";
import { wholeNumber } from "../../rule-config";
import type { StackView } from "../../stack-view";
import { UNKNOWN } from "../../value";
import { bucket, type BucketShape } from "../s3/bucket";
import { hasLocalStorage } from "./local-storage";

const endpointConfiguration = on<EndpointConfigurationArgs>(
  "aws:sagemaker/endpointConfiguration:EndpointConfiguration",
);

/** What production and shadow variants say of their instances. */
interface Variant {
  readonly instanceType: string;
  readonly initialInstanceCount: number;
  readonly serverlessConfig: object;
}

function someVariant(p: Reading<EndpointConfigurationArgs>, holds: (variant: Reading<Variant>) => Answer): Answer {
  const test = (variant: unknown): Answer => holds(variant as Reading<Variant>);
  return any(some(p.productionVariants, test), some(p.shadowProductionVariants, test));
}

const CREATE = "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateEndpointConfig.html";

export const sagemakerEndpointConfigurationKmsKeyConfigured = endpointConfiguration.rule({
  id: "sagemaker-endpoint-configuration-kms-key-configured",
  title: "SageMaker endpoints encrypt their volumes with a customer managed key",
  severity: "high",
  controls: {
    hipaa: ["164.308(a)(1)(ii)(B)", "164.308(a)(4)(ii)(A)", "164.312(a)(2)(iv)", "164.312(e)(2)(ii)"],
    nistCsf: ["PR.DS-1"],
    soc2: ["CC6.1", "CC6.2"],
  },
  source: CREATE,
  says: "names no customer managed key for the volumes of its instances",
  fix: "Set kmsKeyArn: key.arn.",
  appliesWhen: (p) => not(someVariant(p, (variant) => hasLocalStorage(variant.instanceType))),
  otherwise: "Its instances keep data on local disks that hardware encrypts; SageMaker refuses a KMS key for them.",
  requires: (p) => customerKey(p.kmsKeyArn),
});

const minimumInstances = wholeNumber({
  name: "minimumInstances",
  description: "Instances that each production variant starts with at the least.",
  fallback: 2,
  minimum: 1,
  maximum: 100,
});

export const sagemakerEndpointConfigProdInstanceCount = endpointConfiguration.rule({
  id: "sagemaker-endpoint-config-prod-instance-count",
  title: "Production variants of SageMaker endpoints start with two instances at least",
  severity: "low",
  controls: { hipaa: ["164.308(a)(7)(i)", "164.308(a)(7)(ii)(C)"] },
  source: "https://docs.aws.amazon.com/sagemaker/latest/dg/best-practices.html",
  says: "has a production variant that one failed instance takes down",
  fix: "Set initialInstanceCount: 2 or more on every production variant.",
  why: "SageMaker spreads the instances of a variant over Availability Zones where there is more than one.",
  config: [minimumInstances],
  appliesWhen: (p) => some(p.productionVariants, (variant) => absent(variant.serverlessConfig)),
  otherwise: "Serverless variants have no instances.",
  requires: (p, settings) =>
    every(p.productionVariants, (variant) =>
      any(
        unnamed(present(variant.serverlessConfig)),
        atLeast(variant.initialInstanceCount, minimumInstances.of(settings)),
      ),
    ),
});

export const sagemakerDataCaptureEncrypted = endpointConfiguration.relation({
  id: "sagemaker-data-capture-encrypted",
  title:
    "SageMaker captures requests and responses with a customer managed key, into a bucket guarded for patient data",
  severity: "high",
  controls: { hipaa: ["164.312(a)(2)(iv)", "164.312(e)(2)(ii)"] },
  source: "https://docs.aws.amazon.com/sagemaker/latest/dg/model-monitor-data-capture-endpoint.html",
  says: "captures what the model is sent and answers without a customer managed key, or into a bucket classified as free of patient data",
  fix: 'Set dataCaptureConfig.kmsKeyId: key.arn and send it to a bucket tagged "phiguard:classification": "phi".',
  why: "Captured requests are what the application sent, so they hold patient data wherever the model reads some. A bucket made outside this program is judged where it is made.",
  appliesWhen: ({ dataCaptureConfig }) => all(present(dataCaptureConfig), notFalse(dataCaptureConfig.enableCapture)),
  otherwise: "It captures no requests or responses.",
  requires: ({ dataCaptureConfig }, stack) =>
    all(
      customerKey(dataCaptureConfig.kmsKeyId),
      ...destinations(dataCaptureConfig.destinationS3Uri, stack).map((each) => {
        const guarded = mayHoldPhi(resourceOf(each), stack.settings);
        return about(guarded, pathOf(dataCaptureConfig.destinationS3Uri));
      }),
    ),
});

/** Buckets of this program that the URI names, or was made from while it is not known. */
function destinations(uri: Reading<string>, stack: StackView): readonly Reading<BucketShape>[] {
  const value = valueOf(uri);
  if (value === UNKNOWN) return stack.named(uri, bucket).certain;
  const name = String(value).split("/")[2];
  return stack.all(bucket).filter((each) => identities(resourceOf(each)).some((identity) => identity === name));
}
