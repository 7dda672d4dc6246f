import { Button, Group, Stack, Switch, TextInput, Title } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { answer, api } from "../../api/client";
import { ApiProblem } from "../../api/problem";
import { ProblemAlert } from "../../components/ProblemAlert";
import { queries } from "../../queryClient";
import { DangerZone } from "./DangerZone";
import { useCluster } from "./useCluster";

/** Name and protection; a change that somebody else made meanwhile is shown before it is overwritten. */
export default function SettingsTab() {
  const { project, cluster, etag } = useCluster();
  const [name, setName] = useState(cluster.name);
  const [base, setBase] = useState(etag);
  const save = useMutation({
    mutationFn: (change: { name?: string; deletionProtection?: boolean }) =>
      answer(
        api.PATCH("/api/v1/projects/{project}/clusters/{cluster}", {
          params: { path: { project, cluster: cluster.id }, header: { "If-Match": base } },
          body: change as never,
          headers: { "Content-Type": "application/merge-patch+json" },
        }),
      ),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["cluster"] }),
  });
  const stale = save.error instanceof ApiProblem && save.error.status === 412;
  if (!save.error && etag !== base) setBase(etag);
  const fields = save.error instanceof ApiProblem ? save.error.fieldErrors() : {};
  return (
    <Stack gap="xl">
      <Stack gap="sm" maw={480}>
        <Title order={2} size="h4">General</Title>
        <TextInput label="Name" value={name} error={fields["name"]} onChange={(event) => setName(event.currentTarget.value)} />
        <Group>
          <Button loading={save.isPending} disabled={name === cluster.name} onClick={() => save.mutate({ name })}>Save the name</Button>
        </Group>
        <Switch
          label="Deletion protection"
          description="While it is on, nobody can delete this cluster."
          checked={cluster.spec.deletionProtection}
          disabled={save.isPending}
          onChange={(event) => save.mutate({ deletionProtection: event.currentTarget.checked })}
        />
        {save.error && !fields["name"] && <ProblemAlert error={save.error} />}
        {stale && (
          <Button
            variant="default"
            onClick={() => {
              setBase(etag);
              setName(cluster.name);
              save.reset();
            }}
          >
            Show the newest: name {cluster.name}, protection {cluster.spec.deletionProtection ? "on" : "off"}
          </Button>
        )}
      </Stack>
      <DangerZone />
    </Stack>
  );
}
