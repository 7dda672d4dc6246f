package io.kanesh.control.shared;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which texts can stand in an id. */
class SoughtTest {
    private static boolean mayBePartOfId(String text) {
        return new Sought(text, null, null, 1).mayBePartOfId("op");
    }

    @ParameterizedTest
    @ValueSource(strings = {"o", "op", "op_", "p_0", "_01", "01k", "op_01kabcdefghjkmnpqrstvwxyz", "v", "_"})
    void partsOfIdsAre(String text) {
        assertThat(mayBePartOfId(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"orders", "op-", "cl_01", "op_l", "01k ", "01k%", "op_00000000000000000000000000z", "é"})
    void mostWordsAreNot(String text) {
        assertThat(mayBePartOfId(text)).isFalse();
    }

    @Test
    void everyPartOfAnIdIs() {
        String id = "op_01kb2wz4m7q9d3v8xhr5t6c0ne";
        for (int from = 0; from < id.length(); from++) {
            for (int to = from + 1; to <= id.length(); to++) {
                assertThat(mayBePartOfId(id.substring(from, to))).isTrue();
            }
        }
    }
}
