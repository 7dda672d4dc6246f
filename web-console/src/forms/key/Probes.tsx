import { Code, Group, Paper, Stack, Text } from "@mantine/core";
import type { Schemas } from "../../api/types";
import { Copyable } from "../../components/Copyable";
import { PhaseBadge } from "../../components/PhaseBadge";
import { words } from "../../ui/format";

/** What a check tried, what came of it, and what to paste where it failed. */
export function Probes({ of }: { of: Schemas["ProbeResponse"][] }) {
  return (
    <Stack gap="xs" component="ul" p={0} m={0} className="plain-list">
      {of.map((probe) => (
        <Paper withBorder p="sm" key={probe.step} component="li">
          <Group justify="space-between" wrap="nowrap" align="start">
            <Text size="sm" fw={600}>{words(probe.step)}</Text>
            <PhaseBadge phase={probe.verdict} />
          </Group>
          <Text size="sm" className="name">{probe.sentence}</Text>
          {probe.verdict === "FAILED" && probe.kmsRequestId && <Text size="xs" c="dimmed">KMS request <Code>{probe.kmsRequestId}</Code></Text>}
          {probe.patch && <Copyable label={`what to do about ${words(probe.step).toLowerCase()}`} text={probe.patch} />}
        </Paper>
      ))}
    </Stack>
  );
}
