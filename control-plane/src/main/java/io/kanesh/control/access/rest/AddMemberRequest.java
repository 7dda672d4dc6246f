package io.kanesh.control.access.rest;

import io.kanesh.control.access.Role;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Somebody to add: by e-mail address, or by id when the organization knows them already.
 *
 * @param email of a person
 * @param memberId of a member of the organization, or of a service account of it
 */
record AddMemberRequest(
        @Pattern(regexp = "[^@\\s\\p{Cntrl}]{1,64}@[A-Za-z0-9.-]{1,190}", message = "is an e-mail address")
        @Schema(example = "ada@example.org")
        @Nullable
        String email,

        @Pattern(regexp = "(usr|sa)_[0-9a-hjkmnp-tv-z]{26}", message = "is the id of a member")
        @Schema(example = "sa_01kaj5r3w0h8xq2m4t6v9b1c3d")
        @Nullable
        String memberId,

        @NotEmpty @Size(max = 6) Set<Role> roles) {

    @AssertTrue(message = "names a person by email or a member by memberId: give exactly one of them")
    @Schema(hidden = true)
    boolean isOneOfTwo() {
        return (email == null) != (memberId == null);
    }
}
