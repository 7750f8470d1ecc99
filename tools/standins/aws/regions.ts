/** Public facts about AWS partitions and regions, from the AWS General Reference (endpoints, quotas, S3 and ELB pages). */
export interface Partition {
  id: string;
  name: string;
  dnsSuffix: string;
  reverseDnsPrefix: string;
}

const COMMERCIAL: Partition = {
  id: "aws",
  name: "AWS Standard",
  dnsSuffix: "amazonaws.com",
  reverseDnsPrefix: "com.amazonaws",
};
const CHINA: Partition = {
  id: "aws-cn",
  name: "AWS China",
  dnsSuffix: "amazonaws.com.cn",
  reverseDnsPrefix: "cn.com.amazonaws",
};
const GOVCLOUD: Partition = {
  id: "aws-us-gov",
  name: "AWS GovCloud (US)",
  dnsSuffix: "amazonaws.com",
  reverseDnsPrefix: "com.amazonaws",
};

export function partitionOf(region: string): Partition {
  if (region.startsWith("cn-")) {
    return CHINA;
  }
  return region.startsWith("us-gov-") ? GOVCLOUD : COMMERCIAL;
}

/** The form of every region name, e.g. us-east-1, us-gov-west-1. */
export const REGION_FORM = /^[a-z]{2}(-[a-z]+)+-\d$/;

interface RegionFacts {
  description: string;
  /** Letters of the zones a new account sees; "abc" where nothing else is said. */
  zones?: string;
  /** Route 53 zone of S3 website endpoints. */
  s3Zone?: string;
  /** Account that writes the access logs of classic and application load balancers. */
  elbAccount?: string;
  /** Route 53 zones of application and network load balancers. */
  albZone?: string;
  nlbZone?: string;
}

const REGIONS: Readonly<Record<string, RegionFacts>> = {
  "us-east-1": {
    description: "US East (N. Virginia)",
    zones: "abcdef",
    s3Zone: "Z3AQBSTGFYJSTF",
    elbAccount: "127311923021",
    albZone: "Z35SXDOTRQ7X7K",
    nlbZone: "Z26RNL4JYFTOTI",
  },
  "us-east-2": {
    description: "US East (Ohio)",
    s3Zone: "Z2O1EMRO9K5GLX",
    elbAccount: "033677994240",
    albZone: "Z3AADJGX6KTTL2",
    nlbZone: "ZLMOA37VPKANP",
  },
  "us-west-1": {
    description: "US West (N. California)",
    zones: "ac",
    s3Zone: "Z2F56UZL2M1ACD",
    elbAccount: "027434742980",
    albZone: "Z368ELLRRE2KJ0",
    nlbZone: "Z24FKFUX50B4VW",
  },
  "us-west-2": {
    description: "US West (Oregon)",
    zones: "abcd",
    s3Zone: "Z3BJ6K6RIION7M",
    elbAccount: "797873946194",
    albZone: "Z1H1FL5HABSF5",
    nlbZone: "Z18D5FSROUN65G",
  },
  "ca-central-1": {
    description: "Canada (Central)",
    zones: "abd",
    s3Zone: "Z1QDHH18159H29",
    elbAccount: "985666609251",
  },
  "eu-west-1": {
    description: "Europe (Ireland)",
    s3Zone: "Z1BKCTXD74EZPE",
    elbAccount: "156460612806",
    albZone: "Z32O12XQLNTSW2",
    nlbZone: "Z2IFOLAFXWLO4F",
  },
  "eu-west-2": { description: "Europe (London)", s3Zone: "Z3GKZC51ZF0DB4", elbAccount: "652711504416" },
  "eu-west-3": { description: "Europe (Paris)", s3Zone: "Z3R1K369G5AVDG", elbAccount: "009996457667" },
  "eu-central-1": {
    description: "Europe (Frankfurt)",
    s3Zone: "Z21DNDUVLTQW6Q",
    elbAccount: "054676820928",
    albZone: "Z215JYRZR1TBD5",
    nlbZone: "Z3F0SRJ5LGBH90",
  },
  "eu-north-1": { description: "Europe (Stockholm)", s3Zone: "Z3BAZG2TWCNX0D", elbAccount: "897822967062" },
  "eu-south-1": { description: "Europe (Milan)", elbAccount: "635631232127" },
  "eu-central-2": { description: "Europe (Zurich)" },
  "ap-northeast-1": {
    description: "Asia Pacific (Tokyo)",
    zones: "acd",
    s3Zone: "Z2M4EHUR26P7ZW",
    elbAccount: "582318560864",
  },
  "ap-northeast-2": { description: "Asia Pacific (Seoul)", zones: "abcd", elbAccount: "600734575887" },
  "ap-northeast-3": { description: "Asia Pacific (Osaka)", elbAccount: "383597477331" },
  "ap-southeast-1": { description: "Asia Pacific (Singapore)", s3Zone: "Z3O0J2DXBE1FTB", elbAccount: "114774131450" },
  "ap-southeast-2": { description: "Asia Pacific (Sydney)", s3Zone: "Z1WCIGYICN2BYD", elbAccount: "783225319266" },
  "ap-south-1": { description: "Asia Pacific (Mumbai)", s3Zone: "Z11RGJOFQNVJUP", elbAccount: "718504428378" },
  "sa-east-1": { description: "South America (Sao Paulo)", s3Zone: "Z7KQH4QJS55SO", elbAccount: "507241528517" },
  "us-gov-west-1": { description: "AWS GovCloud (US-West)", elbAccount: "048591011584" },
  "us-gov-east-1": { description: "AWS GovCloud (US-East)", elbAccount: "190560391635" },
  "cn-north-1": { description: "China (Beijing)", elbAccount: "638102146993" },
  "cn-northwest-1": { description: "China (Ningxia)", elbAccount: "037604701340" },
};

export function regionFacts(region: string): RegionFacts | undefined {
  return REGIONS[region];
}

/** Names of the regions of one partition, sorted. */
export function regionNames(partition: Partition): string[] {
  return Object.keys(REGIONS)
    .filter((region) => partitionOf(region) === partition)
    .sort();
}

/** Zone names and ids, e.g. us-east-1a and use1-az1. Which id a name has differs between accounts; here it is by order. */
export function zonesOf(region: string): { name: string; id: string }[] {
  const letters = REGIONS[region]?.zones ?? "abc";
  const code = shortRegion(region);
  return [...letters].map((letter, index) => ({ name: region + letter, id: `${code}-az${index + 1}` }));
}

/** The short form AWS uses in zone ids and cache endpoints: us-east-1 is use1, ap-northeast-1 is apne1. */
export function shortRegion(region: string): string {
  return region.replace(/north|south|east|west|central|gov/g, (word) => word.charAt(0)).replaceAll("-", "");
}
