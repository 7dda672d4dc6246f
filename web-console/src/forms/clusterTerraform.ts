import { Reference, type Resource } from "./asTerraform";
import type { ClusterRequest } from "./clusterDraft";

/** The cluster of a request and its users, which are resources of their own there. */
export function clusterResources(project: string, { users = [], ...cluster }: ClusterRequest): Resource[] {
  return [
    { type: "kanesh_cluster", values: { projectId: project, ...cluster } },
    ...users.map((user): Resource => ({ type: "kanesh_database_user", values: { projectId: project, clusterId: new Reference("kanesh_cluster", cluster.name, "id"), ...user } })),
  ];
}
