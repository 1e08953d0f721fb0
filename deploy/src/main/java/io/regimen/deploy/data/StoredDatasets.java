package io.regimen.deploy.data;

import io.regimen.activities.market.Dataset;
import io.regimen.activities.step.DatasetStore;
import io.regimen.db.DatasetQueries;
import io.regimen.db.DatasetView;
import io.regimen.deploy.role.Backend;
import io.regimen.deploy.terminal.CommandException;
import java.util.List;
import java.util.regex.Pattern;

/** Datasets by what a person types: the beginning of a hash. */
public final class StoredDatasets {
    private static final Pattern REF = Pattern.compile("[0-9a-f]{6,64}");
    private static final String MEND =
            "give its hash, or at least six characters from the beginning of it; deploy/regimen data list shows them";

    private final Backend backend;

    public StoredDatasets(Backend backend) {
        this.backend = backend;
    }

    /**
     * The row of a dataset.
     *
     * @throws CommandException if none or several begin like this
     */
    public DatasetView row(String ref) {
        if (!REF.matcher(ref).matches()) {
            throw CommandException.usage("\"" + ref + "\" names no dataset: " + MEND + ".");
        }
        List<DatasetView> found = backend.get(DatasetQueries.class).byPrefix(ref);
        if (found.size() != 1) {
            throw CommandException.failed((found.isEmpty() ? "There is no dataset " : "Several datasets begin with ")
                    + ref + ": " + MEND + ".");
        }
        return found.getFirst();
    }

    /** The bars behind a row. */
    Dataset bars(DatasetView row) {
        return backend.get(DatasetStore.class).read(row.hash());
    }
}
