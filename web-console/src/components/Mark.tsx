import { Group, Text } from "@mantine/core";

/** The sign of the house: a clay tablet with wedges. */
export function Mark({ small = false }: { small?: boolean }) {
  return (
    <Group gap="xs" wrap="nowrap">
      <img src="/kanesh.svg" width={28} height={28} alt="" />
      <Text fw={700} size="lg" {...(small ? { visibleFrom: "sm" } : {})}>Kanesh</Text>
    </Group>
  );
}
