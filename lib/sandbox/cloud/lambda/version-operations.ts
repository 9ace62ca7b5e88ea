import { parseInput } from '#lib/sandbox/cloud/frame/parse-input';
import { describeVersion } from '#lib/sandbox/cloud/lambda/describe';
import { changeable } from '#lib/sandbox/cloud/lambda/function-operations';
import type { Functions } from '#lib/sandbox/cloud/lambda/functions';
import { parseName } from '#lib/sandbox/cloud/lambda/names';
import { pageOf } from '#lib/sandbox/cloud/lambda/page';
import { publish } from '#lib/sandbox/cloud/lambda/publish';
import { invalid } from '#lib/sandbox/cloud/lambda/refusals';
import { ListOfFunction, PublishVersion } from '#lib/sandbox/cloud/lambda/requests';

/** Publishing changes nothing that is live. */
export function publishVersion(functions: Functions, input: unknown) {
  const request = parseInput(PublishVersion, input);
  const { name } = parseName(request.FunctionName);
  const latest = changeable(functions, name);
  functions.assertRevision(request.RevisionId, latest);
  if (request.CodeSha256 !== undefined && request.CodeSha256 !== latest.codeSha256) {
    throw invalid(
      `CodeSHA256 (${request.CodeSha256}) is different from current CodeSHA256 in $LATEST (${latest.codeSha256}). Please try again with the CodeSHA256 in $LATEST.`,
    );
  }
  return describeVersion(publish(functions, latest, request.Description));
}

export function listVersions(functions: Functions, input: unknown) {
  const request = parseInput(ListOfFunction, input);
  const { name } = parseName(request.FunctionName);
  const { items, ...next } = pageOf(functions.versionsOf(name), request);
  return { Versions: items.map((version) => describeVersion(version, version.version)), ...next };
}
