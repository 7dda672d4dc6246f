package io.kanesh.control.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import io.kanesh.control.Api;
import io.kanesh.control.ControlPlaneTest;
import io.kanesh.control.access.IdentityProvider;
import io.kanesh.control.access.Party;
import io.kanesh.control.access.control.IdentityProviderStore;
import io.kanesh.control.certificates.Certificates;
import io.kanesh.control.shared.Id.OrganizationId;
import io.kanesh.control.shared.IdSource;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Whoever steals the whole database: plants a secret of every kind, dumps every table, and looks for each of them in every form
 * that it might lie there in. The control shows that the search would find it.
 */
@ControlPlaneTest
class StolenDatabaseTest {
    private static final String CLIENT_SECRET = "canary-of-the-client-secret-7Qk2";

    @LocalServerPort
    private int port;

    @Autowired
    private JdbcClient database;

    @Autowired
    private IdentityProviderStore providers;

    @Autowired
    private InstallationSecrets secrets;

    @Autowired
    private Certificates certificates;

    @Autowired
    private IdSource ids;

    private final Map<String, byte[]> planted = new TreeMap<>();

    @BeforeEach
    void plant() {
        Api owner = Api.owner(port);
        Party party = Party.make(owner, ids, database);
        var organization = new OrganizationId(party.organization());
        providers.put(new IdentityProvider(
                organization, "https://login.example", "kanesh", CLIENT_SECRET, "kanesh", "groups", List.of(), 0));
        planted.put("client secret", CLIENT_SECRET.getBytes(StandardCharsets.UTF_8));
        var token = owner.post("/api/v1/tokens", "{\"name\":\"canary\",\"role\":\"VIEWER\"}");
        planted.put("token", token.at("secret").getBytes(StandardCharsets.UTF_8));
        var rotated = owner.post(token.header("Location") + ":rotate", "{\"overlapSeconds\":60}");
        planted.put("rotated token", rotated.at("secret").getBytes(StandardCharsets.UTF_8));
        planted.put("preset token", ControlPlaneTest.ADMIN_TOKEN.getBytes(StandardCharsets.UTF_8));
        var session = owner.as("")
                .post("/api/v1/session", "{\"token\":\"" + ControlPlaneTest.ADMIN_TOKEN + "\"}")
                .header("Set-Cookie");
        planted.put("session", session.split("[=;]")[1].getBytes(StandardCharsets.UTF_8));
        String authority = certificates.agentAuthority().id();
        byte[] caKey = secrets.open(
                sealed("SELECT sealed_key FROM authority WHERE id = '" + authority + "'"), authority(authority));
        // Its end holds the private number; its beginning is the same in every key of the kind.
        planted.put("CA key", java.util.Arrays.copyOfRange(caKey, caKey.length - 40, caKey.length - 4));
    }

    private String sealed(String sql) {
        return database.sql(sql).query(String.class).single();
    }

    private static String authority(String id) {
        return "authority " + id;
    }

    @Test
    void findsNoSecretInAnyTableInAnyForm() {
        assertThat(found(dump())).isEmpty();
    }

    /** The control: each secret, in each form, somewhere in a row of this very database. */
    @Test
    void theSearchFindsWhatLiesOpen() {
        for (var secret : planted.entrySet()) {
            for (String form : forms(secret.getValue())) {
                database.sql("UPDATE identity_provider SET groups_claim = :form")
                        .param("form", "x" + form + "y")
                        .update();
                assertThat(found(dump())).as("%s as %s", secret.getKey(), form).contains(secret.getKey());
            }
        }
        database.sql("UPDATE identity_provider SET groups_claim = 'groups'").update();
        assertThat(found(dump())).isEmpty();
    }

    private List<String> found(String dump) {
        var found = new ArrayList<String>();
        planted.forEach((name, secret) -> {
            if (forms(secret).stream().anyMatch(dump::contains)) {
                found.add(name);
            }
        });
        return found;
    }

    /** As text, in hex (as bytea is dumped), and in base 64 at each of the three places where its first byte may stand. */
    private static List<String> forms(byte[] secret) {
        var forms = new ArrayList<String>();
        forms.add(new String(secret, StandardCharsets.ISO_8859_1).replaceAll("[^\\x20-\\x7e]+.*", ""));
        forms.add(HexFormat.of().formatHex(secret));
        for (int shift = 0; shift < 3; shift++) {
            var shifted = new byte[secret.length + shift];
            System.arraycopy(secret, 0, shifted, shift, secret.length);
            String text = Base64.getEncoder().encodeToString(shifted);
            // The first and last groups depend on the neighbours.
            forms.add(text.substring(4, text.length() - 4));
        }
        forms.removeIf(form -> form.length() < 12);
        return forms;
    }

    private String dump() {
        var dump = new StringBuilder();
        for (String table : database.sql(
                        "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'")
                .query(String.class)
                .list()) {
            database.sql("SELECT t::text FROM \"" + table + "\" t")
                    .query(String.class)
                    .list()
                    .forEach(row -> dump.append(row).append('\n'));
        }
        return dump.toString();
    }
}
