package io.kanesh.control.keys.rest;

import io.kanesh.control.keys.KeyPolicy;
import io.swagger.v3.oas.annotations.media.Schema;

/** What a project demands of its clusters. */
@Schema(name = "KeyPolicyResponse")
record KeyPolicyResponse(boolean customerKeysOnly, boolean aes256Only) {
    static KeyPolicyResponse from(KeyPolicy policy) {
        return new KeyPolicyResponse(policy.customerKeysOnly(), policy.aes256Only());
    }
}
