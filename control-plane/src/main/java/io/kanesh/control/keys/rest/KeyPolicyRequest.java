package io.kanesh.control.keys.rest;

import io.kanesh.control.keys.KeyPolicy;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;

/** What a project demands of every cluster that is created, or whose encryption is changed, from now on. */
@Schema(name = "KeyPolicyRequest")
record KeyPolicyRequest(
        @Schema(description = "no provider-managed key", example = "true") @NotNull
        Boolean customerKeysOnly,

        @Schema(description = "no AES-128", example = "true") @NotNull
        Boolean aes256Only) {

    KeyPolicy toPolicy() {
        return new KeyPolicy(customerKeysOnly, aes256Only);
    }
}
