import type { AccountArgs, MethodArgs, MethodSettingsArgs, RestApiArgs, StageArgs } from "@pulumi/aws/apigateway";
import type { ApiArgs, RouteArgs, StageArgs as StageV2Args } from "@pulumi/aws/apigatewayv2";
import { on } from "../../rule";

export const REST_STAGE = "aws:apigateway/stage:Stage";
export const METHOD_SETTINGS = "aws:apigateway/methodSettings:MethodSettings";
export const ACCOUNT = "aws:apigateway/account:Account";
export const STAGE_V2 = "aws:apigatewayv2/stage:Stage";

/** What the stages of REST and of HTTP and WebSocket APIs call their settings. */
export type AnyStageArgs = StageArgs & Omit<StageV2Args, keyof StageArgs>;

export const restApi = on<RestApiArgs>("aws:apigateway/restApi:RestApi");
export const restStage = on<StageArgs>(REST_STAGE);
export const anyStage = on<AnyStageArgs>(REST_STAGE, STAGE_V2);
export const methodSettings = on<MethodSettingsArgs>(METHOD_SETTINGS);
export const method = on<MethodArgs>("aws:apigateway/method:Method");
export const apiV2 = on<ApiArgs>("aws:apigatewayv2/api:Api");
export const route = on<RouteArgs>("aws:apigatewayv2/route:Route");

/** A stage, or the settings of its methods where the stage itself is made elsewhere. */
export const restStageOrSettings = on<StageArgs & MethodSettingsArgs>(REST_STAGE, METHOD_SETTINGS);
export const whatLogs = on<AnyStageArgs & MethodSettingsArgs & AccountArgs>(
  REST_STAGE,
  METHOD_SETTINGS,
  STAGE_V2,
  ACCOUNT,
);
