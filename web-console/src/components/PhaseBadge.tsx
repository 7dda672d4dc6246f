import { Badge, type MantineColor } from "@mantine/core";
import { words } from "../ui/format";

const COLORS: Record<string, MantineColor> = {
  ACTIVE: "teal", PASSED: "teal", SKIPPED: "gray", ROTATING: "blue", PENDING_VALIDATION: "blue", WAITING_FOR_KMS: "orange", UNREACHABLE: "orange",
  DENIED: "grape", DISABLED: "grape", PENDING_DELETION: "red", DESTROYED: "red", TAMPERED: "red", REFUSED: "orange", SERVING: "teal", SUCCEEDED: "teal", DONE: "teal",
  CREATING: "blue", UPDATING: "blue", RUNNING: "blue", STARTING: "blue", PROVISIONING: "blue", RESTORING: "blue",
  DEGRADED: "orange", WAITING: "orange", BACKING_OFF: "orange", UNDOING: "orange", UNKNOWN: "orange",
  SEALED: "grape", PAUSED: "gray", QUEUED: "gray", STOPPED: "gray", STOPPING: "gray", CANCELLED: "gray", PENDING: "gray", UNDONE: "gray",
  DELETING: "gray", FAILED: "red",
};

/** A phase or state, in words; the colour only repeats them. */
export function PhaseBadge({ phase }: { phase: string }) {
  return (
    <Badge color={COLORS[phase] ?? "gray"} variant="light" size="lg" radius="sm" tt="none" fw={600}>
      {words(phase)}
    </Badge>
  );
}
