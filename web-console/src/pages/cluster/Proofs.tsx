import { Button, Group, Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { answer, api } from "../../api/client";
import { proof, proofs } from "../../api/databaseQueries";
import type { Schemas } from "../../api/types";
import { Act } from "../../components/Act";
import { Age } from "../../components/Age";
import { type Column, DataTable } from "../../components/DataTable";
import { EmptyState } from "../../components/EmptyState";
import { PagedView } from "../../components/PagedView";
import { usePages } from "../../components/Pager";
import { QueryView } from "../../components/QueryView";
import { Copyable } from "../../components/Copyable";
import { download } from "../../ui/download";
import { pretty } from "../../ui/format";
import { useCluster } from "./useCluster";
import { Dialog } from "../../components/Dialog";

type Proof = Schemas["ProofResponse"];

/** The user's own proof: markers are written, and every byte on every disk is searched for them. */
export function Proofs() {
  const { project, cluster } = useCluster();
  const pages = usePages();
  const query = useQuery(proofs(project, cluster.id, pages.token));
  const [shown, setShown] = useState<string>();
  const columns: Column<Proof>[] = [
    { head: "When", text: (one) => one.createdAt, cell: (one) => <Age of={one.createdAt} /> },
    { head: "Verdict", text: (one) => one.verdict, cell: (one) => one.verdict },
    { head: "Report", hidden: true, cell: (one) => <Button size="xs" variant="default" aria-label={`Report of ${one.operationId}`} onClick={() => setShown(one.operationId)}>Report</Button> },
  ];
  return (
    <Stack gap="sm">
      <Group justify="space-between">
        <Title order={2} size="h4">Proofs</Title>
        <Act label="Prove it" title="Prove that nothing lies readable" confirm="Begin the proof" refresh={["operation", "cluster"]} button={{ size: "xs" }}
          request={{ method: "POST", path: `/api/v1/projects/${project}/clusters/${cluster.id}:prove` }}
          resource={{ type: "kanesh_cluster_operation", values: { projectId: project, clusterId: cluster.id, action: "prove" } }}
          run={(once) => answer(api.POST("/api/v1/projects/{project}/clusters/{cluster}:prove", { params: { path: { project, cluster: cluster.id }, header: { "Idempotency-Key": once } } }))}>
          <Text size="sm">Markers that nobody has seen before are written to a keyspace of their own. Every node then searches every byte of its files, as they lie on the disk, for all of them; a control search through the encryption must find them. The keyspace is dropped, and the report is signed.</Text>
        </Act>
      </Group>
      <PagedView query={query} pages={pages} empty={<EmptyState title="No proof yet">A proof searches every disk of this cluster for rows that it has just written.</EmptyState>}>
        {(items) => <DataTable label="Proofs" rows={items} columns={columns} rowKey={(one) => one.operationId} filter minWidth={420} />}
      </PagedView>
      <Dialog opened={shown !== undefined} onClose={() => setShown(undefined)} wide title="Report of a proof">
        {shown && <Report operation={shown} />}
      </Dialog>
    </Stack>
  );
}

function Report({ operation }: { operation: string }) {
  const { project, cluster } = useCluster();
  const query = useQuery(proof(project, cluster.id, operation));
  return (
    <QueryView query={query}>
      {(one) => (
        <Stack>
          <Text size="sm">{one.verdict}</Text>
          {one.report ? <Copyable label="report" text={pretty(one.report)} /> : <Text size="sm">The report is there when <Link to="/operations/$operation" params={{ operation }}>the operation</Link> has ended.</Text>}
          <Group>
            {one.report && <Button variant="default" onClick={() => download("report.json", one.report ?? "", "application/json")}>Save the report</Button>}
            {one.signature && <Button variant="default" onClick={() => download("report.sig", one.signature ?? "", "text/plain")}>Save its signature</Button>}
            {one.certificatePem && <Button variant="default" onClick={() => download("certificate.pem", one.certificatePem ?? "", "application/x-pem-file")}>Save the certificate</Button>}
          </Group>
        </Stack>
      )}
    </QueryView>
  );
}
