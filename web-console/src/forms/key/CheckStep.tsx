import { Alert, Button, Group, Stack, Text } from "@mantine/core";
import { answer, api } from "../../api/client";
import type { Key } from "../../api/types";
import { useChange } from "../../api/useChange";
import { Elsewhere } from "../../components/Elsewhere";
import { ProblemAlert } from "../../components/ProblemAlert";
import { Probes } from "./Probes";
import type { KeyDraft } from "./clouds";

interface Props {
  project: string;
  draft: KeyDraft;
  known: Key | undefined;
  onKey: (key: Key) => void;
  onBack: () => void;
}

/** Step 4: the key is registered and every call that a node will make is tried. */
export function CheckStep({ project, draft, known, onKey, onBack }: Props) {
  const body = { name: draft.name.trim(), uri: draft.uri.trim(), provider: draft.cloud };
  const check = useChange(
    (key: string) => answer(api.POST("/api/v1/projects/{project}/keys/{key}:check", { params: { path: { project, key } } })),
    ["key"],
    onKey,
  );
  const register = useChange(
    (value: typeof body, idempotency) =>
      answer(api.POST("/api/v1/projects/{project}/keys", { params: { path: { project }, header: { "Idempotency-Key": idempotency } }, body: value })),
    ["key"],
    (key) => {
      onKey(key);
      check.mutate(key.id);
    },
  );
  const error = register.error ?? check.error;
  return (
    <Stack>
      <Text size="sm">Kanesh now keeps the key&apos;s name, and tries it with this project&apos;s identity. Your key itself never leaves its KMS.</Text>
      <Group>
        <Button loading={register.isPending || check.isPending} onClick={() => (known ? check.send(known.id) : register.send(body))}>{known ? "Check again" : "Register and check"}</Button>
        {register.error && <Button variant="default" onClick={onBack}>Change name or key</Button>}
      </Group>
      {error && <ProblemAlert error={error} />}
      {known && known.probes.length > 0 && <Probes of={known.probes} />}
      {known?.phase === "ACTIVE" && <Alert color="teal" variant="light" title="The key works" role="status">Clusters of this project may use it.</Alert>}
      {known && known.phase !== "ACTIVE" && known.whatToDo && <Alert color="orange" variant="light" title="The key cannot be used so">{known.whatToDo}</Alert>}
      <Elsewhere request={{ method: "POST", path: `/api/v1/projects/${project}/keys`, body }} resource={{ type: "kanesh_key", values: { projectId: project, name: body.name, uri: body.uri } }} />
    </Stack>
  );
}
