import type { RuleInfo } from "../model/rule-info";
import type { Severity } from "../../policies/record";

/** Made-up rules with believable names, for looking at a report of some size. They are not the rules of any pack. */
const TABLE = `
s3-bucket-encryption|Buckets encrypt with a customer key|critical|stack|aws:s3/bucket:Bucket|164.312(a)(2)(iv);164.312(c)(1)|PR.DS-1|CC6.1
s3-bucket-key-enabled|Buckets use a bucket key|low|stack|aws:s3/bucket:Bucket|164.312(a)(2)(iv)|PR.DS-1|CC6.1
s3-bucket-versioning|Buckets keep versions|high|stack|aws:s3/bucket:Bucket|164.308(a)(7)(ii)(A);164.312(c)(1);164.312(c)(2)|PR.IP-4|A1.2
s3-bucket-public-access-blocked|Buckets block public access|critical|stack|aws:s3/bucket:Bucket|164.312(a)(1);164.308(a)(4)(i)|PR.AC-3|CC6.6
s3-bucket-tls-only|Bucket policies refuse plain HTTP|high|stack|aws:s3/bucket:Bucket|164.312(e)(1);164.312(e)(2)(ii)|PR.DS-2|CC6.7
s3-bucket-access-logged|Buckets log access|medium|stack|aws:s3/bucket:Bucket|164.312(b);164.308(a)(1)(ii)(D)|DE.AE-3|CC7.2
s3-bucket-owner-enforced|Buckets switch access lists off|medium|stack|aws:s3/bucket:Bucket|164.312(a)(1)|PR.AC-4|CC6.3
s3-bucket-lifecycle|Buckets have a lifecycle|low|stack|aws:s3/bucket:Bucket|164.310(d)(2)(i)|PR.IP-6|CC6.5
s3-bucket-replicated|PHI buckets replicate to a second region|medium|stack|aws:s3/bucket:Bucket|164.308(a)(7)(i);164.310(d)(2)(iv)|PR.IP-4|A1.2
s3-audit-bucket-object-lock|Audit buckets lock their objects for seven years|critical|stack|aws:s3/bucket:Bucket|164.312(c)(2);164.316(b)(2)(i)|PR.PT-1|CC7.2
s3-bucket-notification-encrypted|Bucket notifications go to encrypted targets|low|stack|aws:s3/bucketNotification:BucketNotification|164.312(e)(1)|PR.DS-2|CC6.7
kms-key-rotation|Keys rotate each year|high|resource|aws:kms/key:Key|164.312(a)(2)(iv)|PR.DS-1|CC6.1
kms-key-deletion-window|Keys wait 30 days before deletion|medium|resource|aws:kms/key:Key|164.308(a)(7)(ii)(A)|PR.IP-4|A1.2
kms-key-policy-not-open|Key policies name their principals|critical|resource|aws:kms/key:Key|164.312(a)(1);164.308(a)(4)(ii)(B)|PR.AC-4|CC6.1
kms-key-alias|Keys have an alias that names the environment|low|stack|aws:kms/key:Key|164.312(a)(2)(iv)|ID.AM-2|CC6.1
log-group-encrypted|Log groups use a customer key|high|resource|aws:cloudwatch/logGroup:LogGroup|164.312(a)(2)(iv);164.312(b)|PR.DS-1|CC6.1
log-group-retention|Log groups keep a year or more|medium|resource|aws:cloudwatch/logGroup:LogGroup|164.312(b);164.316(b)(2)(i)|PR.PT-1|CC7.2
log-group-skip-destroy|Audit log groups outlive their stack|medium|resource|aws:cloudwatch/logGroup:LogGroup|164.316(b)(2)(i)|PR.PT-1|CC7.2
trail-all-regions|Trails cover all regions|critical|resource|aws:cloudtrail/trail:Trail|164.312(b);164.308(a)(1)(ii)(D)|DE.CM-1|CC7.2
trail-validated|Trails validate their files|high|resource|aws:cloudtrail/trail:Trail|164.312(c)(2);164.312(b)|PR.DS-6|CC7.2
trail-encrypted|Trails use a customer key|high|resource|aws:cloudtrail/trail:Trail|164.312(a)(2)(iv)|PR.DS-1|CC6.1
trail-data-events|Trails record data events of PHI buckets|high|stack|aws:cloudtrail/trail:Trail|164.312(b);164.308(a)(1)(ii)(D)|DE.CM-3|CC7.2
trail-to-log-group|Trails write to a log group|medium|stack|aws:cloudtrail/trail:Trail|164.308(a)(5)(ii)(C);164.312(b)|DE.AE-3|CC7.2
vpc-flow-logs|Networks log their flows|high|stack|aws:ec2/vpc:Vpc|164.312(b);164.308(a)(1)(ii)(D)|DE.CM-1|CC7.2
vpc-dns-enabled|Networks resolve names inside|low|resource|aws:ec2/vpc:Vpc|164.312(e)(1)|PR.AC-5|CC6.6
vpc-default-group-closed|The default security group lets nothing in|medium|stack|aws:ec2/vpc:Vpc|164.312(e)(1)|PR.AC-5|CC6.6
vpc-endpoints|Networks reach S3, KMS and logs by endpoints|medium|stack|aws:ec2/vpc:Vpc|164.312(e)(1);164.312(e)(2)(ii)|PR.DS-2|CC6.7
subnet-no-public-ip|Subnets give no public address by default|high|resource|aws:ec2/subnet:Subnet|164.312(a)(1);164.312(e)(1)|PR.AC-5|CC6.6
subnet-two-zones|Subnets lie in two zones or more|medium|stack|aws:ec2/subnet:Subnet|164.308(a)(7)(i)|PR.PT-5|A1.2
security-group-no-open-admin|No security group opens SSH or RDP to all|critical|resource|aws:ec2/securityGroup:SecurityGroup|164.312(a)(1);164.312(e)(1)|PR.AC-5|CC6.6
security-group-no-open-database|No security group opens a database port to all|critical|resource|aws:ec2/securityGroup:SecurityGroup|164.312(a)(1)|PR.AC-5|CC6.6
security-group-described|Security groups say what they are for|low|resource|aws:ec2/securityGroup:SecurityGroup|164.308(a)(4)(ii)(C)|PR.AC-5|CC6.6
endpoint-policy|Endpoints have a policy of their own|medium|resource|aws:ec2/vpcEndpoint:VpcEndpoint|164.312(a)(1)|PR.AC-4|CC6.6
role-no-wildcard-action|Role policies name their actions|high|resource|aws:iam/rolePolicy:RolePolicy|164.308(a)(3)(i);164.308(a)(4)(ii)(B);164.312(a)(1)|PR.AC-4|CC6.3
role-no-wildcard-resource|Role policies name their resources|medium|resource|aws:iam/rolePolicy:RolePolicy|164.308(a)(4)(ii)(C);164.312(a)(1)|PR.AC-4|CC6.3
role-trust-not-open|Roles trust named principals|critical|resource|aws:iam/role:Role|164.312(a)(1);164.312(d)|PR.AC-1|CC6.1
role-session-limit|Role sessions end within an hour|low|resource|aws:iam/role:Role|164.312(a)(2)(iii)|PR.AC-7|CC6.1
role-confused-deputy|Service roles check the calling account|medium|resource|aws:iam/role:Role|164.312(a)(1)|PR.AC-4|CC6.3
user-none|No IAM users are made|high|resource|aws:iam/user:User|164.312(a)(2)(i);164.312(d)|PR.AC-1|CC6.1
password-policy|The password policy is strong|medium|resource|aws:iam/accountPasswordPolicy:AccountPasswordPolicy|164.308(a)(5)(ii)(D);164.312(d)|PR.AC-1|CC6.1
healthlake-customer-key|HealthLake stores use a customer key|critical|resource|aws:cloudcontrol/resource:Resource|164.312(a)(2)(iv)|PR.DS-1|CC6.1
healthlake-no-preload-in-prod|Production stores hold no preloaded data|medium|resource|aws:cloudcontrol/resource:Resource|164.312(c)(1)|PR.DS-6|PI1.2
healthlake-smart-auth|HealthLake stores ask for SMART authorization|high|resource|aws:cloudcontrol/resource:Resource|164.312(d);164.312(a)(1)|PR.AC-1|CC6.1
lambda-in-vpc|Functions run inside the network|medium|resource|aws:lambda/function:Function|164.312(e)(1)|PR.AC-5|CC6.6
lambda-env-encrypted|Function environments use a customer key|high|resource|aws:lambda/function:Function|164.312(a)(2)(iv)|PR.DS-1|CC6.1
lambda-tracing|Functions are traced|low|resource|aws:lambda/function:Function|164.312(b)|DE.AE-3|CC7.2
lambda-dead-letter|Functions keep what failed|medium|resource|aws:lambda/function:Function|164.308(a)(6)(ii)|RS.AN-1|CC7.4
lambda-concurrency|Functions reserve their concurrency|low|resource|aws:lambda/function:Function|164.308(a)(7)(i)|PR.DS-4|A1.1
queue-encrypted|Queues use a customer key|high|resource|aws:sqs/queue:Queue|164.312(a)(2)(iv);164.312(e)(2)(ii)|PR.DS-1|CC6.1
queue-tls-only|Queues refuse plain HTTP|medium|stack|aws:sqs/queue:Queue|164.312(e)(1)|PR.DS-2|CC6.7
topic-encrypted|Topics use a customer key|high|resource|aws:sns/topic:Topic|164.312(a)(2)(iv)|PR.DS-1|CC6.1
event-rule-target-dead-letter|Event targets have a dead-letter queue|medium|resource|aws:cloudwatch/eventTarget:EventTarget|164.308(a)(6)(ii)|RS.AN-1|CC7.4
alarm-has-action|Alarms have somebody to tell|medium|resource|aws:cloudwatch/metricAlarm:MetricAlarm|164.308(a)(6)(i);164.308(a)(6)(ii)|DE.DP-4|CC7.3
alarm-actions-on|Alarm actions are switched on|medium|resource|aws:cloudwatch/metricAlarm:MetricAlarm|164.308(a)(6)(ii)|DE.DP-4|CC7.3
guardduty-on|GuardDuty is on in the account|high|stack|aws:guardduty/detector:Detector|164.308(a)(5)(ii)(B);164.308(a)(1)(ii)(D)|DE.CM-4|CC6.8
database-multi-zone|Databases run in two zones|high|resource|aws:rds/instance:Instance|164.308(a)(7)(ii)(C)|PR.PT-5|A1.2
database-encrypted|Databases use a customer key|critical|resource|aws:rds/instance:Instance|164.312(a)(2)(iv)|PR.DS-1|CC6.1
database-not-public|Databases have no public address|critical|resource|aws:rds/instance:Instance|164.312(a)(1);164.312(e)(1)|PR.AC-5|CC6.6
database-backups|Databases keep a week of backups|high|resource|aws:rds/instance:Instance|164.308(a)(7)(ii)(A);164.310(d)(2)(iv)|PR.IP-4|A1.2
secret-rotated|Secrets rotate|medium|stack|aws:secretsmanager/secret:Secret|164.308(a)(5)(ii)(D)|PR.AC-1|CC6.1
`;

export function sampleRules(): RuleInfo[] {
  return TABLE.trim()
    .split("\n")
    .map((line) => {
      const [id, title, severity, scope, types, hipaa, nistCsf, soc2] = line.split("|") as [string, ...string[]];
      return {
        id,
        title: title!,
        severity: severity as Severity,
        scope: scope as RuleInfo["scope"],
        types: types!.split(";"),
        controls: { hipaa: hipaa!.split(";"), nistCsf: nistCsf!.split(";"), soc2: soc2!.split(";") },
        source: `https://www.ecfr.gov/current/title-45/section-${hipaa!.slice(0, 7)}`,
        why: "A made-up rule of the sample, so its reason is made up too.",
        fix: `Change the resource so that this holds: ${title!.charAt(0).toLowerCase()}${title!.slice(1)}.`,
      };
    });
}
