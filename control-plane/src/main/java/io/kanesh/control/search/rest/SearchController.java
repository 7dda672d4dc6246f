package io.kanesh.control.search.rest;

import io.kanesh.control.access.Caller;
import io.kanesh.control.access.Permission;
import io.kanesh.control.shared.Found;
import io.kanesh.control.shared.ResourceFinder;
import io.kanesh.control.shared.Sought;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Comparator;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** One question over everything that has a name or an id. */
@RestController
@RequestMapping("/api/v1/search")
@Tag(name = "search", description = "Whatever is called so, in every project and organization that the caller sees")
class SearchController {
    private final List<ResourceFinder> finders;

    SearchController(List<ResourceFinder> finders) {
        this.finders = finders;
    }

    @GetMapping
    @Operation(
            operationId = "searchResources",
            summary =
                    "Finds clusters, keys, projects, organizations, nodes and operations by a part of their name or id",
            description =
                    "Only what the caller's lists show too. Capital letters are small ones, and every other"
                            + " character stands for itself. What is called exactly so comes first. Operations are found by their"
                            + " ids alone (by a part of one: the newest 100,000), keys by their URIs too, nodes by their"
                            + " addresses too. When there is more than was asked for, truncated says so: give more of the name.")
    SearchResponse search(
            Caller caller,
            @Parameter(description = "a part of a name or id, 1 to 100 characters", example = "orders") @RequestParam
                    String q,
            @Parameter(description = "at most this many, 1 to 100", example = "20") @RequestParam(defaultValue = "20")
                    int pageSize) {
        var wanted = SearchText.of(q, pageSize);
        var sought = new Sought(
                wanted.text(),
                caller.visibleProjects(),
                caller.mayEverywhere(Permission.VIEW_ORGANIZATION) ? null : caller.ownOrganizations(),
                pageSize + 1);
        var found = finders.stream()
                .flatMap(finder -> finder.find(sought).stream())
                .sorted(Comparator.comparing((Found one) -> !wanted.isExactly(one))
                        .thenComparing(Found::type))
                .map(FoundResponse::from)
                .toList();
        boolean truncated = found.size() > pageSize;
        return new SearchResponse(truncated ? found.subList(0, pageSize) : found, truncated);
    }
}
