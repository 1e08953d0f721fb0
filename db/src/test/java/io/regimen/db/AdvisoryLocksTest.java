package io.regimen.db;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestDatabase.Extension.class)
class AdvisoryLocksTest {
    private static final String HELD = "select count(*) from pg_locks where locktype = 'advisory' and granted";

    private final TestDatabase database;
    private final AdvisoryLocks locks;

    AdvisoryLocksTest(TestDatabase database) {
        this.database = database;
        this.locks = database.get(AdvisoryLocks.class);
    }

    @Test
    void tryHolding_whatIsHeld_isRefusedAtOnceAndGivenLater() {
        Optional<Optional<String>> inner = locks.tryHolding("a", () -> locks.tryHolding("a", () -> "never"));
        assertEquals(Optional.of(Optional.empty()), inner);
        assertEquals(Optional.of("now"), locks.tryHolding("a", () -> "now"));
        assertEquals(0, database.number(HELD));
    }

    @Test
    void tryHolding_otherNames_doNotMeet() {
        assertEquals(Optional.of(Optional.of(1)), locks.tryHolding("a", () -> locks.tryHolding("b", () -> 1)));
    }

    @Test
    void tryHolding_insideATransaction_holdsAConnectionOfItsOwn() {
        long held = database.inTransaction(
                () -> locks.tryHolding("a", () -> database.number(HELD)).orElseThrow());
        assertEquals(1, held);
        assertEquals(0, database.number(HELD));
    }

    @Test
    void tryHolding_workThrows_letsGo() {
        assertThrows(
                ArithmeticException.class,
                () -> locks.tryHolding("a", () -> {
                    throw new ArithmeticException();
                }));
        assertEquals(0, database.number(HELD));
    }

    @Test
    void tryHolding_connectionDies_keepsTheResultOfTheWork() {
        Optional<String> result = locks.tryHolding("a", () -> {
            database.execute(
                    "select pg_terminate_backend(pid, 10000) from pg_locks where locktype = 'advisory' and granted");
            return locks.tryHolding("a", () -> "twice").orElse("still held");
        });
        assertEquals(Optional.of("twice"), result);
    }
}
