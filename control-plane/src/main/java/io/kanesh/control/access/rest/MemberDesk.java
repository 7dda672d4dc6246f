package io.kanesh.control.access.rest;

import io.kanesh.control.access.Members;
import io.kanesh.control.access.Place;
import io.kanesh.control.shared.Page;
import io.kanesh.control.web.Answers;
import io.kanesh.control.web.MergePatch;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** What is the same for the members of an organization and of a project. */
@Component
class MemberDesk {
    private final Members members;

    MemberDesk(Members members) {
        this.members = members;
    }

    Page<MemberResponse> list(Place place, @Nullable String search, Page.Request page) {
        return members.list(place, search, page).map(MemberResponse::from);
    }

    MemberResponse get(Place place, String id) {
        return MemberResponse.from(Answers.orNotFound(members.find(place, id), "member", id));
    }

    ResponseEntity<MemberResponse> add(Place place, AddMemberRequest request, String path) {
        String email = request.email();
        var added = Answers.orThrow(
                email == null
                        ? members.assign(place, String.valueOf(request.memberId()), request.roles())
                        : members.invite(place, email, request.roles()));
        return ResponseEntity.created(URI.create(path + "/" + added.id())).body(MemberResponse.from(added));
    }

    MemberResponse change(Place place, String id, MergePatch patch) {
        var before = Answers.orNotFound(members.find(place, id), "member", id);
        var after = patch.applyTo(new MemberRolesRequest(before.roles()), MemberRolesRequest.class);
        return MemberResponse.from(Answers.orThrow(members.assign(place, id, after.roles())));
    }

    ResponseEntity<Void> remove(Place place, String id) {
        Answers.orThrow(members.remove(place, id));
        return ResponseEntity.noContent().build();
    }
}
