package io.regimen.api.grid;

import io.regimen.api.web.Rejection;
import io.regimen.db.RegimeQueries;
import io.regimen.db.RegimeSetRepository;
import io.regimen.db.RegimeSetRepository.RegimeSetRow;
import io.regimen.db.RegimeSetView;
import io.regimen.workflows.Json;
import io.regimen.workflows.Problem;
import io.regimen.workflows.regime.BuiltInRegimes;
import io.regimen.workflows.regime.RegimeException;
import io.regimen.workflows.regime.RegimeSet;
import io.regimen.workflows.regime.RegimeVersion;
import io.regimen.workflows.regime.RegimeVersion.Reference;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Adds, finds and retires versions of regime sets. Versions are never changed and never deleted: results rest on them. */
@Singleton
final class RegimeSaver {
    private static final String HINT = "`deploy/regimen regimes` lists what there is";

    private final RegimeSetRepository sets;
    private final RegimeQueries queries;

    RegimeSaver(RegimeSetRepository sets, RegimeQueries queries) {
        this.sets = sets;
        this.queries = queries;
    }

    /** A version, and whether it was added now. */
    record Saved(boolean isNew, RegimeSetView view) {}

    Saved save(RegimeSet set, String by) {
        Optional<RegimeSetRow> newest = sets.newest(set.name());
        if (newest.filter(row -> !row.retired() && says(row, set)).isPresent()) {
            return new Saved(false, view(set.name(), newest.get().version()));
        }
        RegimeVersion version =
                new RegimeVersion(set, newest.map(RegimeSetRow::version).orElse(0) + 1);
        long added = sets.add(
                set.name(),
                version.version(),
                version.hash(),
                Json.write(set.json()),
                by,
                version.reference().toString());
        if (added == 0) {
            throw Rejection.conflict("Somebody else saved " + version.reference() + " at the same time; look at it and"
                    + " save yours again");
        }
        return new Saved(true, view(set.name(), version.version()));
    }

    private static boolean says(RegimeSetRow row, RegimeSet set) {
        return RegimeSet.parse(row.definition()).equals(set);
    }

    RegimeSetView one(String text) {
        Reference reference = reference(text);
        return row(reference).map(row -> view(row.name(), row.version())).orElseThrow(() -> unknown(reference));
    }

    /** What keeps a set that a request names from being judged under; nothing does if it names none, or in a wrong form. */
    List<Problem> problems(@Nullable String text) {
        if (text == null || !Reference.isReference(text)) {
            return List.of();
        }
        Reference reference = Reference.parse(text);
        Optional<RegimeSetRow> row = row(reference);
        if (row.filter(RegimeSetRow::retired).isPresent()) {
            return List.of(new Problem(
                    "regimes",
                    row.get().name() + "@" + row.get().version() + " is retired: nothing new is judged under it",
                    HINT));
        }
        return row.isPresent() || BuiltInRegimes.find(reference).isPresent()
                ? List.of()
                : List.of(new Problem("regimes", "there is no set " + reference, HINT));
    }

    private Optional<RegimeSetRow> row(Reference reference) {
        Integer version = reference.version();
        return version == null ? sets.newest(reference.name()) : sets.find(reference.name(), version);
    }

    RegimeSetView retire(String text, String by) {
        RegimeSetView view = one(text);
        Reference reference = new Reference(view.name(), view.version());
        if (reference.toString().equals(Reference.DEFAULT)) {
            throw Rejection.conflict(
                    "The four defaults are what is used where no set is named; they cannot be retired");
        }
        if (sets.retire(view.name(), view.version(), by) == 0) {
            throw Rejection.conflict(reference + " is retired already");
        }
        return view(view.name(), view.version());
    }

    private RegimeSetView view(String name, int version) {
        return queries.set(name, version).orElseThrow(() -> unknown(new Reference(name, version)));
    }

    private static Reference reference(String text) {
        try {
            return Reference.parse(text);
        } catch (RegimeException e) {
            throw Rejection.badRequest(e.problem());
        }
    }

    private static Rejection unknown(Reference reference) {
        return Rejection.notFound(
                "There is no regime set " + reference + "; GET /api/regimes/sets lists what there is");
    }
}
