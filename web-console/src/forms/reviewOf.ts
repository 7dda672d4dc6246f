import type { Schemas } from "../api/types";
import { duration } from "../ui/format";
import { type ClusterDraft, requestOf } from "./clusterDraft";
import { said } from "./rights";

const counted = (count: number, one: string) => `${count} ${one}${count === 1 ? "" : "s"}`;

/**
 * A spec in words, thing by thing.
 *
 * @param draft what the spec came of: users are no part of a spec, and the provider's key is not there yet
 * @param key name of the key that was chosen
 */
export function reviewOf(spec: Schemas["ClusterSpecResponse"], draft: ClusterDraft, regions: Schemas["RegionResponse"][], key: string | undefined): [name: string, value: string][] {
  const { algorithm, outageGraceMinutes } = spec.encryption;
  const labels = Object.entries(spec.labels).map(([name, value]) => `${name}=${value}`);
  return [
    ["Name", spec.name],
    ...spec.dataCenters.map((dc): [string, string] => [`Data center ${dc.name}`, placed(dc, regions)]),
    ["Encryption", `every file, ${algorithm.replace("_", "-")}, under ${draft.keyId ? `the key ${key ?? draft.keyId}` : "a key of the provider that is made with the cluster"}; serves ${duration(outageGraceMinutes * 60)} while the KMS does not answer`],
    ["Networks that may connect", spec.allowedCidrs.join(", ") || "none: everybody is kept out"],
    ["Users", ["admin: everything", ...(requestOf(draft).users ?? []).map(user)].join("; ")],
    ...(labels.length > 0 ? [["Labels", labels.join(", ")] satisfies [string, string]] : []),
    ["Deletion protection", spec.deletionProtection ? "on" : "off"],
  ];
}

function placed(dc: Schemas["DataCenterResponse"], regions: Schemas["RegionResponse"][]): string {
  const nodes = dc.nodeGroups.map((group) => `${counted(group.count, "node")} of ${group.instanceType}`).join(" and ");
  const zones = regions.find((one) => one.name === dc.region)?.zones ?? [];
  return `${nodes} in ${dc.region}${zones.length > 0 ? `, spread over the zones ${zones.join(", ")}` : ""}; ${counted(dc.replicationFactor, "replica")} of each row`;
}

function user({ name, access = [], expiresAt }: Schemas["FirstUserRequest"]): string {
  return `${name || "one without a name"}: ${access.map(said).join(", ") || "no access yet"}${expiresAt ? `, until ${expiresAt}` : ""}`;
}
