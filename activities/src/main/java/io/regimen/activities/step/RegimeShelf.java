package io.regimen.activities.step;

import io.regimen.db.RegimeSetRepository;
import io.regimen.db.RegimeSetRepository.RegimeSetRow;
import io.regimen.workflows.FailureKind;
import io.regimen.workflows.regime.BuiltInRegimes;
import io.regimen.workflows.regime.RegimeException;
import io.regimen.workflows.regime.RegimeSet;
import io.regimen.workflows.regime.RegimeVersion;
import io.regimen.workflows.regime.RegimeVersion.Reference;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Regime sets by the names that requests use, and by the hashes that evaluations carry. */
@Singleton
final class RegimeShelf {
    private final RegimeSetRepository sets;

    RegimeShelf(RegimeSetRepository sets) {
        this.sets = sets;
    }

    /**
     * The version that a new request means; the four defaults if it names none.
     *
     * @throws io.temporal.failure.ApplicationFailure BAD_INPUT if there is no such set, or it is retired
     */
    RegimeVersion wanted(@Nullable String text) {
        if (text == null) {
            return BuiltInRegimes.defaults();
        }
        Reference reference = reference(text);
        Optional<RegimeSetRow> row = row(reference);
        if (row.isPresent() && row.get().retired()) {
            throw Failures.of(
                    FailureKind.BAD_INPUT,
                    "regimes: " + row.get().name() + "@" + row.get().version()
                            + " is retired: nothing new is judged under it. `deploy/regimen regimes` lists what there is.");
        }
        return row.map(RegimeShelf::version)
                .or(() -> BuiltInRegimes.find(reference))
                .orElseThrow(() -> Failures.of(
                        FailureKind.BAD_INPUT,
                        "regimes: there is no set " + reference + ". `deploy/regimen regimes` lists what there is."));
    }

    /** The version that a request meant when it was planned, retired since or not; the four defaults if it named none. */
    RegimeVersion planned(@Nullable String text) {
        if (text == null) {
            return BuiltInRegimes.defaults();
        }
        Reference reference = reference(text);
        return BuiltInRegimes.find(reference)
                .or(() -> row(reference).map(RegimeShelf::version))
                .orElseThrow(() -> new IllegalStateException("no regime set " + reference));
    }

    /** The version of a hash. */
    RegimeVersion hashed(String hash) {
        return BuiltInRegimes.all().stream()
                .filter(known -> known.hash().equals(hash))
                .findFirst()
                .or(() -> sets.byHash(hash).map(RegimeShelf::version))
                .orElseThrow(() -> Failures.of(
                        FailureKind.UNSUPPORTED,
                        "no regime set has the hash " + hash
                                + ": these results are of another version of this program"));
    }

    private Optional<RegimeSetRow> row(Reference reference) {
        Integer version = reference.version();
        return version == null ? sets.newest(reference.name()) : sets.find(reference.name(), version);
    }

    private static Reference reference(String text) {
        try {
            return Reference.parse(text);
        } catch (RegimeException e) {
            throw Failures.of(FailureKind.BAD_INPUT, String.valueOf(e.getMessage()));
        }
    }

    private static RegimeVersion version(RegimeSetRow row) {
        return new RegimeVersion(RegimeSet.parse(row.definition()), row.version());
    }
}
