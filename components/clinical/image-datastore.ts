import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { ArgumentError } from "../errors";
import { arnOf } from "../names";
import type { Place, Site } from "../site";
import type { Tags } from "../tags";

export interface ImageDatastoreArgs {
  readonly site: Site;
  readonly tags: Tags;
  /** 1 to 256 letters, digits or ._/#-. Not changeable later. */
  readonly datastoreName: string;
  /** Customer key by ARN of the key or of its alias. An alias is known at preview, so the encryption can be judged there. */
  readonly kmsKeyArn: pulumi.Input<string>;
}

/** What CloudFormation's schema of AWS::HealthImaging::Datastore asks for; its tags are a map. Keys in a fixed order. */
export function imageDatastoreState(name: string, kmsKeyArn: string, tags: Tags): string {
  return JSON.stringify({ DatastoreName: name, KmsKeyArn: kmsKeyArn, Tags: tags });
}

/** ARN of a data store by its id, 32 letters and digits (Service Authorization Reference, "AWS HealthImaging"). */
export function imageDatastoreArn(place: Pick<Place, "region" | "accountId">, id: string): string {
  return arnOf(place, "medical-imaging", `datastore/${id}`);
}

/**
 * A HealthImaging data store. The AWS package has no resource for it, so it goes through Cloud Control; nothing outside this file
 * deals in its JSON. All of its properties are fixed when it is made: a change makes a new, empty one.
 */
export class ImageDatastore extends pulumi.ComponentResource {
  readonly datastoreId: pulumi.Output<string>;
  readonly arn: pulumi.Output<string>;

  constructor(name: string, args: ImageDatastoreArgs, opts?: pulumi.ComponentResourceOptions) {
    super("phiguard:clinical:ImageDatastore", name, {}, opts);
    if (!/^[A-Za-z0-9._/#-]{1,256}$/.test(args.datastoreName)) {
      throw new ArgumentError(
        "ImageDatastore",
        name,
        "datastoreName",
        "1 to 256 letters, digits or ._/#-",
        args.datastoreName,
      );
    }
    const store = new aws.cloudcontrol.Resource(
      `${name}-datastore`,
      {
        typeName: "AWS::HealthImaging::Datastore",
        desiredState: pulumi
          .output(args.kmsKeyArn)
          .apply((kmsKeyArn) => imageDatastoreState(args.datastoreName, kmsKeyArn, args.tags)),
      },
      { parent: this, protect: args.site.deletionProtection, customTimeouts: { create: "30m", delete: "30m" } },
    );
    const { region, accountId } = args.site;
    // Cloud Control's id of the resource is its primary identifier, the DatastoreId.
    this.datastoreId = store.id;
    this.arn = pulumi
      .all([accountId, store.id])
      .apply(([account, id]) => imageDatastoreArn({ region, accountId: account }, id));
    this.registerOutputs({ arn: this.arn });
  }
}
