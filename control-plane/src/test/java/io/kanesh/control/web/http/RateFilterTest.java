package io.kanesh.control.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import tools.jackson.databind.json.JsonMapper;

/** The filter over the buckets: one per token, 429 with Retry-After when it is empty. */
class RateFilterTest {
    private final RateFilter filter = new RateFilter(
            new RateSettings(1, 2),
            () -> Instant.parse("2026-11-21T12:00:00Z"),
            new ProblemWriter(JsonMapper.builder().build()));

    private MockHttpServletResponse request(String user) throws Exception {
        var request = new MockHttpServletRequest("GET", "/api/v1/me");
        request.setRemoteUser(user);
        var response = new MockHttpServletResponse();
        filter.doFilter(request, response, new MockFilterChain());
        return response;
    }

    @Test
    void refusesWhatIsTooFastPerToken() throws Exception {
        assertThat(request("tok_a").getStatus()).isEqualTo(200);
        assertThat(request("tok_a").getStatus()).isEqualTo(200);
        var refused = request("tok_a");
        assertThat(refused.getStatus()).isEqualTo(429);
        assertThat(refused.getHeader("Retry-After")).isEqualTo("1");
        assertThat(refused.getContentAsString()).contains("\"too-many-requests\"");
        assertThat(request("tok_b").getStatus()).isEqualTo(200);
    }
}
