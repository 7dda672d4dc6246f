package io.kanesh.control.web.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;

/** Tomcat's last word on a request that never reached Spring; made by name, hence public. */
public final class ProblemValve extends ErrorReportValve {

    @Override
    protected void report(Request request, Response response, @Nullable Throwable fault) {
        int status = response.getStatus();
        if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        boolean ours = status >= 500;
        // Written by hand: nothing in it comes from the request, and there is no mapper here.
        String body = String.format(
                Locale.ROOT,
                "{\"type\":\"urn:kanesh:problem:%s\",\"title\":\"%s\",\"status\":%d,\"detail\":\"%s\",\"code\":\"%s\","
                        + "\"traceId\":\"none\"}",
                ours ? "internal-fault" : "bad-request",
                ours ? "Internal fault" : "Malformed",
                status,
                ours ? "Something broke on our side." : "The request is not understood: it is not well-formed HTTP.",
                ours ? "internal-fault" : "bad-request");
        try {
            response.setContentType("application/problem+json");
            response.setCharacterEncoding("UTF-8");
            var out = response.getReporter();
            if (out != null) {
                out.write(new String(body.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8));
                response.finishResponse();
            }
        } catch (IOException e) {
            getContainer().getLogger().debug("the client went before its answer was complete", e);
        }
    }
}
