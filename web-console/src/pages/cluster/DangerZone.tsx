import { Button, Code, Modal, Paper, Stack, Text, TextInput, Title } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useMutation } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { answer, api } from "../../api/client";
import { ProblemAlert } from "../../components/ProblemAlert";
import { queries } from "../../queryClient";
import { useCluster } from "./useCluster";

export function DangerZone() {
  const { project, cluster, etag } = useCluster();
  const [opened, { open, close }] = useDisclosure();
  const [typed, setTyped] = useState("");
  const navigate = useNavigate();
  const allowed = cluster.allowedActions.find((one) => one.action === "delete");
  const remove = useMutation({
    mutationFn: () =>
      answer(
        api.DELETE("/api/v1/projects/{project}/clusters/{cluster}", {
          params: { path: { project, cluster: cluster.id }, header: { "If-Match": etag } },
        }),
      ),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ["cluster"] });
      await navigate({ to: "/projects/$project/clusters", params: { project } });
    },
  });
  return (
    <Paper withBorder p="md" maw={640}>
      <Stack align="start" gap="sm">
        <Title order={2} size="h4">Danger zone</Title>
        <Text size="sm">Deleting ends every node and removes all data of this cluster for good.</Text>
        {allowed && !allowed.allowed && <Text size="sm" id="why-not">{allowed.reason}</Text>}
        <Button color="red" variant="outline" disabled={!allowed?.allowed} aria-describedby="why-not" onClick={open}>Delete this cluster</Button>
      </Stack>
      <Modal opened={opened} onClose={close} title="Delete this cluster">
        <Stack>
          <Text size="sm">Its {cluster.status.nodesTotal} nodes are stopped and every row is removed. Nothing brings it back.</Text>
          <TextInput label={<>Type <Code>{cluster.name}</Code> to confirm</>} value={typed} onChange={(event) => setTyped(event.currentTarget.value)} data-autofocus />
          {remove.error && <ProblemAlert error={remove.error} />}
          <Button color="red" disabled={typed !== cluster.name} loading={remove.isPending} onClick={() => remove.mutate()}>Delete it for good</Button>
        </Stack>
      </Modal>
    </Paper>
  );
}
