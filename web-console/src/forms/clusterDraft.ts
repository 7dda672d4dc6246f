import type { components } from "../api/schema";
import { type FirstUserDraft, firstUserOf } from "./firstUsers";
import type { Algorithm } from "./key/clouds";
import { labelsOf } from "./labels";

export type ClusterRequest = components["schemas"]["ClusterRequest"];

/** What the form holds; one data center is the usual case, more are added one by one. */
export interface ClusterDraft {
  name: string;
  provider: string;
  dataCenters: { region: string; instanceType: string; count: number; replicationFactor: number; keyId: string }[];
  deletionProtection: boolean;
  /** Empty: the provider's key, made with the cluster. */
  keyId: string;
  algorithm: Algorithm;
  /** How long nodes serve while the KMS does not answer. */
  outageGraceMinutes: number;
  /** Networks that clients may come from, one a line; empty: the API's own choice. */
  allowedCidrs: string;
  /** One a line: team=payments. */
  labels: string;
  /** Made with the cluster, beside admin. */
  users: FirstUserDraft[];
}

export const emptyDraft: ClusterDraft = {
  name: "",
  provider: "local",
  dataCenters: [{ region: "", instanceType: "", count: 3, replicationFactor: 3, keyId: "" }],
  deletionProtection: true,
  keyId: "",
  algorithm: "AES_128",
  outageGraceMinutes: 240,
  allowedCidrs: "",
  labels: "",
  users: [],
};

/** Networks as a person writes them: by lines, commas or blanks. */
export function networksOf(text: string): string[] {
  return text.split(/[\s,]+/).filter((one) => one !== "");
}

/**
 * The draft with names that the catalogue knows: the catalogue arrives after the form, and another provider has other
 * names, so what is empty or unknown stands for the first choice.
 */
export function completed(
  draft: ClusterDraft,
  regions: components["schemas"]["RegionResponse"][] | undefined,
  types: components["schemas"]["InstanceTypeResponse"][] | undefined,
  keyRegion?: string,
): ClusterDraft {
  const known = (names: { name: string }[] | undefined, wanted: string) =>
    names === undefined || names.some((one) => one.name === wanted) ? wanted : (names[0]?.name ?? "");
  return {
    ...draft,
    dataCenters: draft.dataCenters.map((dc) => ({
      ...dc,
      // A data center uses a key of its own region, so the key's comes first while none is chosen.
      region: known(regions, dc.region || (regions?.some((one) => one.name === keyRegion) ? (keyRegion ?? "") : "")),
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
      ...(dc.keyId ? { keyId: dc.keyId } : {}),
      nodeGroups: [{ instanceType: dc.instanceType, count: dc.count }],
    })),
    encryption: { ...(draft.keyId ? { keyId: draft.keyId } : {}), algorithm: draft.algorithm, outageGraceMinutes: draft.outageGraceMinutes },
    ...(networksOf(draft.allowedCidrs).length > 0 ? { allowedCidrs: networksOf(draft.allowedCidrs) } : {}),
    ...(draft.labels.trim() ? { labels: labelsOf(draft.labels) } : {}),
    deletionProtection: draft.deletionProtection,
    ...(draft.users.length > 0 ? { users: draft.users.map(firstUserOf) } : {}),
  };
}
