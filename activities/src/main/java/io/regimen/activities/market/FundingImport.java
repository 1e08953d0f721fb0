package io.regimen.activities.market;

import org.jspecify.annotations.Nullable;

/**
 * Funding rates of a file, and what was found on the way.
 *
 * @param instrument as the file names it; null where it does not
 */
public record FundingImport(FundingRates rates, @Nullable String instrument, Report report) {
    /**
     * What an import found.
     *
     * @param rows rows of the instrument
     * @param duplicates rows that say the same of the same hour again
     * @param newestFirst whether the file ran backwards
     * @param jittered stamps that were not at a whole hour, by up to a minute
     * @param intervalHours between most charges
     * @param missing charges that a regular series would have beside these
     * @param perYear what a long position paid in a year, as a fraction
     */
    public record Report(
            int rows,
            int duplicates,
            boolean newestFirst,
            int jittered,
            int intervalHours,
            int missing,
            double perYear) {}
}
