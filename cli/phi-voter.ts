import { statSync } from "node:fs";
import { MissingRuntime } from "../lambdas/phi/onnx/runtime";
import { UnusableModel } from "../lambdas/phi/onnx/model-folder";
import { onnxVoter } from "../lambdas/phi/onnx/voter";
import type { Voter } from "../lambdas/phi/voter";
import { UserError } from "./failure";

const ONNX = "onnx:";

/** The voter that `--voter` names. Throws UserError where it cannot vote: a voter that was asked for is not left out in silence. */
export async function voterOf(text: string): Promise<Voter> {
  const folder = text.startsWith(ONNX) ? text.slice(ONNX.length) : "";
  if (folder === "") throw new UserError(`--voter takes onnx:<folder of a model>; got ${JSON.stringify(text)}.`);
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true)
    throw new UserError(`There is no folder ${folder}.`);
  try {
    return await onnxVoter(folder);
  } catch (error) {
    if (error instanceof MissingRuntime || error instanceof UnusableModel) throw new UserError(error.message);
    throw error;
  }
}
