import { Text } from "@mantine/core";
import type { Schemas } from "../../api/types";
import { bytes, millis, percent } from "../../ui/format";

type Figures = Schemas["NodeFiguresResponse"];

/** The newest figures that a node measured; what it did not measure says so. */
export function NodeFigures({ of: figures }: { of: Figures | undefined }) {
  if (!figures) return <Text size="sm" c="dimmed" mt="xs">No figures yet: a node measures when its engine serves.</Text>;
  return (
    <dl className="figures">
      {rows(figures).map(([name, value]) => (
        <div key={name}>
          <Text size="xs" c="dimmed" component="dt">{name}</Text>
          <Text size="sm" fw={600} component="dd" m={0}>{value ?? "not known"}</Text>
        </div>
      ))}
    </dl>
  );
}

function rows(of: Figures): [name: string, value: string | undefined][] {
  const shown = <T,>(value: T | null | undefined, as: (value: T) => string) => (value == null ? undefined : as(value));
  const count = (value: number) => Math.round(value).toLocaleString("en-US");
  return [
    ["CPU", shown(of.cpuRatio, percent)],
    ["Heap", of.heapMaxBytes ? `${bytes(of.heapUsedBytes ?? 0)} of ${bytes(of.heapMaxBytes)}` : undefined],
    ["Reads a second", shown(of.readsPerSecond, count)],
    ["Writes a second", shown(of.writesPerSecond, count)],
    ["Reads, p99", shown(of.readP99Millis, millis)],
    ["Writes, p99", shown(of.writeP99Millis, millis)],
    ["Pending compactions", shown(of.pendingCompactions, count)],
    ["Cache hits", shown(of.cacheHitRatio, percent)],
    ["Connections", shown(of.connections, count)],
  ];
}
