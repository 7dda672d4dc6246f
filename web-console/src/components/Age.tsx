import { Text } from "@mantine/core";
import { ago } from "../ui/format";
import { useNow } from "../ui/useNow";

/** How long ago; the exact time on hover and to screen readers. */
export function Age({ of }: { of: string }) {
  const now = useNow(5_000);
  return (
    <Text component="time" dateTime={of} title={new Date(of).toLocaleString()} size="sm" inherit>
      {ago(of, now)}
    </Text>
  );
}
