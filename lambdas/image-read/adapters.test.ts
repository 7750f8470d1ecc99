import { MedicalImagingClient } from "@aws-sdk/client-medical-imaging";
import { expect } from "chai";
import { withAws } from "../testing/aws-server";
import { healthImages } from "./adapters";

const STORE = "0123456789abcdef0123456789abcdef";
const SET = "fedcba9876543210fedcba9876543210";

describe("healthImages", () => {
  it("searches by study page by page, and reads a frame with its type", async () => {
    const pages = [
      { imageSetsMetadataSummaries: [{ imageSetId: "a".repeat(32) }], nextToken: "next" },
      { imageSetsMetadataSummaries: [{ imageSetId: SET }] },
    ];
    const { result, sent } = await withAws(
      ({ path }) =>
        path.endsWith("/searchImageSets")
          ? { body: JSON.stringify(pages.shift()) }
          : { headers: { "content-type": "application/octet-stream" }, body: "frame" },
      async () => {
        // Reads go to a host of their own, which the test has no name for.
        const images = healthImages(new MedicalImagingClient({ disableHostPrefix: true }));
        const frame = await images.frame(STORE, SET, "f".repeat(32));
        return {
          sets: await images.search(STORE, "1.2.3.1"),
          type: frame.type,
          text: Buffer.from(frame.bytes).toString(),
        };
      },
    );
    expect(result).to.deep.equal({ sets: ["a".repeat(32), SET], type: "application/octet-stream", text: "frame" });
    expect(sent.map(({ path }) => path)).to.deep.equal([
      `/datastore/${STORE}/imageSet/${SET}/getImageFrame`,
      `/datastore/${STORE}/searchImageSets`,
      `/datastore/${STORE}/searchImageSets`,
    ]);
    expect(JSON.parse(sent[1]?.body ?? "")).to.deep.equal({
      filters: [{ values: [{ DICOMStudyInstanceUID: "1.2.3.1" }], operator: "EQUAL" }],
    });
  });
});
