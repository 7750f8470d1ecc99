/** `aws:s3/bucket:Bucket` and `aws-native:s3:Bucket` to `s3`. */
export function moduleOf(type: string): string {
  return (type.split(":")[1] ?? "").split("/", 1).join().toLowerCase();
}

/** `AWS::HealthLake::FHIRDatastore` to `healthlake`, as aws-native names it too. */
export function moduleOfCloudFormation(typeName: string): string {
  return (typeName.split("::")[1] ?? "").toLowerCase();
}
