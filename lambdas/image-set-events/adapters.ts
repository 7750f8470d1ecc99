import { ComprehendMedicalClient, DetectEntitiesV2Command } from "@aws-sdk/client-comprehendmedical";
import type { MedicalImagingClient } from "@aws-sdk/client-medical-imaging";
import { PutObjectCommand, type S3Client } from "@aws-sdk/client-s3";
import { InvokeEndpointCommand, SageMakerRuntimeClient } from "@aws-sdk/client-sagemaker-runtime";
import { readMetadata } from "../medical-imaging/adapters";
import type { Findings, ImageSets, Models, Reports } from "./ports";

export const comprehendMedicalClient = (): ComprehendMedicalClient => new ComprehendMedicalClient({ maxAttempts: 6 });
export const sageMakerClient = (): SageMakerRuntimeClient => new SageMakerRuntimeClient({ maxAttempts: 4 });

export function healthImagingSets(client: MedicalImagingClient): ImageSets {
  return { metadata: (datastoreId, imageSetId) => readMetadata(client, datastoreId, imageSetId) };
}

export function comprehendReports(client: ComprehendMedicalClient): Reports {
  return {
    entities: async (Text) => {
      const { Entities } = await client.send(new DetectEntitiesV2Command({ Text }));
      return (Entities ?? []).map(({ Category = "", Type = "", BeginOffset = 0, EndOffset = 0, Score = 0 }) => ({
        category: Category,
        type: Type,
        begin: BeginOffset,
        end: EndOffset,
        score01: Score,
      }));
    },
  };
}

export function sageMakerModels(client: SageMakerRuntimeClient): Models {
  return {
    ask: async (EndpointName, imageSet) => {
      const { Body } = await client.send(
        new InvokeEndpointCommand({
          EndpointName,
          ContentType: "application/json",
          Accept: "application/json",
          Body: JSON.stringify(imageSet),
        }),
      );
      return JSON.parse(Buffer.from(Body ?? []).toString("utf8")) as unknown;
    },
  };
}

export function s3Findings(s3: S3Client, bucket: string): Findings {
  return {
    write: async (Key, text, SSEKMSKeyId) => {
      await s3.send(
        new PutObjectCommand({
          Bucket: bucket,
          Key,
          Body: text,
          ContentType: "application/json",
          ServerSideEncryption: "aws:kms",
          SSEKMSKeyId,
          // A bucket with object lock asks for a checksum.
          ChecksumAlgorithm: "CRC32",
        }),
      );
    },
  };
}
