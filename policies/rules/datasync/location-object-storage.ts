import type { LocationObjectStorageArgs } from "@pulumi/aws/datasync";
import { any, fromBoolean } from "../../answer";
import { absent } from "../../predicates";
import { referencesOf } from "../../reading";
import { on } from "../../rule";

// Judged with the stack, as what a value was made from is told only there.
const objectStorage = on<LocationObjectStorageArgs>("aws:datasync/locationObjectStorage:LocationObjectStorage");

export const datasyncObjectStorageNoInlineSecret = objectStorage.relation({
  id: "datasync-object-storage-no-inline-secret",
  title: "DataSync locations carry no secret key that somebody wrote down",
  severity: "high",
  controls: { hipaa: ["164.308(a)(5)(ii)(D)"] },
  source: "https://docs.aws.amazon.com/datasync/latest/userguide/create-object-location.html",
  says: "carries a secret key that stands in the program or its configuration",
  fix: "Leave secretKey out, or take it from a resource that makes it, such as aws.secretsmanager.SecretVersion or random.RandomPassword.",
  why: "A key that is known before anything is made was written down by somebody.",
  adviseIfOpen: "A value that is not known at preview was hardly written down.",
  requires: ({ secretKey: key }) => any(fromBoolean((referencesOf(key) ?? []).length > 0), absent(key)),
});
