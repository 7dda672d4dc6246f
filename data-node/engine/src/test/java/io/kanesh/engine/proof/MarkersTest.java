package io.kanesh.engine.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kanesh.engine.control.OperationRefused;
import org.junit.jupiter.api.Test;

class MarkersTest {

    private static final String ALL = "key=6161,text=6262,blob=01,number=0203,vector=04";

    @Test
    void readsNamesAndBytes() {
        var markers = Markers.of("kanesh_proof_abc1", ALL);
        assertThat(markers.of("number")).containsExactly(2, 3);
        assertThat(markers.bytes()).containsOnlyKeys("key", "text", "blob", "number", "vector");
    }

    @Test
    void touchesNoKeyspaceButItsOwn() {
        for (var keyspace : new String[] {"shop", "system", "kanesh_proof_", "kanesh_proof_a; DROP", ""}) {
            assertThatThrownBy(() -> Markers.of(keyspace, ALL))
                    .isInstanceOf(OperationRefused.class)
                    .hasMessageContaining("kanesh_proof_");
        }
        for (var wrong : new String[] {"", "key", "key=zz", "key=6161"}) {
            assertThatThrownBy(() -> Markers.of("kanesh_proof_a", wrong)).isInstanceOf(OperationRefused.class);
        }
    }
}
