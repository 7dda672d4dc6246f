import { Stack, Switch, TextInput, Textarea, Title } from "@mantine/core";
import { answer, api } from "../../api/client";
import { fieldsOf } from "../../api/useChange";
import { EditEnd } from "../../components/EditEnd";
import { Elsewhere } from "../../components/Elsewhere";
import { errorUnder } from "../../forms/errors";
import { asLines, labelsOf, labelsPatch } from "../../forms/labels";
import { ifMatch, useEdit } from "../../forms/useEdit";
import { Certificates } from "./Certificates";
import { DangerZone } from "./DangerZone";
import { useCluster } from "./useCluster";

/** Name, labels and protection; a change that somebody else made meanwhile is shown before it is overwritten. */
export default function SettingsTab() {
  const { project, cluster, etag } = useCluster();
  const current = { name: cluster.name, labels: asLines(cluster.spec.labels), deletionProtection: cluster.spec.deletionProtection };
  const patch = ({ labels, ...rest }: Partial<typeof current>) => ({ ...rest, ...(labels === undefined ? {} : { labels: labelsPatch(cluster.spec.labels, labelsOf(labels)) }) });
  const edit = useEdit(`cluster ${cluster.id}`, etag, current, ["cluster"], (changed, base) =>
    answer(
      api.PATCH("/api/v1/projects/{project}/clusters/{cluster}", {
        params: { path: { project, cluster: cluster.id }, header: ifMatch(base) },
        body: patch(changed) as never,
        headers: { "Content-Type": "application/merge-patch+json" },
      }),
    ),
  );
  const fields = fieldsOf(edit.error);
  return (
    <Stack gap="xl">
      <form onSubmit={(event) => { event.preventDefault(); edit.save(); }}>
        <Stack gap="sm" maw={560}>
          <Title order={2} size="h4">General</Title>
          <TextInput label="Name" value={edit.typed.name} error={fields["name"]} onChange={(event) => edit.type({ name: event.currentTarget.value })} />
          <Textarea label="Labels" description="One a line, such as team=payments" autosize minRows={1} value={edit.typed.labels} error={errorUnder(fields, "labels")} onChange={(event) => edit.type({ labels: event.currentTarget.value })} />
          <Switch
            label="Deletion protection"
            description="While it is on, nobody can delete this cluster."
            checked={edit.typed.deletionProtection}
            onChange={(event) => edit.type({ deletionProtection: event.currentTarget.checked })}
          />
          <EditEnd edit={edit} fields={["name", "labels"]} />
          <Elsewhere request={{ method: "PATCH", path: `/api/v1/projects/${project}/clusters/${cluster.id}`, body: patch(edit.typed) }} />
        </Stack>
      </form>
      <Certificates />
      <DangerZone />
    </Stack>
  );
}
