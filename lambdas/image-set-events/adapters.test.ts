import { MedicalImagingClient } from "@aws-sdk/client-medical-imaging";
import { expect } from "chai";
import { gzipSync } from "node:zlib";
import { madeMetadata } from "../dicom/testing/image-set-metadata";
import { s3Client } from "../s3/adapters";
import { withAws } from "../testing/aws-server";
import {
  comprehendMedicalClient,
  comprehendReports,
  healthImagingSets,
  s3Findings,
  sageMakerClient,
  sageMakerModels,
} from "./adapters";

const NORTH = "0123456789abcdef0123456789abcdef";
const SET = "fedcba9876543210fedcba9876543210";

describe("image-set-events adapters", () => {
  it("speak to the four services by their own wire formats", async () => {
    const { result, sent } = await withAws(
      ({ path, headers, method }) => {
        if (path.endsWith("/getImageSetMetadata")) return { body: gzipSync(JSON.stringify(madeMetadata())) };
        if (headers["x-amz-target"] !== undefined) {
          return {
            body: JSON.stringify({
              Entities: [{ Category: "ANATOMY", Type: "SYSTEM_ORGAN_SITE", BeginOffset: 1, EndOffset: 4, Score: 0.5 }],
            }),
          };
        }
        return method === "PUT" ? {} : { body: '{"ok":true}' };
      },
      async () => {
        // HealthImaging's reads go to a host of their own, which the test has no name for.
        const imaging = new MedicalImagingClient({ disableHostPrefix: true });
        const metadata = await healthImagingSets(imaging).metadata(NORTH, SET);
        const entities = await comprehendReports(comprehendMedicalClient()).entities("the lung");
        const answer = await sageMakerModels(sageMakerClient()).ask("m", {
          datastoreId: NORTH,
          imageSetId: SET,
          frames: [],
        });
        await s3Findings(s3Client(), "out").write("north/findings/a.json", "{}", "arn:key");
        return { series: Object.keys(metadata.Study.Series), entities, answer };
      },
    );
    expect(result).to.deep.equal({
      series: ["1.2.3.2", "1.2.3.4"],
      entities: [{ category: "ANATOMY", type: "SYSTEM_ORGAN_SITE", begin: 1, end: 4, score01: 0.5 }],
      answer: { ok: true },
    });
    expect(sent[1]?.headers["x-amz-target"]).to.equal("ComprehendMedical_20181030.DetectEntitiesV2");
    expect(sent[2]?.path).to.equal("/endpoints/m/invocations");
    expect(sent[3]?.headers["x-amz-server-side-encryption-aws-kms-key-id"]).to.equal("arn:key");
  });
});
