import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { arnOf, nameFor } from "../names";
import type { Place, Site } from "../site";
import type { Tags } from "../tags";
import { firstPassword } from "./first-password";

/** Where a second region keeps the secret, too. */
export interface SecretCopy {
  readonly region: string;
  /** Key of that region. */
  readonly kmsKeyArn: pulumi.Input<string>;
}

export interface DatabaseSecretArgs {
  readonly site: Site;
  readonly tags: Tags;
  /** Last part of the secret's name. */
  readonly role: string;
  readonly kmsKeyArn: pulumi.Input<string>;
  readonly copy?: SecretCopy;
}

export const secretName = (site: Pick<Site, "project" | "environment">, role: string): string =>
  nameFor(site, "secret", role);

/** Secrets Manager ends each secret's ARN with six characters of its own: `??????` stands for them in a policy. */
export function secretArnPattern(place: Place, role: string): string {
  return arnOf(place, "secretsmanager", `secret:${secretName(place, role)}-??????`);
}

/**
 * The secret of a database's owner, in the form that AWS's own tools know (engine, host, port, dbname, username, password).
 * The first password, which the database is made with, is made here: what rotates it changes both at once, and from then on. RDS
 * could keep the password by itself, but then makes no read replica (RDS User Guide, "Limitations for Secrets Manager integration").
 */
export class DatabaseSecret extends pulumi.ComponentResource {
  readonly arn: pulumi.Output<string>;
  /** Known at preview; depends on the secret. */
  readonly secretName: pulumi.Output<string>;
  /** Six characters that no earlier secret of the name had, in small letters and digits. */
  readonly suffix: pulumi.Output<string>;
  readonly firstPassword: pulumi.Output<string>;

  constructor(name: string, args: DatabaseSecretArgs, opts?: pulumi.ComponentResourceOptions) {
    super("phiguard:database:DatabaseSecret", name, {}, opts);
    const { site, copy } = args;
    const secret = new aws.secretsmanager.Secret(
      `${name}-secret`,
      {
        name: secretName(site, args.role),
        description: "Address, owner and password of the database.",
        kmsKeyId: args.kmsKeyArn,
        // Without a waiting time a torn down stack can be made again at once, under the same name.
        recoveryWindowInDays: site.deletionProtection ? 30 : 0,
        replicas: copy === undefined ? undefined : [{ region: copy.region, kmsKeyId: copy.kmsKeyArn }],
        tags: args.tags,
      },
      { parent: this, protect: site.deletionProtection },
    );
    this.firstPassword = pulumi.secret(firstPassword());
    this.arn = secret.arn;
    this.secretName = secret.name;
    this.suffix = secret.arn.apply((arn) =>
      arn
        .slice(-6)
        .toLowerCase()
        .replace(/[^a-z0-9]/g, ""),
    );
    this.registerOutputs({ arn: this.arn });
  }
}

/** Writes what the database was made with into its secret, once. */
export function describeInSecret(
  name: string,
  secret: DatabaseSecret,
  instance: aws.rds.Instance,
  dbname: string,
): pulumi.Resource {
  const { identifier, address, port, username, password } = instance;
  return new aws.secretsmanager.SecretVersion(
    `${name}-first`,
    {
      secretId: secret.arn,
      secretString: pulumi.secret(
        pulumi.jsonStringify({
          engine: "postgres",
          host: address,
          port,
          dbname,
          dbInstanceIdentifier: identifier,
          username,
          password,
        }),
      ),
    },
    // Later versions are the rotation's; writing the first one again would lock everybody out.
    { parent: secret, ignoreChanges: ["secretString", "versionStages"] },
  );
}
