import {
  DetectEntitiesV2Command,
  InferICD10CMCommand,
  InferRxNormCommand,
  type ComprehendMedicalClient,
} from "@aws-sdk/client-comprehendmedical";
import { GetObjectCommand, type S3Client } from "@aws-sdk/client-s3";
import { isThere, MISSING, writeJson } from "../s3/adapters";
import { askedOf } from "./answers";
import { ENTITIES } from "./contract";
import type { Notes, Reader, Results } from "./ports";

export function s3Notes(s3: S3Client): Notes {
  return {
    read: async ({ bucket, key, versionId }, mostBytes) => {
      try {
        const object = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: key, VersionId: versionId }));
        if ((object.ContentLength ?? Infinity) > mostBytes) {
          (object.Body as { destroy?: () => void } | undefined)?.destroy?.();
          return "too-large";
        }
        const bytes = (await object.Body?.transformToByteArray()) ?? new Uint8Array();
        return { bytes, subject: object.Metadata?.[ENTITIES.subject] };
      } catch (error) {
        if (MISSING.has((error as Error).name)) return "missing";
        throw error;
      }
    },
  };
}

/** The three questions that the conversion knows codes of. */
export function comprehendReader(client: ComprehendMedicalClient): Reader {
  return {
    read: async (text) => ({
      detectEntitiesV2: await askedOf(text, (Text) => client.send(new DetectEntitiesV2Command({ Text }))),
      inferIcd10Cm: await askedOf(text, (Text) => client.send(new InferICD10CMCommand({ Text }))),
      inferRxNorm: await askedOf(text, (Text) => client.send(new InferRxNormCommand({ Text }))),
    }),
  };
}

export function s3Results(s3: S3Client, bucket: string): Results {
  return {
    has: (key) => isThere(s3, bucket, key),
    write: async (key, text) => {
      await writeJson(s3, bucket, key, text);
    },
  };
}
