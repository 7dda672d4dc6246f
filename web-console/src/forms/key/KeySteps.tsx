import { Alert, Autocomplete, Radio, Stack, TextInput } from "@mantine/core";
import type { Schemas } from "../../api/types";
import { CLOUDS, type KeyDraft } from "./clouds";

interface Props {
  draft: KeyDraft;
  onChange: (more: Partial<KeyDraft>) => void;
}

/** Step 1: which cloud, which region. */
export function WhereStep({ draft, onChange, offers }: Props & { offers: Schemas["KeyProviderOption"][] }) {
  const chosen = offers.find((one) => one.provider === draft.cloud);
  // Where this installation can have data centers comes first; clouds have more regions than that.
  const regions = [...new Set([...(chosen?.regions.map((one) => one.name) ?? []), ...CLOUDS[draft.cloud].regions])];
  return (
    <Stack>
      <Radio.Group label="Where is your key?" value={draft.cloud} onChange={(cloud) => onChange({ cloud: cloud, region: CLOUDS[cloud].regions[0] ?? "" })}>
        <Stack gap="xs" mt="xs">
          {offers.map((one) => <Radio key={one.provider} value={one.provider} label={one.title} description={one.forProduction ? undefined : "For laptops and tests, not for production."} />)}
        </Stack>
      </Radio.Group>
      {chosen && !chosen.ready && <Alert color="orange" variant="light" title={chosen.whyNot}>{chosen.hint}</Alert>}
      <Autocomplete
        label="Region"
        description="The same as the data center's, or near: every start of a node asks there."
        data={regions}
        value={draft.region}
        onChange={(region) => onChange({ region })}
      />
    </Stack>
  );
}

/** Step 2: which key, and what to call it here. */
export function KeyStep({ draft, onChange }: Props) {
  const offer = CLOUDS[draft.cloud];
  return (
    <Stack>
      <TextInput
        label="Name in Kanesh"
        placeholder="orders-key"
        required
        value={draft.name}
        onChange={(event) => {
          const name = event.currentTarget.value;
          // A local key has no name yet but the one that is chosen here.
          const follows = draft.cloud === "local" && (draft.uri === "" || draft.uri === offer.example(draft.region, draft.name));
          onChange({ name, ...(follows ? { uri: offer.example(draft.region, name) } : {}) });
        }}
      />
      <TextInput
        label={offer.label}
        placeholder={offer.example(draft.region, draft.name)}
        description={`For example ${offer.example(draft.region, draft.name)}`}
        required
        value={draft.uri}
        onChange={(event) => onChange({ uri: event.currentTarget.value })}
      />
    </Stack>
  );
}
