package io.regimen.activities.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class ArithmeticTest {
    @Test
    void chosen_byProperty() {
        Arithmetic best = Arithmetic.available() ? Arithmetic.VECTOR : Arithmetic.SCALAR;
        assertEquals(best, Arithmetic.chosen(null));
        assertEquals(best, Arithmetic.chosen(" "));
        assertEquals(Arithmetic.SCALAR, Arithmetic.chosen("Scalar"));
        assertThrows(IllegalArgumentException.class, () -> Arithmetic.chosen("fast"));
        if (Arithmetic.available()) {
            assertEquals(Arithmetic.VECTOR, Arithmetic.chosen("vector"));
        } else {
            assertThrows(IllegalArgumentException.class, () -> Arithmetic.chosen("vector"));
        }
    }
}
