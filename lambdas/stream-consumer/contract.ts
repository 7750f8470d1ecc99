/**
 * What the component that runs the program shares with it. The program itself, a container image of that name, reads the
 * stream and writes each record once into the database.
 */
export const contract = {
  name: "stream-consumer",
  description: "Writes each record of the stream into the database, once.",
  /** Always set. */
  environment: ["DATABASE_SECRET_NAME", "STREAM_ARN"],
} as const;

/** Variables of the container. No secrets: the password is read from the secret whenever the database refuses the last one. */
export interface ConsumerEnvironment<Text = string> {
  /** Secret with engine, host, port, dbname, username and password. */
  readonly DATABASE_SECRET_NAME: Text;
  readonly STREAM_ARN: Text;
  /** Consumer to subscribe as; left out, the program asks for records and shares the shards' throughput. */
  readonly CONSUMER_NAME?: Text;
}

/** The one folder that the program writes to; the rest of its image is read-only. */
export const SCRATCH = "/scratch";

/** How ECS asks whether the program is well: it succeeds while the program's last sign of life is young. */
export const HEALTH_COMMAND = ["CMD", "node", "/app/health.js"] as const;
