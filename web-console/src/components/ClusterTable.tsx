import { Anchor, Text, VisuallyHidden } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { Cluster, Key } from "../api/types";
import { allKeys } from "../api/wholeLists";
import { asLines } from "../forms/labels";
import { bytes } from "../ui/format";
import { Age } from "./Age";
import { type Column, DataTable } from "./DataTable";
import { PhaseBadge } from "./PhaseBadge";

/** Clusters of one project, each with the state of its key. */
export function ClusterTable({ project, items, filter = false }: { project: string; items: Cluster[]; filter?: boolean }) {
  const known = new Map((useQuery(allKeys(project)).data?.items ?? []).map((one) => [one.id, one]));
  return <DataTable label="Clusters" rows={items} columns={columns(known)} rowKey={(one) => one.id} filter={filter} minWidth={960} />;
}

const columns = (known: Map<string, Key>): Column<Cluster>[] => [
  {
    head: "Name",
    text: (one) => [one.name, asLines(one.spec.labels)].join(" "),
    cell: (one) => <><Anchor component={Link} to={`/projects/${one.projectId}/clusters/${one.id}`} fw={600}>{one.name}</Anchor>{asLines(one.spec.labels) && <Text size="xs" c="dimmed">{asLines(one.spec.labels).replaceAll("\n", ", ")}</Text>}</>,
  },
  { head: "Phase", text: (one) => one.phase, cell: (one) => <PhaseBadge phase={one.phase} /> },
  { head: "Key", text: (one) => known.get(one.spec.encryption.keyId)?.phase ?? "", cell: (one) => <KeyState of={known.get(one.spec.encryption.keyId)} /> },
  { head: "Nodes", text: (one) => one.status.nodesTotal, cell: (one) => `${one.status.nodesReady} of ${one.status.nodesTotal} ready` },
  { head: "Storage", text: (one) => one.status.figures?.storageUsedBytes ?? -1, cell: (one) => <Storage of={one.status.figures} /> },
  { head: "Operations a second", text: (one) => perSecond(one) ?? -1, cell: (one) => perSecond(one)?.toLocaleString("en-US") ?? "–" },
  { head: "Where", text: (one) => `${one.spec.provider} ${one.spec.dataCenters.map((dc) => dc.region).join(" ")}`, cell: (one) => <Text size="sm">{one.spec.provider} · {one.spec.dataCenters.map((dc) => dc.region).join(", ")}</Text> },
  { head: "Created", text: (one) => one.createdAt, cell: (one) => <Age of={one.createdAt} /> },
];

function perSecond({ status: { figures } }: Cluster): number | undefined {
  if (figures?.readsPerSecond == null && figures?.writesPerSecond == null) return undefined;
  return Math.round((figures.readsPerSecond ?? 0) + (figures.writesPerSecond ?? 0));
}

function Storage({ of: figures }: { of: Cluster["status"]["figures"] }) {
  if (figures?.storageUsedBytes == null) return "–";
  return `${bytes(figures.storageUsedBytes)}${figures.storageQuotaBytes ? ` of ${bytes(figures.storageQuotaBytes)}` : ""}`;
}

function KeyState({ of: key }: { of: Key | undefined }) {
  if (!key) return "–";
  return <Anchor component={Link} to={`/projects/${key.projectId}/keys/${key.id}`}><VisuallyHidden>{`Key ${key.name}: `}</VisuallyHidden><PhaseBadge phase={key.phase} /></Anchor>;
}
