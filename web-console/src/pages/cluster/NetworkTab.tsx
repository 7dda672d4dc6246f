import { Alert, Button, List, Stack, Text, Textarea, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { answer, api } from "../../api/client";
import { type Preview, allowedCidrs, allowedCidrsPreview } from "../../api/databaseQueries";
import { fieldsOf } from "../../api/useChange";
import { EditEnd } from "../../components/EditEnd";
import { Elsewhere } from "../../components/Elsewhere";
import { EmptyState } from "../../components/EmptyState";
import { ProblemAlert } from "../../components/ProblemAlert";
import { Loading, QueryView } from "../../components/QueryView";
import { networksOf } from "../../forms/clusterDraft";
import { errorUnder } from "../../forms/errors";
import { ifMatch, useEdit } from "../../forms/useEdit";
import { useCluster } from "./useCluster";

/** From where clients may connect; and, before it is saved, who would be cut off. */
export default function NetworkTab() {
  const { project, cluster } = useCluster();
  const query = useQuery(allowedCidrs(project, cluster.id));
  return (
    <QueryView query={query}>
      {({ list, etag }) => (
        <Stack maw={640}>
          {list.allowedCidrs.length === 0 && <EmptyState title="Nobody may connect">The list is empty, so every client is kept out.</EmptyState>}
          {!list.enforced && (
            <Alert color="orange" variant="light" title="Not every node enforces the list by now" role="status">
              <List size="sm">{list.nodes.map((one) => <List.Item key={one.nodeId}>{one.nodeId}: {one.waitingFor ?? "enforces it"}</List.Item>)}</List>
            </Alert>
          )}
          <ListForm etag={etag} networks={list.allowedCidrs.join("\n")} />
        </Stack>
      )}
    </QueryView>
  );
}

function ListForm({ etag, networks }: { etag: string; networks: string }) {
  const { project, cluster } = useCluster();
  const [preview, setPreview] = useState<string[]>();
  const edit = useEdit(`networks of ${cluster.id}`, etag, { networks }, ["cluster"], async (changed, base) => {
    const saved = await answer(
      api.PUT("/api/v1/projects/{project}/clusters/{cluster}/allowed-cidrs", {
        params: { path: { project, cluster: cluster.id }, header: ifMatch(base) },
        body: { allowedCidrs: networksOf(changed.networks ?? "") },
      }),
    );
    setPreview(undefined);
    return saved;
  });
  const wanted = networksOf(edit.typed.networks);
  return (
    <form onSubmit={(event) => { event.preventDefault(); edit.save({ networks: edit.typed.networks }); }}>
      <Stack>
        <Textarea label="Networks that may connect" description="One a line, such as 10.20.0.0/16 or 2001:db8::/32" autosize minRows={3} value={edit.typed.networks} error={errorUnder(fieldsOf(edit.error), "allowedCidrs")} onChange={(event) => edit.type({ networks: event.currentTarget.value })} />
        <EditEnd edit={edit} fields={["allowedCidrs"]} save="Save the list">
          <Button variant="default" onClick={() => setPreview(wanted)}>Who would be cut off?</Button>
        </EditEnd>
        {preview && <CutOff cidrs={preview} />}
        <Elsewhere request={{ method: "PUT", path: `/api/v1/projects/${project}/clusters/${cluster.id}/allowed-cidrs`, body: { allowedCidrs: wanted } }} resource={{ type: "kanesh_allowed_cidrs", values: { projectId: project, clusterId: cluster.id, allowedCidrs: wanted } }} />
      </Stack>
    </form>
  );
}

function CutOff({ cidrs }: { cidrs: string[] }) {
  const { project, cluster } = useCluster();
  const query = useQuery(allowedCidrsPreview(project, cluster.id, cidrs));
  if (query.error) return <ProblemAlert error={query.error} />;
  if (!query.data) return <Loading />;
  return <Shown preview={query.data} />;
}

function Shown({ preview }: { preview: Preview }) {
  return (
    <Stack gap="xs" role="status">
      <Title order={2} size="h5">{preview.wouldClose.length === 0 ? "Nobody who is connected now would be cut off" : "These would be cut off"}</Title>
      <List size="sm">
        {preview.wouldClose.map((one) => <List.Item key={one.nodeId + one.address + (one.user ?? "")}>{one.user ?? "not signed in"} from {one.address}: {one.connections} at {one.nodeId}</List.Item>)}
      </List>
      {preview.unanswered.length > 0 && <Text size="sm">Did not answer: {preview.unanswered.map((one) => one.nodeId).join(", ")}.</Text>}
    </Stack>
  );
}
