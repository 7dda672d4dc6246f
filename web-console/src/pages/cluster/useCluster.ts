import { useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { cluster } from "../../api/queries";

const route = getRouteApi("/signed-in/projects/$project/clusters/$cluster");

/** The cluster of the page; its frame has read it before a tab is drawn. */
export function useCluster() {
  const { project, cluster: id } = route.useParams();
  const { data } = useSuspenseQuery(cluster(project, id));
  return { project, ...data };
}
