package io.kanesh.engine.settings;

/**
 * One line of Cassandra's configuration.
 *
 * @param value a string, number, boolean, list or map, as YAML takes it
 * @param why what it is for, for the guide; one or two sentences
 */
public record Setting(Topic topic, String name, Object value, String why) {

    /** Chapters of the guide, in its order. */
    public enum Topic {
        IDENTITY("Identity and ring"),
        STORAGE("Storage format"),
        DURABILITY("Durability"),
        MEMORY("Memory"),
        CONCURRENCY("Threads and background work"),
        STREAMING("Streaming and hints"),
        SECURITY("Security"),
        QUOTA("Disk quota"),
        FEATURES("Features");

        private final String title;

        Topic(String title) {
            this.title = title;
        }

        String title() {
            return title;
        }
    }
}
