import hooks from "eslint-plugin-react-hooks";
import tseslint from "typescript-eslint";

export default tseslint.config(
  { ignores: ["dist", "src/api/schema.d.ts", "public/mockServiceWorker.js", "node_modules", "test-results", "screenshots"] },
  ...tseslint.configs.strictTypeChecked,
  { languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } } },
  { files: ["**/*.{ts,tsx}"], ...hooks.configs.flat.recommended },
  {
    rules: {
      "max-lines": ["error", { max: 150, skipBlankLines: false }],
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
      // A rejected request is shown by whoever reads the query; awaiting it in a handler adds nothing.
      "@typescript-eslint/no-misused-promises": ["error", { checksVoidReturn: { attributes: false } }],
    },
  },
  { files: ["eslint.config.js", "postcss.config.js", "test/tour.mjs"], extends: [tseslint.configs.disableTypeChecked] },
);
