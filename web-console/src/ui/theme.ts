import { createTheme, type MantineColorsTuple } from "@mantine/core";

/** Fired clay: the accent of everything that acts. White on shade 7 has a contrast of 6:1, in both themes. */
const clay: MantineColorsTuple = [
  "#fdf3ed", "#f6e2d6", "#ebc3ab", "#e0a27d", "#d88757", "#d0743f", "#bb5d2b", "#a04a1d", "#853b15", "#6b2d0e",
];

export const theme = createTheme({
  colors: { clay },
  primaryColor: "clay",
  primaryShade: 7,
  defaultRadius: "md",
  fontFamily: "Inter, system-ui, -apple-system, 'Segoe UI', sans-serif",
  fontFamilyMonospace: "ui-monospace, 'JetBrains Mono', Menlo, monospace",
  headings: { fontWeight: "650" },
  cursorType: "pointer",
  components: {
    // What was typed is what is sent: a number out of bounds is refused by the API at its field, not made another one in silence.
    NumberInput: { defaultProps: { clampBehavior: "none" } },
  },
});
