import { ActionIcon, Code, CopyButton, Group, Tooltip } from "@mantine/core";

/** Text to take along: shown whole, copied by the button beside it. */
export function Copyable({ text, label }: { text: string; label: string }) {
  return (
    <Group gap="xs" wrap="nowrap" align="start">
      <Code block tabIndex={0} aria-label={label} flex={1} miw={0}>
        {text}
      </Code>
      <CopyButton value={text} timeout={1500}>
        {({ copied, copy }) => (
          <Tooltip label={copied ? "Copied" : "Copy"} position="left">
            <ActionIcon onClick={copy} variant="default" aria-label={`Copy ${label}`}>
              {copied ? <Sign path="M3 8.5 6.5 12 13 4.5" /> : <Sign path="M6 6h7v7H6z M10 6V3H3v7h3" />}
            </ActionIcon>
          </Tooltip>
        )}
      </CopyButton>
    </Group>
  );
}

/** Drawn here: not every font has signs for these. */
function Sign({ path }: { path: string }) {
  return (
    <svg width="16" height="16" viewBox="0 0 16 16" fill="none" stroke="currentColor" strokeWidth="1.5" strokeLinecap="round" strokeLinejoin="round" aria-hidden="true">
      <path d={path} />
    </svg>
  );
}
