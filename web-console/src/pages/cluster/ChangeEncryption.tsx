import { NumberInput, Select, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { answer, api } from "../../api/client";
import { fieldsOf } from "../../api/useChange";
import { allKeys } from "../../api/wholeLists";
import { FormDialog } from "../../components/FormDialog";
import { Reasoned } from "../../components/Reasoned";
import { StaleAlert } from "../../components/StaleAlert";
import { AlgorithmChoice } from "../../forms/key/AlgorithmChoice";
import { hasDraft } from "../../forms/useDraft";
import { ifMatch, useEdit } from "../../forms/useEdit";
import { words } from "../../ui/format";
import { useCluster } from "./useCluster";

/** Another key, algorithm or grace for a cluster that runs; nothing restarts. */
export function ChangeEncryption() {
  const { project, cluster, etag } = useCluster();
  const form = `encryption of ${cluster.id}`;
  const [opened, { open, close }] = useDisclosure(hasDraft(form));
  const { keyId, algorithm, outageGraceMinutes } = cluster.spec.encryption;
  const own = useQuery({ ...allKeys(project), enabled: opened }).data?.items ?? [];
  const edit = useEdit(form, etag, { keyId, algorithm, outageGraceMinutes }, ["cluster", "key", "operation"], async (encryption, base) => {
    const changed = await answer(
      api.PATCH("/api/v1/projects/{project}/clusters/{cluster}", {
        params: { path: { project, cluster: cluster.id }, header: ifMatch(base) },
        body: { encryption } as never,
        headers: { "Content-Type": "application/merge-patch+json" },
      }),
    );
    close();
    return changed;
  });
  const fields = fieldsOf(edit.error);
  const { typed } = edit;
  return (
    <>
      <Reasoned variant="default" rule={cluster.allowedActions.find((one) => one.action === "update")} onClick={open}>Change</Reasoned>
      <FormDialog
        opened={opened} onClose={() => { edit.adopt(false); close(); }} title="Change the encryption" submit="Save" onSubmit={() => edit.changed && edit.save()} pending={edit.pending} error={edit.stale || Object.keys(fields).length > 0 ? null : edit.error}
        request={{ method: "PATCH", path: `/api/v1/projects/${project}/clusters/${cluster.id}`, body: { encryption: typed } }}
      >
        <Text size="sm">With another key, each node wraps its own key anew, opens it through the new one, then drops the former. No data is rewritten and nothing restarts.</Text>
        <Select
          label="Key"
          data={own.filter((one) => one.phase === "ACTIVE" || one.id === keyId).map((one) => ({ value: one.id, label: `${one.name} (${one.provider}, ${one.region}): ${words(one.phase).toLowerCase()}` }))}
          value={typed.keyId}
          allowDeselect={false}
          error={fields["encryption.keyId"]}
          onChange={(value) => value && edit.type({ keyId: value })}
        />
        <AlgorithmChoice project={project} value={typed.algorithm} onChange={(value) => edit.type({ algorithm: value })} error={fields["encryption.algorithm"]} />
        <NumberInput label="Minutes to serve while the KMS does not answer" min={15} max={1440} value={typed.outageGraceMinutes} error={fields["encryption.outageGraceMinutes"]} onChange={(value) => edit.type({ outageGraceMinutes: Number(value) })} />
        <StaleAlert edit={edit} />
      </FormDialog>
    </>
  );
}
