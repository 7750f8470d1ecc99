/** One advanced event selector of a trail (CloudTrail API, AdvancedEventSelector). */
export interface TrailSelector {
  readonly name: string;
  readonly fieldSelectors: TrailField[];
}

interface TrailField {
  readonly field: string;
  readonly equals?: string[];
  readonly notStartsWiths?: string[];
}

/** Kinds of store whose reads and writes the trail records, beside S3. */
const DATA_EVENT_TYPES = [
  "AWS::DynamoDB::Table",
  "AWS::Kinesis::Stream",
  "AWS::Lambda::Function",
  "AWS::MedicalImaging::Datastore",
  "AWS::SNS::Topic",
  "AWS::SQS::Queue",
] as const;

/**
 * All management events, and every read and write of the stores that may hold PHI. The buckets that logs are delivered
 * to are left out: a record of each delivery would itself be delivered, without end.
 */
export function trailSelectors(logBucketArns: readonly string[]): TrailSelector[] {
  return [
    { name: "management", fieldSelectors: [{ field: "eventCategory", equals: ["Management"] }] },
    {
      name: "s3-objects",
      fieldSelectors: [
        ...dataOf("AWS::S3::Object"),
        { field: "resources.ARN", notStartsWiths: logBucketArns.map((arn) => `${arn}/`) },
      ],
    },
    ...DATA_EVENT_TYPES.map((type) => ({
      name: (type.split("::").slice(1).join("-") + "s").toLowerCase(),
      fieldSelectors: dataOf(type),
    })),
  ];
}

function dataOf(type: string): TrailField[] {
  return [
    { field: "eventCategory", equals: ["Data"] },
    { field: "resources.type", equals: [type] },
  ];
}
