package io.regimen.deploy.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.time.Duration;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** Shows how far a grid is. */
sealed interface WatchView extends AutoCloseable {
    /** Takes the API's answer to GET /api/grids/{ref}. */
    void show(JsonNode grid);

    /** Something else worth knowing. */
    void note(String text);

    @Override
    void close();

    /** A bar with rate and time left that is drawn over itself. */
    final class Bar implements WatchView {
        private static final int WIDTH = 100;

        private final PrintWriter out;
        private @Nullable ProgressBar bar;

        Bar(PrintWriter out) {
            this.out = out;
        }

        @Override
        public void show(JsonNode grid) {
            if (GridSummary.total(grid) == 0) {
                return;
            }
            if (bar == null) {
                // cells that were trained before count for the bar and not for the rate
                bar = new ProgressBarBuilder()
                        .setTaskName(grid.path("name").asText())
                        .setInitialMax(GridSummary.total(grid))
                        .startsFrom(GridSummary.ended(grid), Duration.ZERO)
                        .setUnit(" cells", 1)
                        .setStyle(ProgressBarStyle.ASCII)
                        .setUpdateIntervalMillis(500)
                        .showSpeed()
                        .setConsumer(new DelegatingProgressBarConsumer(this::draw, WIDTH))
                        .build();
            }
            bar.stepTo(GridSummary.ended(grid));
            bar.setExtraMessage(" " + grid.path("status").asText()
                    + (grid.path("failed").asLong() > 0
                            ? ", " + grid.path("failed").asLong() + " failed"
                            : ""));
        }

        @Override
        public void note(String text) {
            out.println();
            out.println(text);
            out.flush();
        }

        @Override
        public void close() {
            if (bar != null) {
                bar.close();
                out.println();
                out.flush();
            }
        }

        private void draw(String text) {
            out.print("\r" + text);
            out.flush();
        }
    }

    /** A line when the state changes and at every tenth of the cells. */
    final class Lines implements WatchView {
        private final PrintWriter out;
        private final long began = System.nanoTime();
        private long endedAtStart = -1;
        private String before = "";

        Lines(PrintWriter out) {
            this.out = out;
        }

        @Override
        public void show(JsonNode grid) {
            long total = GridSummary.total(grid);
            long ended = GridSummary.ended(grid);
            if (endedAtStart < 0 && total > 0) {
                endedAtStart = ended;
            }
            String state = grid.path("status").asText() + (total == 0 ? "" : 10 * ended / total);
            if (state.equals(before) || GridSummary.hasEnded(grid)) {
                return;
            }
            before = state;
            String counts = GridSummary.counts(grid);
            out.println(grid.path("name").asText() + " " + grid.path("status").asText()
                    + (total == 0 ? "" : ": " + ended + " of " + total + " cells ended")
                    + (counts.isEmpty() ? "" : " (" + counts + ")")
                    + speed(ended - endedAtStart, total - ended));
            out.flush();
        }

        @Override
        public void note(String text) {
            out.println(text);
            out.flush();
        }

        @Override
        public void close() {}

        private String speed(long done, long left) {
            double seconds = (System.nanoTime() - began) / 1e9;
            return done <= 0 || left <= 0
                    ? ""
                    : String.format(
                            java.util.Locale.ROOT,
                            ", %.2f cells/s, %s left",
                            done / seconds,
                            Durations.text(Duration.ofMillis(Math.round(left * seconds / done * 1000))));
        }
    }
}
