import { Anchor, Button, Fieldset, NumberInput, Select, Stack, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { encryptionOptions } from "../api/keyQueries";
import { allKeys } from "../api/wholeLists";
import { words } from "../ui/format";
import type { ClusterDraft } from "./clusterDraft";
import { AlgorithmChoice } from "./key/AlgorithmChoice";
import { KeyWizard } from "./key/KeyWizard";
import { Dialog } from "../components/Dialog";

interface Props {
  project: string;
  draft: ClusterDraft;
  onChange: (draft: ClusterDraft) => void;
  errors: Record<string, string>;
}

/** Whose key: the provider's with no step at all, one that is ready, or one that is brought now in six steps. */
export function EncryptionFields({ project, draft, onChange, errors }: Props) {
  const [opened, { open, close }] = useDisclosure();
  const own = (useQuery(allKeys(project)).data?.items ?? []).filter((one) => !one.providerManaged);
  const { providerKey, outageGraceMinutes: grace } = useQuery(encryptionOptions(project)).data ?? {};
  const choices = [
    { value: "", label: "The provider's key: nothing to do", disabled: providerKey?.allowed === false },
    ...own.map((one) => ({ value: one.id, label: `${one.name} (${one.provider}, ${one.region}): ${words(one.phase).toLowerCase()}`, disabled: one.phase !== "ACTIVE" })),
  ];
  return (
    <Fieldset legend="Encryption">
      <Stack>
        <Select label="Key" data={choices} value={draft.keyId} allowDeselect={false} description={providerKey?.whyNot && `The provider's key: ${providerKey.whyNot}`} error={errors["encryption.keyId"]} onChange={(keyId) => onChange({ ...draft, keyId: keyId ?? "" })} />
        {draft.keyId === "" && (
          <Text size="sm" c="dimmed">
            {providerKey?.text} Whoever runs this installation could read the data.{" "}
            <Anchor component="button" type="button" size="sm" underline="always" onClick={open}>Bring your own key in six steps</Anchor>
          </Text>
        )}
        <AlgorithmChoice project={project} value={draft.algorithm} onChange={(algorithm) => onChange({ ...draft, algorithm })} error={errors["encryption.algorithm"]} />
        <NumberInput
          label="Minutes to serve while the KMS does not answer"
          description={`${grace?.least ?? 15} to ${grace?.most ?? 1440}. A refusal of the KMS is another thing: nodes then seal within 7 minutes.`}
          min={grace?.least ?? 15}
          max={grace?.most ?? 1440}
          value={draft.outageGraceMinutes}
          error={errors["encryption.outageGraceMinutes"]}
          onChange={(minutes) => onChange({ ...draft, outageGraceMinutes: Number(minutes) })}
        />
      </Stack>
      <Dialog opened={opened} onClose={close} wide title="Bring a key of your own">
        <KeyWizard
          project={project}
          confirm={({ key, algorithm }) => (
            <Stack align="start">
              <Text size="sm">“{key.name}” is ready. Its price stands in the plan beside the form, with everything else.</Text>
              <Button onClick={() => { onChange({ ...draft, keyId: key.id, algorithm }); close(); }}>Use it for this cluster</Button>
            </Stack>
          )}
        />
      </Dialog>
    </Fieldset>
  );
}
