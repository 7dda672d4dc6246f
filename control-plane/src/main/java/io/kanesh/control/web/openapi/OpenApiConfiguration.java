package io.kanesh.control.web.openapi;

import io.kanesh.control.shared.Id;
import io.kanesh.control.shared.Page;
import io.kanesh.control.web.MergePatch;
import io.kanesh.control.web.http.ProblemBody;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The frame of the OpenAPI document, and what the conventions add to each operation. */
@Configuration(proxyBeanMethods = false)
class OpenApiConfiguration {
    private static final String TOKEN = "token";
    private static final String PROBLEM = "#/components/schemas/Problem";
    /** What may be read before one has a token. */
    private static final Set<String> OPEN = Set.of("/api/v1/pricing:estimate", "/api/v1/session");

    static {
        var config = SpringDocUtils.getConfig();
        config.addRequestWrapperToIgnore(Page.Request.class);
        config.replaceWithSchema(MergePatch.class, new Schema<>().types(Set.of("object")));
        for (Class<?> id : Id.class.getPermittedSubclasses()) {
            config.replaceWithSchema(id, new Schema<>().types(Set.of("string")));
        }
        // 3.1 enums by reference would hide their values from the parameter that uses them.
        ModelResolver.enumsAsRef = false;
    }

    @Bean
    OpenAPI frame() {
        var components = new Components()
                .addSecuritySchemes(
                        TOKEN,
                        new SecurityScheme()
                                .type(SecurityScheme.Type.HTTP)
                                .scheme("bearer")
                                .description("A token, kns_…; POST /api/v1/tokens and ./kanesh token make them."));
        return new OpenAPI()
                .info(new Info()
                        .title("Kanesh")
                        .version("v1")
                        .description("Managed Cassandra-compatible clusters, encrypted with your keys. Errors are"
                                + " problem documents with a stable code; a change that takes time answers 202 and"
                                + " names its operation in Location.")
                        .license(new License().name("Apache-2.0").identifier("Apache-2.0")))
                .servers(List.of(new Server().url("/")))
                .components(components)
                .security(List.of(new SecurityRequirement().addList(TOKEN)));
    }

    /** Paging is one parameter in a controller and two in a request. */
    @Bean
    OperationCustomizer paging() {
        return (operation, handler) -> {
            boolean pages = Arrays.stream(handler.getMethodParameters())
                    .anyMatch(parameter -> parameter.getParameterType() == Page.Request.class);
            if (pages) {
                operation.addParametersItem(query("pageSize", "integer", "How many items at most")
                        .schema(new Schema<>()
                                .types(Set.of("integer"))
                                .minimum(java.math.BigDecimal.ONE)
                                .maximum(java.math.BigDecimal.valueOf(Page.Request.MAX_SIZE))
                                ._default(Page.Request.DEFAULT_SIZE)));
                operation.addParametersItem(query(
                        "pageToken", "string", "The nextPageToken of the page before; leave it out for the first"));
            }
            return operation;
        };
    }

    @Bean
    OpenApiCustomizer everyOperation() {
        // Added here and not in the frame: springdoc drops what no operation refers to yet, and the references follow
        // below.
        var problems = ModelConverters.getInstance(true).readAll(ProblemBody.class);
        return document -> {
            problems.forEach(document.getComponents()::addSchemas);
            document.getPaths()
                    .forEach((path, item) ->
                            item.readOperationsMap().forEach((method, operation) -> describe(path, method, operation)));
            if (document.getTags() != null) {
                document.getTags().sort(java.util.Comparator.comparing(io.swagger.v3.oas.models.tags.Tag::getName));
            }
        };
    }

    private static void describe(String path, PathItem.HttpMethod method, Operation operation) {
        if (OPEN.contains(path)) {
            operation.setSecurity(List.of());
        } else if (method == PathItem.HttpMethod.POST) {
            operation.addParametersItem(new Parameter()
                    .in("header")
                    .name("Idempotency-Key")
                    .description("Makes a repetition of this request have one effect and the same answer, for a day")
                    .schema(new Schema<>().types(Set.of("string")).minLength(1).maxLength(255)));
        }
        operation
                .getResponses()
                .addApiResponse(
                        "4XX",
                        new ApiResponse()
                                .description("Refused; the code says why")
                                .addHeaderObject(
                                        "X-Trace-Id", new Header().schema(new Schema<>().types(Set.of("string"))))
                                .content(new Content()
                                        .addMediaType(
                                                "application/problem+json",
                                                new MediaType().schema(new Schema<>().$ref(PROBLEM)))));
    }

    private static Parameter query(String name, String type, String description) {
        return new Parameter()
                .in("query")
                .name(name)
                .description(description)
                .schema(new Schema<>().types(Set.of(type)));
    }
}
