import { all, yes, type Answer } from "../../answer";
import { CLOUD_FORMATION, everyMade, makes, ownKey, type Made, type Wrapper } from "../../made-resources";
import { is } from "../../predicates";
import type { Reading } from "../../reading";
import { CLOUD_CONTROL } from "../../resource";
import { on } from "../../rule";

export const IMAGE_STORE = "AWS::HealthImaging::Datastore";
export const OMICS_STORES = [
  "AWS::Omics::SequenceStore",
  "AWS::Omics::ReferenceStore",
  "AWS::Omics::VariantStore",
  "AWS::Omics::AnnotationStore",
] as const;

interface ImageStore {
  readonly KmsKeyArn: string;
}

interface OmicsStore {
  readonly SseConfig: { readonly Type: string; readonly KeyArn: string };
}

/** aws-native writes the same names with a small first letter. */
interface NativeStore {
  readonly kmsKeyArn: string;
  readonly sseConfig: { readonly type: string; readonly keyArn: string };
}

const NATIVE_IMAGE_STORE = "aws-native:healthimaging:Datastore";
export const imageStore = on<Wrapper & NativeStore>(CLOUD_CONTROL, CLOUD_FORMATION, NATIVE_IMAGE_STORE);

export function holdsImages(p: Reading<Wrapper>, type: string): Answer {
  return type === NATIVE_IMAGE_STORE ? yes : makes(p, type, [IMAGE_STORE]);
}

export const healthimagingDatastoreCmk = imageStore.rule({
  id: "healthimaging-datastore-cmk",
  title: "HealthImaging data stores are encrypted with a customer managed key",
  severity: "critical",
  controls: { hipaa: ["164.312(a)(2)(iv)", "164.312(e)(2)(ii)"] },
  source: "https://docs.aws.amazon.com/healthimaging/latest/devguide/data-protection.html",
  says: "keeps images of patients without a key of its own",
  fix: "Set KmsKeyArn in desiredState (kmsKeyArn in aws-native) to the ARN of a customer managed key.",
  why: "The key can't be changed once the store is made.",
  appliesWhen: (p, _settings, { type }) => holdsImages(p, type),
  otherwise: "It declares no HealthImaging data store that this program can read.",
  requires: (p, _settings, { type }) =>
    type === NATIVE_IMAGE_STORE
      ? ownKey(p.kmsKeyArn, {})
      : everyMade<ImageStore>(p, type, [IMAGE_STORE], (made) => ownKey(made.properties.KmsKeyArn, made)),
});

const omicsStore = on<Wrapper & NativeStore>(
  CLOUD_CONTROL,
  CLOUD_FORMATION,
  "aws-native:omics:SequenceStore",
  "aws-native:omics:ReferenceStore",
  "aws-native:omics:VariantStore",
  "aws-native:omics:AnnotationStore",
);

export const omicsStoreCmk = omicsStore.rule({
  id: "omics-store-cmk",
  title: "HealthOmics stores are encrypted with a customer managed key",
  severity: "high",
  controls: { hipaa: ["164.312(a)(2)(iv)", "164.312(e)(2)(ii)"] },
  source: "https://docs.aws.amazon.com/omics/latest/dev/data-protection.html",
  says: "keeps genomes of patients without a key of its own",
  fix: 'Set SseConfig: { Type: "KMS", KeyArn: "<key ARN>" } in desiredState (sseConfig in aws-native).',
  appliesWhen: (p, _settings, { type }) => (isNative(type) ? yes : makes(p, type, OMICS_STORES)),
  otherwise: "It declares no HealthOmics store that this program can read.",
  requires: (p, _settings, { type }) =>
    isNative(type)
      ? encrypted(p.sseConfig.type, p.sseConfig.keyArn, {})
      : everyMade<OmicsStore>(p, type, OMICS_STORES, (made) =>
          encrypted(made.properties.SseConfig.Type, made.properties.SseConfig.KeyArn, made),
        ),
});

function isNative(type: string): boolean {
  return type.startsWith("aws-native:");
}

/** KMS is the only type there is, so a type not known yet says nothing against a key that is known to be there. */
function encrypted<T>(type: Reading<string>, key: Reading<string>, made: Pick<Made<T>, "template">): Answer {
  const known = is(type, "KMS");
  return all(known.truth === "unknown" ? yes : known, ownKey(key, made));
}
