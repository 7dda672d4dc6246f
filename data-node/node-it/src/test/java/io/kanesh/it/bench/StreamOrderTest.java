package io.kanesh.it.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StreamOrderTest {

    @Test
    void aNodeReadsTheLineThatItIsSent() {
        var order = new StreamOrder("127.1.0.2", "node_0", StreamOrder.WHOLE_RING);
        assertThat(order.line()).isEqualTo("stream 127.1.0.2 node_0 -9223372036854775808");
        assertThat(StreamOrder.parse(order.line())).isEqualTo(order);
    }

    @Test
    void whatGoesWrongIsTheAnswer() throws InterruptedException {
        var order = new StreamOrder("127.1.0.2", "node_0", CostStream.HALF);
        assertThat(order.obeyed())
                .as("here is no Cassandra")
                .startsWith("java.lang.ClassNotFoundException: org.apache.cassandra.");
    }
}
