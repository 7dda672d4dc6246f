import { useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { organizations } from "../../api/accessQueries";
import { ApiProblem } from "../../api/problem";

const route = getRouteApi("/signed-in/organizations/$organization");

/** The organization of the page; its frame has read the list before a tab is drawn. */
export function useOrganization() {
  const { organization } = route.useParams();
  const { data } = useSuspenseQuery(organizations());
  const found = data.items.find((one) => one.id === organization);
  if (!found) throw new ApiProblem(404, { title: "Not found", detail: `There is no organization ${organization} that you may see.` });
  return found;
}
