package io.kanesh.control.access.rest;

import io.kanesh.control.access.Member;
import io.kanesh.control.access.Role;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A member: a person or service account with roles right here. */
record MemberResponse(
        @Schema(example = "usr_01kaj5r3w0h8xq2m4t6v9b1c3d") String id,
        Member.Kind kind,
        @Schema(example = "Ada") String name,

        @Schema(example = "ada@example.org", description = "null for a service account") @Nullable
        String email,

        List<Role> roles) {

    static MemberResponse from(Member member) {
        return new MemberResponse(
                member.id(),
                member.kind(),
                member.name(),
                member.email(),
                member.roles().stream().sorted().toList());
    }
}
