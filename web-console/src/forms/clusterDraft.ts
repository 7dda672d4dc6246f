import type { components } from "../api/schema";

export type ClusterRequest = components["schemas"]["ClusterRequest"];

/** What the form holds; one data center is the usual case, more are added one by one. */
export interface ClusterDraft {
  name: string;
  provider: string;
  dataCenters: { region: string; instanceType: string; count: number; replicationFactor: number }[];
  deletionProtection: boolean;
}

export const emptyDraft: ClusterDraft = {
  name: "",
  provider: "local",
  dataCenters: [{ region: "", instanceType: "", count: 3, replicationFactor: 3 }],
  deletionProtection: true,
};

/**
 * The draft with names that the catalogue knows: the catalogue arrives after the form, and another provider has other
 * names, so what is empty or unknown stands for the first choice.
 */
export function completed(
  draft: ClusterDraft,
  regions: components["schemas"]["RegionResponse"][] | undefined,
  types: components["schemas"]["InstanceTypeResponse"][] | undefined,
): ClusterDraft {
  const known = (names: { name: string }[] | undefined, wanted: string) =>
    names === undefined || names.some((one) => one.name === wanted) ? wanted : (names[0]?.name ?? "");
  return {
    ...draft,
    dataCenters: draft.dataCenters.map((dc) => ({
      ...dc,
      region: known(regions, dc.region),
      instanceType: known(types, dc.instanceType),
    })),
  };
}

/** The request that the draft stands for; "Copy as curl" and the button send the same. */
export function requestOf(draft: ClusterDraft): ClusterRequest {
  return {
    name: draft.name.trim(),
    provider: draft.provider,
    dataCenters: draft.dataCenters.map((dc, at) => ({
      name: `dc${at + 1}`,
      region: dc.region,
      replicationFactor: dc.replicationFactor,
      nodeGroups: [{ instanceType: dc.instanceType, count: dc.count }],
    })),
    deletionProtection: draft.deletionProtection,
  };
}

/** The same request for a shell; single quotes in values are closed, quoted and opened again. */
export function asCurl(origin: string, project: string, request: ClusterRequest): string {
  const body = JSON.stringify(request, null, 2).replaceAll("'", `'\\''`);
  return [
    `curl -X POST ${origin}/api/v1/projects/${project}/clusters \\`,
    `  -H "Authorization: Bearer $KANESH_TOKEN" -H "Content-Type: application/json" \\`,
    `  -d '${body}'`,
  ].join("\n");
}
