import type { components } from "./schema";

/** The shapes of the OpenAPI document under the words that the pages use. */
export type Schemas = components["schemas"];
export type Cluster = Schemas["ClusterResponse"];
export type ClusterPlan = Schemas["ClusterPlanResponse"];
export type Key = Schemas["KeyResponse"];
export type Node = Schemas["NodeResponse"];
export type Member = Schemas["MemberResponse"];
export type Role = Member["roles"][number];
export type DatabaseUser = Schemas["DatabaseUserResponse"];
export type Token = Schemas["TokenResponse"];
