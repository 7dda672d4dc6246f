/// <reference types="vite/client" />

/** True in `npm run dev` without a control plane. */
declare const __MOCK_API__: boolean;
