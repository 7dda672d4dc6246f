package io.kanesh.control.activity.control;

import io.kanesh.control.activity.AuditEntry;
import io.kanesh.control.activity.control.AuditStore.Kept;
import java.time.InstantSource;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Puts entries into words, without what nobody should read, and takes them in. */
@Component
class AuditWriter {
    private static final Pattern SECRET_NAME =
            Pattern.compile("(?i).*(secret|password|private|credential|token|passphrase|apikey).*");
    private static final Pattern TOKEN = Pattern.compile("(kns_|kanesh_)[0-9A-Za-z_-]{8,}");
    private static final String WITHHELD = "[withheld]";

    private final AuditStore store;
    private final JsonMapper json;
    private final InstantSource clock;

    AuditWriter(AuditStore store, JsonMapper json, InstantSource clock) {
        this.store = store;
        this.json = json;
        this.clock = clock;
    }

    void write(AuditEntry entry) {
        store.takeIn(kept(entry));
    }

    Kept kept(AuditEntry entry) {
        return new Kept(
                clock.instant(),
                members(entry),
                entry.actorId(),
                entry.action(),
                entry.resourceId(),
                entry.outcome(),
                entry.projectId(),
                entry.organizationId());
    }

    private String members(AuditEntry entry) {
        ObjectNode tree = json.valueToTree(entry);
        tree.remove("action");
        for (String spec : new String[] {"before", "after"}) {
            if (tree.get(spec) != null) {
                withhold(tree.get(spec));
            }
        }
        tree.removeIf(JsonNode::isNull);
        String text = json.writeValueAsString(tree);
        // Whatever has the form of one of our tokens, wherever it comes from: a path, a name, a message.
        return TOKEN.matcher(text.substring(1, text.length() - 1)).replaceAll("$1" + WITHHELD);
    }

    private static void withhold(JsonNode node) {
        if (node instanceof ObjectNode object) {
            for (var member : object.properties()) {
                if (SECRET_NAME.matcher(member.getKey()).matches()
                        && member.getValue().isString()) {
                    object.put(member.getKey(), WITHHELD);
                } else {
                    withhold(member.getValue());
                }
            }
        } else if (node.isArray()) {
            node.forEach(AuditWriter::withhold);
        }
    }
}
