import { useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { key } from "../../api/keyQueries";

const route = getRouteApi("/signed-in/projects/$project/keys/$key");

/** The key of the page; its frame has read it before a tab is drawn. */
export function useKey() {
  const { project, key: id } = route.useParams();
  const { data } = useSuspenseQuery(key(project, id));
  return { project, ...data };
}
