import { Button, Fieldset, Group, NumberInput, Select } from "@mantine/core";
import type { components } from "../api/schema";
import type { Key } from "../api/types";
import { bytes, usdPerMonth } from "../ui/format";
import type { ClusterDraft } from "./clusterDraft";

type DataCenter = ClusterDraft["dataCenters"][number];
type InstanceType = components["schemas"]["InstanceTypeResponse"];

interface Props {
  at: number;
  value: DataCenter;
  regions: components["schemas"]["RegionResponse"][];
  types: InstanceType[];
  /** Keys that are ready in this data center's region. */
  ownKeys: Key[];
  errors: Record<string, string>;
  onChange: (value: DataCenter) => void;
  onRemove?: () => void;
}

/** One data center: where, on what, how many. */
export function DataCenterFields({ at, value, regions, types, ownKeys, errors, onChange, onRemove }: Props) {
  const path = `dataCenters[${at}]`;
  const error = (field: string) => errors[`${path}.${field}`];
  return (
    <Fieldset legend={`Data center dc${at + 1}`}>
      <Select
        label="Region"
        data={regions.map((one) => ({ value: one.name, label: `${one.title} (${one.name}), zones ${one.zones.join(", ")}` }))}
        value={value.region || null}
        allowDeselect={false}
        error={error("region")}
        onChange={(region) => region && onChange({ ...value, region })}
      />
      <Select
        label="Machine"
        mt="sm"
        searchable
        data={types.map((one) => ({ value: one.name, label: describe(one, value.region) }))}
        value={value.instanceType || null}
        allowDeselect={false}
        error={error("nodeGroups[0].instanceType")}
        onChange={(instanceType) => instanceType && onChange({ ...value, instanceType })}
      />
      <Group mt="sm" grow align="start">
        <NumberInput
          label="Nodes"
          min={1}
          max={100}
          value={value.count}
          error={error("nodeGroups[0].count")}
          onChange={(count) => onChange({ ...value, count: Number(count) })}
        />
        <NumberInput
          label="Replicas of each row"
          min={1}
          max={9}
          value={value.replicationFactor}
          error={error("replicationFactor")}
          onChange={(replicationFactor) => onChange({ ...value, replicationFactor: Number(replicationFactor) })}
        />
      </Group>
      {ownKeys.length > 0 && (
        <Select
          label="Key of this data center"
          mt="sm"
          description="Each data center uses a key of its own region."
          data={[{ value: "", label: "The cluster's" }, ...ownKeys.map((one) => ({ value: one.id, label: `${one.name} (${one.region})` }))]}
          value={value.keyId}
          allowDeselect={false}
          error={error("keyId")}
          onChange={(keyId) => onChange({ ...value, keyId: keyId ?? "" })}
        />
      )}
      {onRemove && <Button mt="sm" size="xs" variant="default" onClick={onRemove}>Remove this data center</Button>}
    </Fieldset>
  );
}

/** local.small: 2 vCPU, 1.5 GiB memory, 10 GiB storage, free. */
export function describe(type: InstanceType, region: string): string {
  const price = usdPerMonth(type.prices[region]?.usdPerMonth);
  return `${type.name}: ${type.vcpus} vCPU, ${bytes(type.memoryBytes)} memory, ${bytes(type.storageBytes)} storage, ${price}`;
}
