import { ActionIcon, Box, Code, CopyButton, Tooltip } from "@mantine/core";

/** Text to take along: shown whole, copied by its button. */
export function Copyable({ text, label }: { text: string; label: string }) {
  return (
    <Box pos="relative">
      <Code block tabIndex={0} aria-label={label} pr={48}>
        {text}
      </Code>
      <CopyButton value={text} timeout={1500}>
        {({ copied, copy }) => (
          <Tooltip label={copied ? "Copied" : "Copy"} position="left">
            <ActionIcon onClick={copy} pos="absolute" top={6} right={6} variant="default" aria-label={`Copy ${label}`}>
              {copied ? "✓" : "⧉"}
            </ActionIcon>
          </Tooltip>
        )}
      </CopyButton>
    </Box>
  );
}
