package io.regimen.activities.step;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ProcessorSharesTest {
    private final int processors = Runtime.getRuntime().availableProcessors();
    private final ProcessorShares shares = new ProcessorShares();

    @Test
    void threads_oneAloneUsesAll_severalShareThem() {
        try (ProcessorShares.Share one = shares.take()) {
            assertEquals(processors, one.threads());
            try (ProcessorShares.Share two = shares.take()) {
                assertEquals(Math.max(1, processors / 2), one.threads());
                assertEquals(Math.max(1, processors / 2), two.threads());
            }
            assertEquals(processors, one.threads());
        }
    }

    @Test
    void threads_moreJudgementsThanProcessors_stillOne() {
        for (int i = 0; i < 2 * processors; i++) {
            shares.take();
        }
        try (ProcessorShares.Share last = shares.take()) {
            assertEquals(1, last.threads());
        }
    }
}
