import { Text } from "@mantine/core";
import { duration } from "../ui/format";
import { useNow } from "../ui/useNow";

/** How long until then; the exact time on hover and to screen readers. */
export function Countdown({ to, past = "now" }: { to: string; past?: string }) {
  const now = useNow();
  const left = (Date.parse(to) - now.getTime()) / 1000;
  return (
    <Text component="time" dateTime={to} title={new Date(to).toLocaleString()} inherit span>
      {left > 0 ? `in ${duration(left)}` : past}
    </Text>
  );
}
