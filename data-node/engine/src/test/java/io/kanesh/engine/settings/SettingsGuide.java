package io.kanesh.engine.settings;

import io.kanesh.engine.settings.Setting.Topic;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes docs/guides/node-settings.md from the settings themselves. */
final class SettingsGuide {

    private static final String HEAD = """
            # Settings of a node

            GENERATED from `io.kanesh.engine.settings`; a test of `data-node/engine` fails when it is stale
            (`-Dgolden.write=true` writes it anew). Every setting of Cassandra 5.0.9 that an engine does not leave at its
            default, with the reason. Three sizes of machine: small (2 vCPU, 512 MiB heap, 4 GiB quota), medium
            (8 vCPU, 8 GiB, 900 GiB) and large (32 vCPU, 31 GiB, 7500 GiB); one value where they agree.
            The JVM's options and their reasons are in `data-node/engine/src/main/resources/conf`: `jvm.options` for every machine, and the
            collector by the size of the heap, `small-heap.options` up to 2 GiB and `large-heap.options` above.
            """;

    private SettingsGuide() {}

    static String text(Home home) {
        List<Setting> small = of(2, 512, 4, home);
        Map<String, Object> medium = values(of(8, 8192, 900, home));
        Map<String, Object> large = values(of(32, 31744, 7500, home));
        StringBuilder text = new StringBuilder(HEAD);
        for (Topic topic : Topic.values()) {
            text.append("\n## ").append(topic.title()).append("\n\n| Setting | Value | Why |\n|---|---|---|\n");
            for (Setting setting : small) {
                if (setting.topic() == topic) {
                    String value = distinct(setting, medium, large);
                    text.append("| `%s` | %s | %s |%n".formatted(setting.name(), value, setting.why()));
                }
            }
        }
        return text.toString();
    }

    private static List<Setting> of(int vcpus, int heapMib, long quotaGib, Home home) {
        return NodeSettings.of(NodeSettingsTest.machine(vcpus, heapMib, quotaGib), home, Long.MAX_VALUE);
    }

    private static Map<String, Object> values(List<Setting> settings) {
        return settings.stream().collect(Collectors.toMap(Setting::name, Setting::value));
    }

    private static String distinct(Setting small, Map<String, Object> medium, Map<String, Object> large) {
        List<String> all =
                List.of(plain(small.value()), plain(medium.get(small.name())), plain(large.get(small.name())));
        return all.stream().distinct().count() == 1
                ? "`" + all.get(0) + "`"
                : all.stream().map(value -> "`" + value + "`").collect(Collectors.joining(" / "));
    }

    private static String plain(Object value) {
        return String.valueOf(value).replace("|", "\\|").replace("[", "").replace("]", "");
    }
}
