import { Button, Group } from "@mantine/core";
import { useState } from "react";

/** Where a reader is in a list of pages: tokens lead forward, so the way back is remembered. */
export function usePages() {
  const [trail, setTrail] = useState<string[]>([]);
  return {
    token: trail.at(-1),
    next: (token: string) => setTrail([...trail, token]),
    first: () => setTrail([]),
    back: trail.length > 0 ? () => setTrail(trail.slice(0, -1)) : undefined,
  };
}

export function Pager({ pages, nextPageToken }: { pages: ReturnType<typeof usePages>; nextPageToken: string | undefined }) {
  const { back } = pages;
  if (!back && !nextPageToken) return null;
  return (
    <Group justify="end" mt="sm">
      <Button variant="default" size="xs" disabled={!back} onClick={back}>Newer</Button>
      <Button variant="default" size="xs" disabled={!nextPageToken} onClick={() => nextPageToken && pages.next(nextPageToken)}>Older</Button>
    </Group>
  );
}
