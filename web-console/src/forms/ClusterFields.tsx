import { Button, Select, Stack, Switch, TextInput, Textarea } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { providers } from "../api/queries";
import type { components } from "../api/schema";
import { allKeys } from "../api/wholeLists";
import { DataCenterFields } from "./DataCenterFields";
import { EncryptionFields } from "./EncryptionFields";
import { FirstUserFields } from "./FirstUserFields";
import type { ClusterDraft } from "./clusterDraft";
import { errorUnder } from "./errors";

interface Props {
  project: string;
  draft: ClusterDraft;
  regions: components["schemas"]["RegionResponse"][];
  types: components["schemas"]["InstanceTypeResponse"][];
  onChange: (draft: ClusterDraft) => void;
  errors: Record<string, string>;
}

export function ClusterFields({ project, draft, regions: where, types, onChange, errors }: Props) {
  const offers = useQuery(providers()).data?.items ?? [];
  // One data center has the cluster's key: there is nothing to choose.
  const several = draft.dataCenters.length > 1;
  const own = useQuery(allKeys(project)).data?.items ?? [];
  const offer = offers.find((one) => one.name === draft.provider);

  return (
    <Stack>
      <TextInput
        label="Name"
        description="Letters, digits and hyphens; it can be changed later."
        required
        value={draft.name}
        error={errors["name"]}
        onChange={(event) => onChange({ ...draft, name: event.currentTarget.value })}
        data-autofocus
      />
      <Select
        label="Provider"
        data={offers.map((one) => ({ value: one.name, label: one.title }))}
        value={draft.provider}
        allowDeselect={false}
        description={offer?.reason}
        error={errors["provider"]}
        onChange={(value) => value && onChange({ ...draft, provider: value })}
      />
      {draft.dataCenters.map((dc, at) => (
        <DataCenterFields
          key={at}
          at={at}
          value={dc}
          regions={where}
          types={types}
          ownKeys={several ? own.filter((one) => one.phase === "ACTIVE" && !one.providerManaged && one.region === dc.region) : []}
          errors={errors}
          onChange={(changed) => onChange({ ...draft, dataCenters: draft.dataCenters.map((one, index) => (index === at ? changed : one)) })}
          {...(draft.dataCenters.length > 1
            ? { onRemove: () => onChange({ ...draft, dataCenters: draft.dataCenters.filter((_, index) => index !== at) }) }
            : {})}
        />
      ))}
      {where.length > draft.dataCenters.length && (
        <Button
          variant="default"
          onClick={() => {
            const free = where.find((one) => !draft.dataCenters.some((dc) => dc.region === one.name));
            const last = draft.dataCenters.at(-1);
            if (free && last) onChange({ ...draft, dataCenters: [...draft.dataCenters, { ...last, region: free.name }] });
          }}
        >
          Add a data center in another region
        </Button>
      )}
      <EncryptionFields project={project} draft={draft} onChange={onChange} errors={errors} />
      <Textarea
        label="Networks that may connect"
        description="One a line, such as 10.20.0.0/16. Left empty: only this machine (127.0.0.0/8)."
        autosize
        minRows={1}
        value={draft.allowedCidrs}
        error={errorUnder(errors, "allowedCidrs")}
        onChange={(event) => onChange({ ...draft, allowedCidrs: event.currentTarget.value })}
      />
      <Textarea
        label="Labels"
        description="One a line, such as team=payments; for your own order, bills and filters."
        autosize
        minRows={1}
        value={draft.labels}
        error={errorUnder(errors, "labels")}
        onChange={(event) => onChange({ ...draft, labels: event.currentTarget.value })}
      />
      <FirstUserFields users={draft.users} errors={errors} onChange={(users) => onChange({ ...draft, users })} />
      <Switch
        label="Deletion protection"
        description="While it is on, nobody can delete the cluster."
        checked={draft.deletionProtection}
        onChange={(event) => onChange({ ...draft, deletionProtection: event.currentTarget.checked })}
      />
    </Stack>
  );
}
