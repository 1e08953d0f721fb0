package io.regimen.activities.market;

import java.time.Instant;
import java.util.List;

/**
 * What came from where when two datasets were put together.
 *
 * @param firstHash dataset that wins where both have a bar; the older one of an append
 * @param secondHash the other
 * @param resultHash dataset that was made
 * @param bars its bars: {@code fromFirst + fromSecond}
 * @param fromFirst bars taken from the first
 * @param fromSecond bars taken from the second
 * @param agreeing bars that both have with the same content
 * @param differing bars that both have with different content; the first's was taken
 * @param leftOut bars of an appended dataset that lie before the end of the older one, which lacks them
 * @param differences the first of the differing bars in order of time, at most 50
 */
public record MergeReport(
        String firstHash,
        String secondHash,
        String resultHash,
        int bars,
        int fromFirst,
        int fromSecond,
        int agreeing,
        int differing,
        int leftOut,
        List<Difference> differences) {
    /**
     * A bar that differs; where the closes are equal, another column does.
     *
     * @param firstClose close of the first, of the bid where there is bid and ask
     */
    public record Difference(Instant time, double firstClose, double secondClose) {}
}
