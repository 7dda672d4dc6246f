import { NumberInput, Select, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useNavigate } from "@tanstack/react-router";
import { answer, api } from "../../api/client";
import type { Key, Schemas } from "../../api/types";
import { fieldsOf, shownAtFields, useChange } from "../../api/useChange";
import { FormDialog } from "../../components/FormDialog";
import { Reasoned, type Rule } from "../../components/Reasoned";
import { hasDraft, useDraft } from "../../forms/useDraft";

type Drill = Schemas["DrillRequest"];

const KINDS: { value: Drill["kind"]; label: string }[] = [
  { value: "DISABLED", label: "Disabled: the key is switched off" },
  { value: "DENIED", label: "Denied: the grant is taken away" },
  { value: "UNREACHABLE", label: "Unreachable: the KMS does not answer" },
];

/** Rehearses the loss of the key. Nodes really seal, so it is said before. */
export function DrillForm({ project, keyOf: key, rule }: { project: string; keyOf: Key; rule: Rule | undefined }) {
  const form = `drill of ${key.id}`;
  const [opened, { open, close }] = useDisclosure(hasDraft(form));
  const [body, setBody, forget] = useDraft<Drill>(form, { kind: "DISABLED", minutes: 15 });
  const shut = () => {
    forget();
    close();
  };
  const navigate = useNavigate();
  const drill = useChange(
    (value: Drill, idempotency) =>
      answer(api.POST("/api/v1/projects/{project}/keys/{key}:drill", { params: { path: { project, key: key.id }, header: { "Idempotency-Key": idempotency } }, body: value })),
    ["key", "operation"],
    () => {
      shut();
      void navigate({ to: "/projects/$project/keys/$key/drills", params: { project, key: key.id } });
    },
  );
  const fields = fieldsOf(drill.error);
  return (
    <>
      <Reasoned variant="default" rule={rule} onClick={open}>Drill</Reasoned>
      <FormDialog
        opened={opened} onClose={shut} title="Rehearse the loss of this key" submit="Begin the drill" onSubmit={() => drill.send(body)} pending={drill.isPending}
        error={shownAtFields(drill.error, "kind", "minutes") ? null : drill.error}
        request={{ method: "POST", path: `/api/v1/projects/${project}/keys/${key.id}:drill`, body }}
        resource={{ type: "kanesh_key_operation", values: { projectId: project, keyId: key.id, action: "drill", ...body } }}
      >
        <Text size="sm">
          Played by the nodes themselves, not in your KMS. {key.dependentNodes} nodes really stop serving and really come back; programs lose their connections meanwhile. The report has the measured times.
        </Text>
        <Select label="What happens to the key" data={KINDS} value={body.kind} allowDeselect={false} error={fields["kind"]} onChange={(kind) => kind && setBody({ ...body, kind: kind })} />
        <NumberInput label="For how many minutes" min={1} max={60} value={body.minutes ?? 15} error={fields["minutes"]} onChange={(minutes) => setBody({ ...body, minutes: Number(minutes) })} />
      </FormDialog>
    </>
  );
}
