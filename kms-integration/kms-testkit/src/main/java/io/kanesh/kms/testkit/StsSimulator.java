package io.kanesh.kms.testkit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** AWS STS on the wire: AssumeRole over the query protocol, with external ids. Signatures are not checked. */
public final class StsSimulator implements HttpHandler {

    /** Access key of every session that it gives. */
    public static final String SESSION_KEY = "ASIASIMULATEDSESSION";

    private static final String NAMESPACE = "https://sts.amazonaws.com/doc/2011-06-15/";
    private static final int SESSION_MINUTES = 15;

    private final Map<String, String> externalIds = new ConcurrentHashMap<>();

    StsSimulator() {}

    /** Whoever knows the external id may assume the role from now on. */
    public void permit(String roleArn, String externalId) {
        externalIds.put(roleArn, externalId);
    }

    /** Nobody may assume the role any more. */
    public void deny(String roleArn) {
        externalIds.remove(roleArn);
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var form = form(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            var role = form.getOrDefault("RoleArn", "");
            var permitted = form.getOrDefault("ExternalId", "").equals(externalIds.get(role));
            var answer = permitted ? session(role, form.getOrDefault("RoleSessionName", "")) : refusal(role);
            var bytes = answer.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/xml");
            exchange.sendResponseHeaders(permitted ? 200 : 403, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private static Map<String, String> form(String body) {
        var form = new HashMap<String, String>();
        for (var pair : body.split("&", -1)) {
            var equals = pair.indexOf('=');
            if (equals > 0) {
                form.put(
                        pair.substring(0, equals),
                        URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
            }
        }
        return form;
    }

    private static String session(String role, String name) {
        var until = java.time.InstantSource.system()
                .instant()
                .truncatedTo(ChronoUnit.SECONDS)
                .plus(SESSION_MINUTES, ChronoUnit.MINUTES);
        return "<AssumeRoleResponse xmlns=\"" + NAMESPACE + "\"><AssumeRoleResult><Credentials><AccessKeyId>"
                + SESSION_KEY
                + "</AccessKeyId><SecretAccessKey>secret</SecretAccessKey><SessionToken>token</SessionToken>"
                + "<Expiration>" + until + "</Expiration></Credentials><AssumedRoleUser><Arn>" + role + "/" + name
                + "</Arn><AssumedRoleId>AROA:" + name + "</AssumedRoleId></AssumedRoleUser></AssumeRoleResult>"
                + "<ResponseMetadata><RequestId>sts-1</RequestId></ResponseMetadata></AssumeRoleResponse>";
    }

    private static String refusal(String role) {
        return "<ErrorResponse xmlns=\"" + NAMESPACE + "\"><Error><Type>Sender</Type><Code>AccessDenied</Code><Message>"
                + "not authorized to perform: sts:AssumeRole on resource: " + role
                + "</Message></Error><RequestId>sts-2</RequestId></ErrorResponse>";
    }
}
