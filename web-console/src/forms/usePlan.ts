import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { answer, api } from "../api/client";
import type { Schemas } from "../api/types";
import { type ClusterDraft, requestOf } from "./clusterDraft";

export type Plan = Schemas["ClusterPlanResponse"];

/** What the API would do with the form as it stands; asked once for all who show it. */
export function usePlan(project: string, draft: ClusterDraft) {
  const ready = draft.name.trim() !== "" && draft.dataCenters.every((dc) => dc.region && dc.instanceType);
  const query = useQuery({
    queryKey: ["dry-run", project, draft],
    enabled: ready,
    retry: false,
    // A plan of the form as it was before stays until the new one is there.
    placeholderData: keepPreviousData,
    queryFn: async () =>
      (await answer(
        api.POST("/api/v1/projects/{project}/clusters", { params: { path: { project }, query: { dryRun: true } }, body: requestOf(draft) }),
      )) as unknown as Plan,
  });
  return { ready, query };
}
