package io.kanesh.control.access.rest;

import io.kanesh.control.access.Role;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Size;
import java.util.Set;

/**
 * What may be changed of a member.
 *
 * @param roles every role here; those left out are taken
 */
record MemberRolesRequest(@NotEmpty @Size(max = 6) Set<Role> roles) {}
