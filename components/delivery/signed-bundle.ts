/** Where a release keeps the signed bundle of a function (tools/release/sign-bundles.sh writes it). A release is another key, so another version. */
export const signedBundleKey = (release: string, functionName: string): string =>
  `signed/${release}/${functionName}.zip`;
