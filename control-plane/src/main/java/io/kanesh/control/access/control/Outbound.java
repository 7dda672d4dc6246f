package io.kanesh.control.access.control;

import io.kanesh.control.shared.Problem;
import io.kanesh.control.web.AddressRules;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.stereotype.Component;

/** Calls to addresses that customers gave: each address is checked, no redirect is followed, answers are short and in time. */
@Component
class Outbound {
    private static final int LONGEST_ANSWER = 1 << 20;

    private final AddressRules rules;

    Outbound(AddressRules rules) {
        this.rules = rules;
    }

    Optional<Problem> refusal(String field, String address) {
        return rules.refusal(field, address);
    }

    JdkClientHttpRequestFactory requests() {
        var factory = new JdkClientHttpRequestFactory(HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(Duration.ofSeconds(3))
                .build());
        factory.setReadTimeout(Duration.ofSeconds(5));
        return factory;
    }

    ClientHttpRequestInterceptor guard() {
        return (request, body, execution) -> {
            var refusal = rules.refusal("issuer", request.getURI().toString());
            if (refusal.isPresent()) {
                throw new IOException(refusal.get().message());
            }
            try (ClientHttpResponse answer = execution.execute(request, body)) {
                byte[] bytes = answer.getBody().readNBytes(LONGEST_ANSWER + 1);
                if (bytes.length > LONGEST_ANSWER) {
                    throw new IOException("the answer is longer than " + LONGEST_ANSWER + " bytes");
                }
                return new Answer(answer.getStatusCode(), answer.getStatusText(), answer.getHeaders(), bytes);
            }
        };
    }

    /** An answer, read to its end. */
    @SuppressWarnings("ArrayRecordComponent")
    private record Answer(HttpStatusCode status, String text, HttpHeaders headers, byte[] body)
            implements ClientHttpResponse {
        @Override
        public HttpStatusCode getStatusCode() {
            return status;
        }

        @Override
        public String getStatusText() {
            return text;
        }

        @Override
        public HttpHeaders getHeaders() {
            return headers;
        }

        @Override
        public InputStream getBody() {
            return new ByteArrayInputStream(body);
        }

        @Override
        public void close() {
            // It is in memory.
        }
    }
}
