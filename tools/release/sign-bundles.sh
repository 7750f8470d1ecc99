#!/usr/bin/env bash
# Has AWS Signer sign every bundle of dist/lambdas, as signed/<release>/<function>.zip of the releases bucket. What a release has signed
# already stays as it is, so that the script can be run again after a fault.
set -euo pipefail
if [ $# -ne 3 ]; then
  echo "usage: $0 <release> <releases bucket> <signing profile>" >&2
  exit 2
fi
release=$1 bucket=$2 profile=$3
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

for folder in dist/lambdas/*/; do
  name=$(basename "$folder")
  signed="signed/$release/$name.zip"
  if aws s3api head-object --bucket "$bucket" --key "$signed" > /dev/null 2>&1; then
    echo "$name: signed before"
    continue
  fi
  # One date and one order: the same source gives the same bytes on every machine.
  cp -R "$folder" "$work/$name"
  find "$work/$name" -exec touch -t 198001010000 {} +
  (cd "$work/$name" && find . -type f | LC_ALL=C sort | TZ=UTC zip -X -q "../$name.zip" -@)
  unsigned="unsigned/$release/$name.zip"
  version=$(aws s3api put-object --bucket "$bucket" --key "$unsigned" --body "$work/$name.zip" \
    --checksum-algorithm SHA256 --query VersionId --output text)
  job=$(aws signer start-signing-job --profile-name "$profile" \
    --source "s3={bucketName=$bucket,key=$unsigned,version=$version}" \
    --destination "s3={bucketName=$bucket,prefix=jobs/$release/$name-}" --query jobId --output text)
  aws signer wait successful-signing-job --job-id "$job"
  made=$(aws signer describe-signing-job --job-id "$job" --query signedObject.s3.key --output text)
  # Signer names what it makes after the job; functions look for it under their own name.
  aws s3api copy-object --bucket "$bucket" --copy-source "$bucket/$made" --key "$signed" > /dev/null
  echo "$name: $signed"
done
