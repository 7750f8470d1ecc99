import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { ArgumentError } from "../errors";
import type { Site } from "../site";
import type { Tags } from "../tags";
import { datastoreArn, datastoreEndpoint, datastoreState } from "./datastore-state";

export interface FhirDatastoreArgs {
  readonly site: Site;
  readonly tags: Tags;
  /** Shown name, 1 to 256 characters of letters, digits and _.:/=+-%@. Not changeable later. */
  readonly datastoreName: string;
  /** Customer key by alias or ARN. An alias is known at preview, so the encryption can be judged there. */
  readonly kmsKeyId: pulumi.Input<string>;
  /** Fills the store with Synthea's made-up patients. Never beside real ones. */
  readonly preloadSynthetic: boolean;
}

/**
 * A HealthLake FHIR R4 data store. The AWS package has no resource for it, so it goes through Cloud Control; nothing
 * outside this file deals in its JSON. AWS takes about half an hour to make or delete one.
 */
export class FhirDatastore extends pulumi.ComponentResource {
  readonly datastoreId: pulumi.Output<string>;
  readonly arn: pulumi.Output<string>;
  readonly endpoint: pulumi.Output<string>;

  constructor(name: string, args: FhirDatastoreArgs, opts?: pulumi.ComponentResourceOptions) {
    super("phiguard:clinical:FhirDatastore", name, {}, opts);
    if (!/^[\w.:/=+\-%@]{1,256}$/.test(args.datastoreName)) {
      throw new ArgumentError(
        "FhirDatastore",
        name,
        "datastoreName",
        "1 to 256 letters, digits or _.:/=+-%@",
        args.datastoreName,
      );
    }
    const store = new aws.cloudcontrol.Resource(
      `${name}-datastore`,
      {
        typeName: "AWS::HealthLake::FHIRDatastore",
        desiredState: pulumi.output(args.kmsKeyId).apply((kmsKeyId) =>
          datastoreState({
            name: args.datastoreName,
            kmsKeyId,
            preloadSynthetic: args.preloadSynthetic,
            tags: args.tags,
          }),
        ),
      },
      {
        parent: this,
        protect: args.site.deletionProtection,
        customTimeouts: { create: "90m", delete: "90m" },
      },
    );
    const { region, accountId } = args.site;
    // Cloud Control's id of the resource is its primary identifier, the DatastoreId.
    this.datastoreId = store.id;
    this.arn = pulumi
      .all([accountId, store.id])
      .apply(([account, id]) => datastoreArn({ region, accountId: account }, id));
    this.endpoint = store.id.apply((id) => datastoreEndpoint(region, id));
    this.registerOutputs({ arn: this.arn });
  }
}
