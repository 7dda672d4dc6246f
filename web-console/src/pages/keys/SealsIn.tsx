import { useQueries, useQuery } from "@tanstack/react-query";
import { clusterEncryption, keyUsage } from "../../api/keyQueries";
import type { Key } from "../../api/types";
import { Countdown } from "../../components/Countdown";

/** When the first node of a key seals without a good answer. A key that answers has no countdown that a person must watch. */
export function SealsIn({ of: key }: { of: Key }) {
  const counting = key.dependentNodes > 0 && key.phase !== "ACTIVE" && key.phase !== "ROTATING";
  const usage = useQuery({ ...keyUsage(key.projectId, key.id), enabled: counting });
  const clusters = [...new Set((usage.data?.dependents ?? []).map((one) => one.clusterId))];
  const read = useQueries({ queries: clusters.map((id) => clusterEncryption(key.projectId, id)) });
  if (!counting) return "–";
  const nodes = read.flatMap((one) => one.data?.nodes ?? []).filter((one) => one.keyUri === undefined || one.keyUri === key.uri);
  if (nodes.length === 0) return "–";
  if (nodes.every((one) => one.state === "SEALED")) return "sealed";
  const next = nodes.flatMap((one) => (one.nextDeadline && one.state !== "SEALED" ? [one.nextDeadline] : [])).sort()[0];
  return next ? <Countdown to={next} /> : "–";
}
